/* ---
title:      {vi: "Hộ nghèo có người được đào tạo, trên mọi hộ nghèo", en: "Poor households with a trained member, over all poor households"}
definition:
  vi: >-
    Như chỉ tiêu đào tạo nhưng mẫu số là mọi hộ nghèo, kể cả hộ không có ai từ 16 đến 30 tuổi; luôn hiện bên
    cạnh cách đọc đã chọn.
  en: >-
    As training coverage, but over all poor households, those without anybody aged 16 to 30 included; always
    shown beside the adopted reading.
kind: ratio
unit: percent_of_households
direction: up
frequency: round
slices: []
sources: [household_review, member_list]
rows: {training_list: {}, household_list: {recognised_class: [poor, unknown]}}
target: T3
access: sensitive
--- */
-- One row per poor household, and one per khối. A household without a list of members is poor for certain, covered or not.
SELECT household.period, household.standard_id, household.area_id,
       CASE WHEN household.recognised_class = 'poor' AND listed.covered > 0 THEN 1 ELSE 0 END AS numerator,
       1 AS denominator,
       CASE WHEN household.recognised_class = 'unknown' OR listed.household_id IS NULL THEN 1
            WHEN listed.covered = 0 AND listed.unknown > 0 THEN 1 ELSE 0 END AS unknown
FROM core.household_round AS household
LEFT JOIN trained_youths AS listed ON listed.period = household.period AND listed.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'unknown')
UNION ALL
SELECT period, standard_id, area_id, nothing, nothing, 0 FROM reviewed_areas
