/* ---
title:      {vi: "Một hộ qua các kỳ", en: "One household through the rounds"}
definition:
  vi: >-
    Mỗi dòng một lần hộ có trong danh sách rà soát, theo từng chuẩn: khối khi đó, chủ hộ, loại hộ được công nhận và tính theo
    điểm, nhận ra là cùng một hộ nhờ đâu, ghi ở tệp nào.
  en: >-
    One row per round and standard whose list holds the household: its neighbourhood then, head, decided and computed
    class, what it was recognised by, and the place in the source file.
columns:
  - {name: period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: standard_id, title: {vi: Chuẩn, en: Standard}, kind: text}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Theo quyết định, en: Decided}, kind: code, codes: class}
  - {name: computed_class, title: {vi: Tính theo điểm, en: Computed}, kind: code, codes: class}
  - {name: b1_score, title: {vi: Điểm B1, en: B1 score}, kind: count}
  - {name: b2_score, title: {vi: Điểm B2, en: B2 score}, kind: count}
  - {name: member_count, title: {vi: Số người, en: Members}, kind: count}
  - {name: method, title: {vi: Nhận ra nhờ, en: Recognised by}, kind: code, codes: method}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household, round and standard, oldest first; the khối bears the name it had then.
SELECT household.period, household.standard_id, household.area_id,
       row_number() OVER (ORDER BY shown.last_day, standard.valid_from) AS sort_key,
       area.name AS area_name, household.household_id, identity.household_code, identity.head_name,
       household.recognised_class, household.computed_class, household.b1_score, household.b2_score, household.member_count,
       link.method, household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
JOIN core.standard AS standard ON standard.standard_id = household.standard_id
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN core.household_link AS link
    ON link.period = household.period AND link.standard_id = household.standard_id AND link.household_id = household.household_id
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
