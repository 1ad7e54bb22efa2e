/* ---
title:      {vi: "Thiếu hụt theo từng chỉ số", en: "Deprivations by indicator"}
definition:
  vi: "Số hộ nghèo và số hộ cận nghèo thiếu hụt từng chỉ số; «chưa rõ» là hộ nghèo, cận nghèo không có câu trả lời."
  en: "Poor and near-poor households deprived of each indicator; not known: those of them without an answer."
columns:
  - {name: dimension, title: {vi: Chiều, en: Dimension}, kind: words}
  - {name: indicator, title: {vi: Chỉ số, en: Indicator}, kind: words}
  - {name: poor, title: {vi: Hộ nghèo, en: Poor}, kind: count, sum: true}
  - {name: near_poor, title: {vi: Hộ cận nghèo, en: Near-poor}, kind: count, sum: true}
  - {name: unknown, title: {vi: Chưa rõ, en: Not known}, kind: count, sum: true}
sources: [household_review]
rows: {household_list: {recognised_class: [poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per poor or near-poor household and indicator.
WITH asked AS (
    SELECT household.period, household.standard_id, household.area_id, household.recognised_class,
           indicator.sort_key, {'vi': indicator.dimension, 'en': indicator.dimension_en} AS dimension,
           {'vi': indicator.name, 'en': indicator.name_en} AS indicator,
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
    WHERE household.recognised_class IN ('poor', 'near_poor')
)
SELECT period, standard_id, area_id, sort_key, dimension, indicator,
       CASE WHEN recognised_class = 'poor' AND is_deprived THEN 1 ELSE 0 END AS poor,
       CASE WHEN recognised_class = 'near_poor' AND is_deprived THEN 1 ELSE 0 END AS near_poor,
       CASE WHEN is_deprived IS NULL THEN 1 ELSE 0 END AS unknown
FROM asked
