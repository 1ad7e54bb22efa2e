/* ---
title:      {vi: "Hộ trong danh sách của một kỳ", en: "Households on the list of one round"}
definition:
  vi: >-
    Mỗi dòng một hộ trong danh sách rà soát của kỳ: khối, mã hộ, chủ hộ, loại hộ, chỗ ghi trong tệp nguồn. Dùng để nêu
    tên hộ vào, ra danh sách khi xem trước một lần nạp.
  en: >-
    One row per household on the round's list: neighbourhood, code, head, class and source row. For naming who enters or
    leaves the list in the preview of a load.
columns:
  - {name: listed_id, title: {vi: Mã trong danh sách, en: Id on the list}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household of a round and standard, in the order of khối and list.
WITH listed AS (
    SELECT period, standard_id, household_id, min(listed_id) AS listed_id
    FROM core.household_link
    GROUP BY period, standard_id, household_id
)
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + household.source_row AS sort_key,
       coalesce(listed.listed_id, household.household_id) AS listed_id, area.name AS area_name,
       identity.household_code, identity.head_name, household.recognised_class,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN listed
    ON listed.period = household.period AND listed.standard_id = household.standard_id
    AND listed.household_id = household.household_id
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
