/* ---
title:      {vi: "Hộ nghèo có phương tiện tiếp cận thông tin", en: "Poor households with a means of information"}
definition:
  vi: >-
    Hộ nghèo có ít nhất một phương tiện nghe nhìn, máy tính hoặc điện thoại (không thiếu hụt chỉ số 12), trên
    tổng số hộ nghèo.
  en: >-
    Poor households not deprived of information assets (indicator 12), over all poor households.
kind: ratio
unit: percent_of_households
direction: up
frequency: round
slices: []
sources: [household_review]
rows: {information_list: {}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
target: T4
access: sensitive
--- */
-- One row per poor household, and one per khối.
SELECT period, standard_id, area_id,
       CASE WHEN recognised_class = 'poor' AND NOT information_access_assets THEN 1 ELSE 0 END AS numerator,
       1 AS denominator,
       CASE WHEN recognised_class = 'unknown' OR information_access_assets IS NULL THEN 1 ELSE 0 END AS unknown
FROM core.household_round
WHERE recognised_class IN ('poor', 'unknown')
UNION ALL
SELECT period, standard_id, area_id, nothing, nothing, 0 FROM reviewed_areas
