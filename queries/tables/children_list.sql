/* ---
title:      {vi: "Danh sách trẻ em hộ nghèo từ 3 đến dưới 16 tuổi", en: "List of poor children aged 3 to under 16"}
definition:
  vi: "Mỗi dòng một trẻ thuộc hộ nghèo hoặc hộ chưa rõ loại tại ngày chốt, có họ tên và chỗ ghi trong tệp nguồn."
  en: "One row per child of a poor household, or of one whose class is not known, with name and place in the source file."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: name, title: {vi: Họ và tên, en: Name}, kind: name}
  - {name: age_on_reference_date, title: {vi: Tuổi, en: Age}, kind: count}
  - {name: school_status, title: {vi: Tình trạng, en: Status}, kind: code, codes: school_status}
  - {name: school_level, title: {vi: Đang học, en: Attends}, kind: code, codes: school_level}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review, member_list]
access: restricted
--- */
-- One row per child, in the order of khối and list.
SELECT household.period, household.standard_id, household.area_id, 1000000 * area.sort_key + child.source_row AS sort_key,
       area.name AS area_name, identity.household_code, identity.head_name, person.name,
       child.age_on_reference_date, child.school_level, child.school_status, household.recognised_class,
       child.source_file, child.source_sheet, child.source_row
FROM core.household_round AS household
JOIN core.person_round AS child ON child.period = household.period AND child.household_id = household.household_id
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = household.period AND identity.household_id = household.household_id
LEFT JOIN restricted.person AS person ON person.period = child.period AND person.person_id = child.person_id
WHERE household.recognised_class IN ('poor', 'unknown') AND child.school_status IS NOT NULL
