-- One row per khối of the ward, with its figures where they are known.
SELECT area.area_id AS area, round.resident_households, round.resident_persons
FROM core.area AS area
JOIN core.period AS asked
    ON asked.period = $period AND asked.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
LEFT JOIN core.area_round AS round ON round.period = asked.period AND round.area_id = area.area_id
WHERE area.level = 'neighbourhood' AND area.area_id = coalesce($area_id, area.area_id)
  AND (area.area_id <> 'chua_xac_dinh' OR round.area_id IS NOT NULL)
ORDER BY area.sort_key
