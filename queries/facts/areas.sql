-- One row per khối: its newest name. Households whose khối is not known have a place only while there are any.
SELECT area_id, name, valid_from, valid_to, is_fictional
FROM (SELECT *, row_number() OVER (PARTITION BY area_id ORDER BY valid_from DESC) AS newest FROM core.area)
WHERE level = 'neighbourhood' AND newest = 1
  AND (area_id <> 'chua_xac_dinh' OR area_id IN (SELECT area_id FROM core.household_round))
ORDER BY sort_key
