-- What the engine puts around the body of an indicator. Sums only: every ratio is a ratio of sums.
-- What stands in braces comes from the header of the indicator, never from what a person typed.
SELECT {key} AS key,
       {is_total} AS is_total,
       max(standard_id) AS standard_id,
       CAST(CASE WHEN {is_uniform} THEN sum({numerator}) END AS {number}) AS numerator,
       CAST(CASE WHEN {is_uniform} THEN sum({denominator}) END AS {number}) AS denominator,
       CAST(coalesce(sum(unknown), 0) AS BIGINT) AS unknown,
       CAST(count(DISTINCT CASE WHEN area_id <> $ward THEN area_id END) AS INTEGER) AS areas_total,
       CAST(count(DISTINCT CASE WHEN area_id <> $ward AND {is_missing} THEN area_id END) AS INTEGER) AS areas_missing,
       count(*) > 0 AS is_loaded,
       CAST({parts_total} AS INTEGER) AS parts_total,
       CAST({parts_told} AS INTEGER) AS parts_told
FROM (
{rows}
) AS rows_
WHERE period IN $periods
  AND (standard_id IS NULL OR standard_id = $standard)
  AND ($area = $ward OR area_id = $area{of_ward})
  AND {of_unit}
GROUP BY GROUPING SETS ({groups})
