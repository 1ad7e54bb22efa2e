-- One row per poor or near-poor household of a period, standard by standard, with its deprivations and their points.
SELECT standing.household_id, standing.area_id, standing.standard_id, standing.area_type, standing.recognised_class, standing.basis,
       CASE standing.basis WHEN 'scores' THEN standing.b1_score ELSE standing.income_per_capita_vnd END AS measure,
       standing.doubt,
       list({'code': asked.indicator_code, 'points': asked.points} ORDER BY asked.sort_key) FILTER (WHERE asked.is_deprived) AS deprived
FROM household_standing AS standing
LEFT JOIN household_deprivations AS asked
    ON asked.period = standing.period AND asked.standard_id = standing.standard_id AND asked.household_id = standing.household_id
WHERE standing.period = $period
GROUP BY ALL
ORDER BY standing.standard_id, standing.household_id
