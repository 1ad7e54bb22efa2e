/* ---
title:      {vi: "Hộ nghèo có mọi trẻ em đi học đúng bậc", en: "Poor households whose children are all at the right level"}
definition:
  vi: >-
    Hộ nghèo có trẻ từ đủ 3 đến dưới 16 tuổi mà mọi trẻ đều học đúng bậc hoặc bậc cao hơn, trên số hộ nghèo có
    trẻ như vậy. Khác cách đếm theo trẻ: một hộ có hai trẻ, một trẻ chưa đúng bậc thì hộ không đạt.
  en: >-
    Poor households with children aged 3 to under 16 who all attend the right level or above, over poor
    households with such children.
kind: ratio
unit: percent_of_households
direction: up
frequency: round
slices: []
sources: [household_review, member_list]
rows: {children_list: {}}
access: sensitive
--- */
-- One row per poor household with children of that age, per poor household without a list of members, and per khối.
WITH child AS (
    SELECT period, household_id, school_status,
           CASE WHEN school_status = 'unknown' THEN 1
                WHEN school_status = 'finished_level' AND attends_school IS NULL THEN 1 ELSE 0 END AS is_unknown,
           CASE WHEN school_status IN ('late', 'late_allowed', 'not_attending') THEN 1
                WHEN school_status = 'finished_level' AND NOT attends_school THEN 1 ELSE 0 END AS is_failed
    FROM core.person_round
),
listed AS (
    SELECT period, household_id, sum(is_unknown) AS unknown, sum(is_failed) AS failed,
           sum(CASE WHEN school_status <> 'exempt' THEN 1 ELSE 0 END) AS children
    FROM child
    GROUP BY period, household_id
)
SELECT household.period, household.standard_id, household.area_id,
       CASE WHEN listed.household_id IS NULL THEN NULL
            WHEN household.recognised_class = 'poor' AND listed.failed = 0 AND listed.unknown = 0 THEN 1 ELSE 0 END AS numerator,
       CASE WHEN listed.household_id IS NOT NULL THEN 1 END AS denominator,
       CASE WHEN listed.household_id IS NULL THEN 0
            WHEN household.recognised_class = 'unknown' OR (listed.failed = 0 AND listed.unknown > 0) THEN 1 ELSE 0 END AS unknown
FROM core.household_round AS household
LEFT JOIN listed ON listed.period = household.period AND listed.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'unknown') AND (listed.household_id IS NULL OR listed.children > 0)
UNION ALL
SELECT period, standard_id, area_id, nothing, nothing, 0 FROM reviewed_areas
