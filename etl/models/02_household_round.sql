-- One row per household, round and standard. The class computed from scores or income stands beside the recognised one.
INSERT INTO core.household_round BY NAME
WITH placed AS (
    SELECT listed.*, link.household_id, area.area_type,
           CAST(employment AS INTEGER) + CAST(dependent_person AS INTEGER) + CAST(nutrition AS INTEGER)
               + CAST(health_insurance AS INTEGER) + CAST(adult_education AS INTEGER) + CAST(child_school_attendance AS INTEGER)
               + CAST(housing_quality AS INTEGER) + CAST(housing_area AS INTEGER) + CAST(clean_water AS INTEGER)
               + CAST(hygienic_toilet AS INTEGER) + CAST(telecommunication AS INTEGER) + CAST(information_access_assets AS INTEGER) AS deprivations
    FROM stage.listed AS listed
    JOIN core.household_link AS link
        ON link.period = listed.period AND link.standard_id = listed.standard_id AND link.listed_id = listed.listed_id
    JOIN core.period AS round_period ON round_period.period = listed.period
    LEFT JOIN core.area AS area
        ON area.area_id = listed.area_id
        AND round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
),
computed AS (
    SELECT placed.period, placed.standard_id, placed.household_id, threshold.class,
           row_number() OVER (PARTITION BY placed.period, placed.standard_id, placed.household_id
               ORDER BY CASE WHEN threshold.basis = 'scores' THEN 0 ELSE 1 END, threshold.sort_key) AS place
    FROM placed
    JOIN core.standard_threshold AS threshold
        ON threshold.standard_id = placed.standard_id AND threshold.area_type = placed.area_type AND threshold.is_complete
    WHERE (threshold.basis = 'scores' AND placed.b1_score IS NOT NULL AND placed.b2_score IS NOT NULL
           AND placed.b1_score > coalesce(threshold.b1_above, -1) AND placed.b1_score <= coalesce(threshold.b1_upto, 100000)
           AND placed.b2_score >= coalesce(threshold.b2_from, 0) AND placed.b2_score < coalesce(threshold.b2_below, 100000))
       OR (threshold.basis = 'income' AND placed.income_per_capita_vnd IS NOT NULL AND placed.deprivations IS NOT NULL
           AND placed.income_per_capita_vnd > coalesce(threshold.income_above_vnd, -1)
           AND placed.income_per_capita_vnd <= coalesce(threshold.income_upto_vnd, 1000000000000)
           AND placed.deprivations >= coalesce(threshold.deprivations_from, 0)
           AND placed.deprivations < coalesce(threshold.deprivations_below, 100000))
)
SELECT placed.period, placed.household_id, placed.area_id, placed.standard_id,
       placed.opening_class, placed.recognised_class, coalesce(computed.class, 'unknown') AS computed_class,
       placed.b1_score, placed.b2_score, placed.income_per_capita_vnd, placed.member_count,
       placed.employment, placed.dependent_person, placed.nutrition, placed.health_insurance, placed.adult_education,
       placed.child_school_attendance, placed.housing_quality, placed.housing_area, placed.clean_water, placed.hygienic_toilet,
       placed.telecommunication, placed.information_access_assets, placed.is_ethnic_minority, placed.head_sex,
       placed.has_no_labour, placed.has_merit_member, placed.poverty_causes,
       placed.source_file, placed.source_sheet, placed.source_row
FROM placed
LEFT JOIN computed
    ON computed.period = placed.period AND computed.standard_id = placed.standard_id AND computed.household_id = placed.household_id
    AND computed.place = 1
