-- One row per khối that should report its review, round and standard: nothing to add to a figure where it did, unknown where not.
SELECT period, standard_id, area_id, CASE WHEN is_reported THEN 0 END AS nothing
FROM core.area_report
WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh'
