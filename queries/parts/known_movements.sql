-- One row per household whose khối at the end has known movements.
SELECT movement.*
FROM core.movement AS movement
JOIN core.movement_pair AS pair
    ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
WHERE pair.is_known
