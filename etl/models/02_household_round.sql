-- One row per household, round and standard. The class computed from scores or income stands beside the recognised one.
INSERT INTO core.household_round BY NAME
WITH members AS (
    SELECT period, listed_id, count(*) AS listed, bool_or(is_disabled) AS has_disabled,
           bool_and(is_disabled IS NOT NULL) AS is_told
    FROM stage.member
    GROUP BY period, listed_id
),
placed AS (
    SELECT round_period.period, area.area_id, area.area_type
    FROM core.period AS round_period
    JOIN core.area AS area ON round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
),
-- What a class is computed from, once for the many households that say the same.
told AS (
    SELECT DISTINCT listed.standard_id, placed.area_type, listed.b1_score, listed.b2_score, listed.income_per_capita_vnd, listed.deprivations
    FROM stage.listed AS listed
    JOIN placed ON placed.period = listed.period AND placed.area_id = listed.area_id
),
computed AS (
    SELECT told.*, arg_min(threshold.class, ROW(CASE WHEN threshold.basis = 'scores' THEN 0 ELSE 1 END, threshold.sort_key)) AS class
    FROM told
    JOIN core.standard_threshold AS threshold
        ON threshold.standard_id = told.standard_id AND threshold.area_type = told.area_type AND threshold.is_complete
    WHERE (threshold.basis = 'scores' AND told.b1_score IS NOT NULL AND told.b2_score IS NOT NULL
           AND told.b1_score > coalesce(threshold.b1_above, -1) AND told.b1_score <= coalesce(threshold.b1_upto, 100000)
           AND told.b2_score >= coalesce(threshold.b2_from, 0) AND told.b2_score < coalesce(threshold.b2_below, 100000))
       OR (threshold.basis = 'income' AND told.income_per_capita_vnd IS NOT NULL AND told.deprivations IS NOT NULL
           AND told.income_per_capita_vnd > coalesce(threshold.income_above_vnd, -1)
           AND told.income_per_capita_vnd <= coalesce(threshold.income_upto_vnd, 1000000000000)
           AND told.deprivations >= coalesce(threshold.deprivations_from, 0)
           AND told.deprivations < coalesce(threshold.deprivations_below, 100000))
    GROUP BY ALL
)
SELECT listed.period, listed.household_id, listed.area_id, listed.standard_id,
       listed.opening_class, listed.recognised_class, coalesce(computed.class, 'unknown') AS computed_class,
       listed.b1_score, listed.b2_score, listed.income_per_capita_vnd, listed.member_count,
       listed.employment, listed.dependent_person, listed.nutrition, listed.health_insurance, listed.adult_education,
       listed.child_school_attendance, listed.housing_quality, listed.housing_area, listed.clean_water, listed.hygienic_toilet,
       listed.telecommunication, listed.information_access_assets, listed.is_ethnic_minority, listed.head_sex,
       listed.has_no_labour, listed.has_merit_member,
       -- A household whose list does not say has a disabled member where the list of members names one, and none where all of
       -- them are listed and none is.
       coalesce(listed.has_disabled_member,
                CASE WHEN members.has_disabled OR (members.is_told AND members.listed >= listed.member_count)
                    THEN members.has_disabled END) AS has_disabled_member,
       listed.poverty_causes,
       listed.source_file, listed.source_sheet, listed.source_row
FROM stage.linked AS listed
JOIN core.period AS round_period ON round_period.period = listed.period
LEFT JOIN placed ON placed.period = listed.period AND placed.area_id = listed.area_id
LEFT JOIN members ON members.period = listed.period AND members.listed_id = listed.listed_id
LEFT JOIN computed
    ON computed.standard_id = listed.standard_id AND computed.area_type = placed.area_type
    AND computed.b1_score IS NOT DISTINCT FROM listed.b1_score AND computed.b2_score IS NOT DISTINCT FROM listed.b2_score
    AND computed.income_per_capita_vnd IS NOT DISTINCT FROM listed.income_per_capita_vnd
    AND computed.deprivations IS NOT DISTINCT FROM listed.deprivations
