-- One row per class, area type and basis of every rule that is complete.
SELECT standard_id, area_type, basis, class,
       CASE basis WHEN 'scores' THEN b1_above ELSE income_above_vnd END,
       CASE basis WHEN 'scores' THEN b1_upto ELSE income_upto_vnd END,
       CASE basis WHEN 'scores' THEN b2_from ELSE deprivations_from END,
       CASE basis WHEN 'scores' THEN b2_below ELSE deprivations_below END
FROM core.standard_threshold
WHERE is_complete
ORDER BY standard_id, area_type, basis, sort_key
