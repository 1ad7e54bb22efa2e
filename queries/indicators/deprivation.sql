/* ---
title:      {vi: "Thiếu hụt dịch vụ xã hội cơ bản của hộ nghèo", en: "Deprivations of poor households"}
definition:
  vi: >-
    Số hộ nghèo thiếu hụt từng chỉ số trên tổng số hộ nghèo. Chỉ đọc theo từng chỉ số: cộng các chỉ số với nhau
    không còn là số hộ.
  en: >-
    Poor households deprived of each indicator, over all poor households. To be read one indicator at a time.
kind: ratio
unit: percent_by_deprivation
direction: down
frequency: round
slices: [indicator]
sources: [household_review]
rows: {household_list: {recognised_class: [poor, unknown]}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
access: sensitive
--- */
-- One row per poor household and indicator, and one per khối and indicator.
SELECT period, standard_id, area_id, indicator_code AS indicator,
       CASE WHEN recognised_class = 'poor' AND is_deprived THEN 1 ELSE 0 END AS numerator,
       1 AS denominator,
       CASE WHEN recognised_class = 'unknown' OR is_deprived IS NULL THEN 1 ELSE 0 END AS unknown
FROM household_deprivations
WHERE recognised_class IN ('poor', 'unknown')
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, report.standard_id, report.area_id, indicator.indicator_code,
       CASE WHEN report.is_reported THEN 0 END, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN core.standard_indicator AS indicator ON indicator.standard_id = report.standard_id
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
