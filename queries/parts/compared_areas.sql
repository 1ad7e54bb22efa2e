-- One row per khối, period and standard: nothing to add to a figure where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, CASE WHEN is_known THEN 0 END AS nothing FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
