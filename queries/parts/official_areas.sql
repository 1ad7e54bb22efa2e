-- One row per khối whose list is in, round and standard; households of no known khối have a row while there are any.
SELECT period, standard_id, area_id
FROM core.area_report
WHERE form = 'household_review' AND is_reported AND area_id <> 'chua_xac_dinh'
UNION
SELECT period, standard_id, area_id FROM core.household_round
