-- One row per household, round and standard. The class computed from scores or income stands beside the recognised one.
INSERT INTO core.household_round BY NAME
WITH members AS (
    SELECT period, listed_id, count(*) AS listed, bool_or(is_disabled) AS has_disabled,
           bool_and(is_disabled IS NOT NULL) AS is_told
    FROM stage.member
    GROUP BY period, listed_id
),
scored AS NOT MATERIALIZED (
    SELECT listed.*, area.area_type,
           CAST(employment AS INTEGER) + CAST(dependent_person AS INTEGER) + CAST(nutrition AS INTEGER)
               + CAST(health_insurance AS INTEGER) + CAST(adult_education AS INTEGER) + CAST(child_school_attendance AS INTEGER)
               + CAST(housing_quality AS INTEGER) + CAST(housing_area AS INTEGER) + CAST(clean_water AS INTEGER)
               + CAST(hygienic_toilet AS INTEGER) + CAST(telecommunication AS INTEGER) + CAST(information_access_assets AS INTEGER) AS deprivations
    FROM stage.listed AS listed
    JOIN core.period AS round_period ON round_period.period = listed.period
    LEFT JOIN core.area AS area
        ON area.area_id = listed.area_id
        AND round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
),
placed AS (
    -- A household whose list does not say has a disabled member where the list of members names one, and none where all of
    -- them are listed and none is.
    SELECT scored.* REPLACE (coalesce(scored.has_disabled_member,
               CASE WHEN members.has_disabled OR (members.is_told AND members.listed >= scored.member_count)
                   THEN members.has_disabled END) AS has_disabled_member),
           link.household_id
    FROM scored
    JOIN core.household_link AS link
        ON link.period = scored.period AND link.standard_id = scored.standard_id AND link.listed_id = scored.listed_id
    LEFT JOIN members ON members.period = scored.period AND members.listed_id = scored.listed_id
),
-- What a class is computed from, once for the many households that say the same.
told AS (
    SELECT DISTINCT standard_id, area_type, b1_score, b2_score, income_per_capita_vnd, deprivations FROM scored
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
SELECT placed.period, placed.household_id, placed.area_id, placed.standard_id,
       placed.opening_class, placed.recognised_class, coalesce(computed.class, 'unknown') AS computed_class,
       placed.b1_score, placed.b2_score, placed.income_per_capita_vnd, placed.member_count,
       placed.employment, placed.dependent_person, placed.nutrition, placed.health_insurance, placed.adult_education,
       placed.child_school_attendance, placed.housing_quality, placed.housing_area, placed.clean_water, placed.hygienic_toilet,
       placed.telecommunication, placed.information_access_assets, placed.is_ethnic_minority, placed.head_sex,
       placed.has_no_labour, placed.has_merit_member, placed.has_disabled_member, placed.poverty_causes,
       placed.source_file, placed.source_sheet, placed.source_row
FROM placed
LEFT JOIN computed
    ON computed.standard_id = placed.standard_id AND computed.area_type = placed.area_type
    AND computed.b1_score IS NOT DISTINCT FROM placed.b1_score AND computed.b2_score IS NOT DISTINCT FROM placed.b2_score
    AND computed.income_per_capita_vnd IS NOT DISTINCT FROM placed.income_per_capita_vnd
    AND computed.deprivations IS NOT DISTINCT FROM placed.deprivations
