-- One row per poor or near-poor household: how far it stands from the lines of its standard and its khối, and how many of its
-- deprivations have to go, at least, until the rule no longer calls it poor. `doubt`: why that cannot be told.
SELECT household.period, household.standard_id, household.area_id, household.household_id, household.recognised_class,
       household.b1_score, household.income_per_capita_vnd, household.member_count, area.area_type,
       household.b1_score - scores.b1_upto AS b1_gap,
       household.income_per_capita_vnd - income.income_upto_vnd AS income_gap_vnd,
       income.deprivations_from AS poor_from, counted.deprivations, counted.unknown_deprivations, counted.points, counted.deprived_of,
       CASE WHEN scores.is_complete AND household.b1_score IS NOT NULL THEN 'scores'
            WHEN income.is_complete AND household.income_per_capita_vnd IS NOT NULL THEN 'income' END AS basis,
       CASE WHEN NOT coalesce(scores.is_complete OR income.is_complete, FALSE) THEN 'rule_incomplete'
            WHEN counted.unknown_deprivations > 0 THEN 'deprivation_unknown'
            WHEN household.b2_score <> counted.points THEN 'b2_differs'
            WHEN household.b1_score IS NULL AND household.income_per_capita_vnd IS NULL THEN 'scores_missing'
            WHEN household.computed_class <> household.recognised_class THEN 'class_differs' END AS doubt,
       -- The heaviest first: as long as what is left still makes it poor, one more has to go.
       CASE WHEN scores.is_complete AND household.b1_score IS NOT NULL
            THEN (SELECT count(*) FROM household_points AS one
                  WHERE one.period = household.period AND one.standard_id = household.standard_id
                    AND one.household_id = household.household_id AND counted.points - one.points_before >= scores.b2_from)
            WHEN income.is_complete AND household.income_per_capita_vnd IS NOT NULL
            THEN CASE WHEN counted.deprivations >= income.deprivations_from
                      THEN counted.deprivations - income.deprivations_from + 1 ELSE 0 END END AS fewest,
       household.source_file, household.source_sheet, household.source_row
FROM core.household_round AS household
JOIN core.period AS shown ON shown.period = household.period
JOIN (
    SELECT asked.period, asked.standard_id, asked.household_id,
           CAST(sum(CASE WHEN asked.is_deprived THEN 1 ELSE 0 END) AS INTEGER) AS deprivations,
           CAST(sum(CASE WHEN asked.is_deprived IS NULL THEN 1 ELSE 0 END) AS INTEGER) AS unknown_deprivations,
           CAST(sum(CASE WHEN asked.is_deprived THEN asked.points ELSE 0 END) AS INTEGER) AS points,
           {'vi': coalesce(string_agg(CASE WHEN asked.is_deprived THEN named.name END, '; ' ORDER BY asked.sort_key), ''),
            'en': coalesce(string_agg(CASE WHEN asked.is_deprived THEN named.name_en END, '; ' ORDER BY asked.sort_key), '')} AS deprived_of
    FROM household_deprivations AS asked
    JOIN core.standard_indicator AS named
        ON named.standard_id = asked.standard_id AND named.indicator_code = asked.indicator_code
    WHERE asked.recognised_class IN ('poor', 'near_poor')
    GROUP BY asked.period, asked.standard_id, asked.household_id
) AS counted
    ON counted.period = household.period AND counted.standard_id = household.standard_id
    AND counted.household_id = household.household_id
LEFT JOIN core.area AS area
    ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN core.standard_threshold AS scores
    ON scores.standard_id = household.standard_id AND scores.area_type = area.area_type
    AND scores.basis = 'scores' AND scores.class = 'poor'
LEFT JOIN core.standard_threshold AS income
    ON income.standard_id = household.standard_id AND income.area_type = area.area_type
    AND income.basis = 'income' AND income.class = 'poor'
WHERE household.recognised_class IN ('poor', 'near_poor')
