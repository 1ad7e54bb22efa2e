-- One row per period and standard that an indicator knows: a print of what it counts in each khối and slice. A row that adds
-- nothing leaves none, and sums of decimals are rounded, for they come in any order.
-- What stands in braces comes from the header of the indicator.
SELECT period, standard_id, CAST(sum(hash(groups_)) AS VARCHAR) AS print
FROM (
    SELECT period, standard_id, {keys},
           round(CAST(sum(numerator) AS DOUBLE), 6) AS numerator, round(CAST(sum({denominator}) AS DOUBLE), 6) AS denominator,
           sum(unknown) AS unknown, bool_or({is_missing}) AS is_missing
    FROM (
{body}
    ) AS rows_
    GROUP BY period, standard_id, {keys}
) AS groups_
GROUP BY period, standard_id
