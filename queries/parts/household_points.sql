-- One row per deprivation of a household, the heaviest first, with the points of those before it.
SELECT period, standard_id, household_id, indicator_code,
       sum(points) OVER (PARTITION BY period, standard_id, household_id ORDER BY points DESC, sort_key
                         ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - points AS points_before
FROM household_deprivations
WHERE is_deprived
