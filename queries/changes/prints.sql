-- One row per period and standard that an indicator knows: a print of all its rows, in whatever order they come.
-- What stands in braces is the body of the indicator.
SELECT period, standard_id, CAST(sum(hash(rows_)) AS VARCHAR) AS print
FROM (
{body}
) AS rows_
GROUP BY period, standard_id
