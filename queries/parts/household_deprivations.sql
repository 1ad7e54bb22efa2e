-- One row per listed household and indicator of its standard: is it deprived; NULL is not known.
SELECT household.period, household.standard_id, household.area_id, household.household_id, household.recognised_class,
       indicator.indicator_code, indicator.sort_key, indicator.points,
       {'vi': indicator.dimension, 'en': indicator.dimension_en} AS dimension,
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
       END AS is_deprived,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.standard_indicator AS indicator ON indicator.standard_id = household.standard_id
