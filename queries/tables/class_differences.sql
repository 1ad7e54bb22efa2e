/* ---
title:      {vi: "Loại hộ công nhận khác loại hộ tính theo điểm", en: "Recognised class unlike the computed one"}
definition:
  vi: "Mỗi dòng một hộ mà loại hộ theo quyết định khác loại hộ tính từ điểm B1, B2. Quyết định được dùng; dòng này để rà lại."
  en: "One row per household whose decided class differs from the class its scores give. The decision stands; look again."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Theo quyết định, en: Decided}, kind: code, codes: class}
  - {name: computed_class, title: {vi: Tính theo điểm, en: Computed}, kind: code, codes: class}
  - {name: b1_score, title: {vi: Điểm B1, en: B1 score}, kind: count}
  - {name: b2_score, title: {vi: Điểm B2, en: B2 score}, kind: count}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household. Scores do not tell an average living standard from «not poor», so that pair is no difference.
WITH classed AS (
    SELECT household.*,
           CASE WHEN recognised_class = 'average_living' THEN 'not_poor' ELSE recognised_class END AS decided,
           CASE WHEN computed_class = 'average_living' THEN 'not_poor' ELSE computed_class END AS computed
    FROM core.household_round AS household
)
SELECT classed.period, classed.standard_id, classed.area_id, 1000000 * area.sort_key + classed.source_row AS sort_key,
       area.name AS area_name, identity.household_code, identity.head_name,
       classed.recognised_class, classed.computed_class, classed.b1_score, classed.b2_score,
       classed.source_file, classed.source_sheet, classed.source_row
FROM classed
JOIN core.period AS shown ON shown.period = classed.period
LEFT JOIN core.area AS area
    ON area.area_id = classed.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = classed.period AND identity.household_id = classed.household_id
WHERE classed.decided <> classed.computed AND classed.decided <> 'unknown' AND classed.computed <> 'unknown'
