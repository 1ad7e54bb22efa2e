-- What the engine puts around the body of a table: the same filters as an indicator, names of nobody by accident.
SELECT {columns}
FROM (
{body}
) AS rows_
WHERE {of_round}
  AND {of_area}
  AND ($is_limited = FALSE OR ({of_limits}))
  AND {of_unit}
{group_by}
ORDER BY {order_by}
