-- One row per poor or near-poor household of a round, with every indicator of its standard.
SELECT asked.household_id, household.member_count,
       list({'code': asked.indicator_code, 'is': asked.is_deprived} ORDER BY asked.sort_key) AS deprived
FROM household_deprivations AS asked
JOIN core.household_round AS household
    ON household.period = asked.period AND household.standard_id = asked.standard_id AND household.household_id = asked.household_id
WHERE asked.period = $period AND asked.standard_id = $standard AND ($area = $ward OR asked.area_id = $area)
  AND asked.recognised_class IN ('poor', 'near_poor')
GROUP BY asked.household_id, household.member_count
ORDER BY asked.household_id
