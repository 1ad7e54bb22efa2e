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
SELECT area.period, area.standard_id, area.area_id, indicator.indicator_code, area.nothing, area.nothing, 0
FROM reviewed_areas AS area
JOIN core.standard_indicator AS indicator ON indicator.standard_id = area.standard_id
