/* ---
title:      {vi: "Trẻ em hộ nghèo đi học đúng bậc", en: "Poor children at the right school level"}
definition:
  vi: >-
    Trẻ từ đủ 3 đến dưới 16 tuổi thuộc hộ nghèo tại ngày chốt đang học đúng bậc của tuổi (đến 5 tuổi mầm non,
    6-11 tiểu học, 12-15 THCS) hoặc bậc cao hơn, trên tổng số trẻ đó. Trẻ được miễn vì khuyết tật không tính;
    trẻ chưa rõ bậc vẫn ở mẫu số.
  en: >-
    Children aged 3 to under 16 of poor households attending the level of their age or above, over all of them.
    Exempt children leave both counts; a level not known stays in the denominator.
kind: ratio
unit: percent_of_children
direction: up
frequency: round
slices: [school_status, age_on_reference_date]
sources: [household_review, member_list]
rows: {children_list: {}}
basis: {vi: "Kế hoạch năm 2026, mục I.2", en: "2026 plan, section I.2"}
target: T2
access: sensitive
--- */
-- One row per child of a poor household, per poor household without a list of members, and per khối.
SELECT household.period, household.standard_id, household.area_id,
       child.school_status, CAST(child.age_on_reference_date AS VARCHAR) AS age_on_reference_date,
       CASE WHEN child.person_id IS NULL THEN NULL
            WHEN household.recognised_class = 'poor' AND child.school_status IN ('right_level', 'ahead') THEN 1
            WHEN household.recognised_class = 'poor' AND child.school_status = 'finished_level' AND child.attends_school THEN 1
            ELSE 0 END AS numerator,
       CASE WHEN child.person_id IS NULL THEN NULL
            WHEN child.school_status = 'exempt' THEN 0 ELSE 1 END AS denominator,
       CASE WHEN child.person_id IS NULL OR child.school_status = 'exempt' THEN 0
            WHEN household.recognised_class = 'unknown' OR child.school_status = 'unknown' THEN 1
            WHEN child.school_status = 'finished_level' AND child.attends_school IS NULL THEN 1
            ELSE 0 END AS unknown
FROM core.household_round AS household
LEFT JOIN core.person_round AS child ON child.period = household.period AND child.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'unknown') AND (child.person_id IS NULL OR child.school_status IS NOT NULL)
UNION ALL
SELECT period, standard_id, area_id, NULL, NULL, nothing, nothing, 0 FROM reviewed_areas
