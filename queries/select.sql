-- What the engine puts around the body of a table: the same filters as an indicator, names of nobody by accident.
SELECT {columns}
FROM (
{body}
) AS rows_
WHERE (period IS NULL OR period = $period)
  AND (standard_id IS NULL OR standard_id = $standard)
  AND ($area = $ward OR area_id = $area OR area_id = $ward)
  AND ($is_limited = FALSE OR area_id IN $areas)
  AND {of_unit}
{group_by}
ORDER BY {order_by}
