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
WITH asked AS (
    SELECT household.period, household.standard_id, household.area_id, household.recognised_class, indicator.indicator_code,
           CASE indicator.indicator_code
               WHEN 'employment' THEN household.employment
               WHEN 'dependent_person' THEN household.dependent_person
               WHEN 'nutrition' THEN household.nutrition
               WHEN 'health_insurance' THEN household.health_insurance
               WHEN 'adult_education' THEN household.adult_education
               WHEN 'child_school_attendance' THEN household.child_school_attendance
               WHEN 'housing_quality' THEN household.housing_quality
               WHEN 'housing_area' THEN household.housing_area
               WHEN 'clean_water' THEN household.clean_water
               WHEN 'hygienic_toilet' THEN household.hygienic_toilet
               WHEN 'telecommunication' THEN household.telecommunication
               WHEN 'information_access_assets' THEN household.information_access_assets
           END AS is_deprived
    FROM core.household_round AS household
    JOIN core.standard_indicator AS indicator ON indicator.standard_id = household.standard_id
    WHERE household.recognised_class IN ('poor', 'unknown')
)
SELECT period, standard_id, area_id, indicator_code AS indicator,
       CASE WHEN recognised_class = 'poor' AND is_deprived THEN 1 ELSE 0 END AS numerator,
       1 AS denominator,
       CASE WHEN recognised_class = 'unknown' OR is_deprived IS NULL THEN 1 ELSE 0 END AS unknown
FROM asked
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, report.standard_id, report.area_id, indicator.indicator_code,
       CASE WHEN report.is_reported THEN 0 END, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN core.standard_indicator AS indicator ON indicator.standard_id = report.standard_id
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
