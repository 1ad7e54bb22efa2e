/* ---
title:      {vi: "Hộ nghèo có người 16-30 tuổi được đào tạo", en: "Poor households with a trained member aged 16 to 30"}
definition:
  vi: >-
    Hộ nghèo có ít nhất một thành viên từ 16 đến 30 tuổi đang học nghề, đang học đúng bậc hoặc có chứng chỉ phù
    hợp với tuổi, trên số hộ nghèo có thành viên từ 16 đến 30 tuổi.
  en: >-
    Poor households where a member aged 16 to 30 is in training, in school at the level of their age or holds a
    certificate, over poor households with such a member.
kind: ratio
unit: percent_of_households
direction: up
frequency: round
slices: []
sources: [household_review, member_list]
rows: {training_list: {}}
basis: {vi: "Kế hoạch năm 2026, mục I.2", en: "2026 plan, section I.2"}
target: T3
access: sensitive
--- */
-- One row per poor household with a member aged 16 to 30, per poor household without a list of members, and per khối.
SELECT household.period, household.standard_id, household.area_id,
       CASE WHEN listed.household_id IS NULL THEN NULL
            WHEN household.recognised_class = 'poor' AND listed.covered > 0 THEN 1 ELSE 0 END AS numerator,
       CASE WHEN listed.household_id IS NOT NULL THEN 1 END AS denominator,
       CASE WHEN listed.household_id IS NULL THEN 0
            WHEN household.recognised_class = 'unknown' OR (listed.covered = 0 AND listed.unknown > 0) THEN 1 ELSE 0 END AS unknown
FROM core.household_round AS household
LEFT JOIN trained_youths AS listed ON listed.period = household.period AND listed.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'unknown') AND (listed.household_id IS NULL OR listed.youths > 0)
UNION ALL
SELECT period, standard_id, area_id, nothing, nothing, 0 FROM reviewed_areas
