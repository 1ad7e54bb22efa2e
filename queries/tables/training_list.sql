/* ---
title:      {vi: "Danh sách người 16-30 tuổi của hộ nghèo", en: "List of members aged 16 to 30 of poor households"}
definition:
  vi: "Mỗi dòng một người từ 16 đến 30 tuổi thuộc hộ nghèo hoặc hộ chưa rõ loại, có họ tên và chỗ ghi trong tệp nguồn."
  en: "One row per member aged 16 to 30 of a poor household, or of one whose class is not known, with name and source."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: age_on_reference_date, title: {vi: Tuổi, en: Age}, kind: count}
  - {name: training_status, title: {vi: Đào tạo, en: Training}, kind: code, codes: training_status}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review, member_list]
access: restricted
--- */
-- One row per person, in the order of khối and list.
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + youth.source_row AS sort_key,
       area.name AS area_name, identity.household_code, identity.head_name, person.name,
       youth.age_on_reference_date, youth.training_status, household.recognised_class,
       youth.source_file, youth.source_sheet, youth.source_row
FROM core.household_round AS household
JOIN core.person_round AS youth ON youth.period = household.period AND youth.household_id = household.household_id
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
LEFT JOIN restricted.person AS person ON person.period = youth.period AND person.person_id = youth.person_id
WHERE household.recognised_class IN ('poor', 'unknown') AND youth.training_status IS NOT NULL
