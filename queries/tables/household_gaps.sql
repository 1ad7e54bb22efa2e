/* ---
title:      {vi: "Khoảng cách tới ngưỡng của từng hộ", en: "Each household's gap to the line"}
definition:
  vi: >-
    Mỗi dòng một hộ nghèo, cận nghèo: điểm B1 (hay thu nhập) trừ ngưỡng, âm là còn dưới ngưỡng; số chỉ số thiếu hụt và là những
    chỉ số nào; số thiếu hụt ít nhất phải gỡ để không còn là hộ nghèo theo quy tắc của chuẩn. Loại hộ là của quyết định.
  en: >-
    One row per poor or near-poor household: B1 score (or income) less the line, negative is below it; how many indicators it is
    deprived of and which; the fewest that have to go until the standard's rule no longer calls it poor. The class is the decided one.
columns:
  - {name: household_id, title: {vi: Mã trong hệ thống, en: Id}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: b1_gap, title: {vi: Điểm B1 so với ngưỡng, en: B1 score to the line}, kind: count}
  - {name: income_gap_vnd, title: {vi: Thu nhập so với ngưỡng, en: Income to the line}, kind: money}
  - {name: deprivations, title: {vi: Số thiếu hụt, en: Deprivations}, kind: count}
  - {name: unknown_deprivations, title: {vi: Chỉ số chưa rõ, en: Indicators not known}, kind: count}
  - {name: deprived_of, title: {vi: Thiếu hụt, en: Deprived of}, kind: words}
  - {name: fewest, title: {vi: Ít nhất phải gỡ, en: Fewest to remove}, kind: count}
  - {name: doubt, title: {vi: Vì sao chưa tính được, en: Why it cannot be told}, kind: code, codes: doubt}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household, in the order of khối and list.
SELECT standing.period, standing.standard_id, standing.area_id, 1000000 * area.sort_key + standing.source_row AS sort_key,
       standing.household_id, area.name AS area_name, identity.household_code, identity.head_name, standing.recognised_class,
       standing.b1_gap, standing.income_gap_vnd, standing.deprivations, standing.unknown_deprivations, standing.deprived_of,
       CASE WHEN standing.doubt IS NULL AND standing.recognised_class = 'poor' THEN standing.fewest END AS fewest, standing.doubt,
       standing.source_file, standing.source_sheet, standing.source_row
FROM household_standing AS standing
JOIN core.period AS shown ON shown.period = standing.period
LEFT JOIN core.area AS area
    ON area.area_id = standing.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = standing.period AND identity.household_id = standing.household_id
