/* ---
title:      {vi: "Trẻ em hộ nghèo từ 3 đến dưới 16 tuổi", en: "Poor children aged 3 to under 16"}
definition:
  vi: "Mỗi dòng một trẻ thuộc hộ nghèo hoặc hộ chưa rõ loại tại ngày chốt, không có họ tên."
  en: "One row per child of a poor household, or of one whose class is not known, at the cut-off; no names."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_id, title: {vi: Mã hộ, en: Household}, kind: household}
  - {name: age_on_reference_date, title: {vi: Tuổi, en: Age}, kind: count}
  - {name: school_level, title: {vi: Đang học, en: Attends}, kind: code, codes: school_level}
  - {name: school_status, title: {vi: Tình trạng, en: Status}, kind: code, codes: school_status}
  - {name: outcome, title: {vi: Đúng bậc, en: Right level}, kind: code, codes: outcome}
sources: [household_review, member_list]
rows: {children_list: {}}
access: sensitive
--- */
-- One row per child. `outcome` adds up to the numerator, unknown and denominator of children_right_level.
SELECT household.period, household.standard_id, household.area_id, area.sort_key,
       area.name AS area_name, household.household_id, child.age_on_reference_date, child.school_level, child.school_status,
       CASE WHEN child.school_status = 'exempt' THEN 'exempt'
            WHEN household.recognised_class = 'unknown' OR child.school_status = 'unknown' THEN 'unknown'
            WHEN child.school_status IN ('right_level', 'ahead') THEN 'reached'
            WHEN child.school_status = 'finished_level' AND child.attends_school IS NULL THEN 'unknown'
            WHEN child.school_status = 'finished_level' AND child.attends_school THEN 'reached'
            ELSE 'failed' END AS outcome
FROM core.household_round AS household
JOIN core.person_round AS child ON child.period = household.period AND child.household_id = household.household_id
JOIN core.period AS shown ON shown.period = household.period
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
WHERE household.recognised_class IN ('poor', 'unknown') AND child.school_status IS NOT NULL
