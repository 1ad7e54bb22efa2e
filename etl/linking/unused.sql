-- Decisions in force that the lists now loaded do not bear out: a row that is not there, a `same` or `different` that does not hold.
WITH last AS (
    SELECT * FROM stage.link_decision
    QUALIFY row_number() OVER (
        PARTITION BY least(earlier_period || earlier_id, later_period || later_id), greatest(earlier_period || earlier_id, later_period || later_id)
        ORDER BY line DESC) = 1
),
ends AS (
    SELECT line, verdict, 'earlier' AS side, earlier_period AS period, earlier_id AS listed_id FROM last
    UNION ALL
    SELECT line, verdict, 'later', later_period, later_id FROM last
),
found AS (
    SELECT ends.*, min(result.household_id) AS household_id
    FROM ends
    LEFT JOIN stage.link_result AS result ON result.period = ends.period AND result.listed_id = ends.listed_id
    GROUP BY ALL
)
SELECT earlier.line, earlier.verdict,
       CASE WHEN earlier.household_id IS NULL THEN earlier.period ELSE later.period END AS period,
       CASE WHEN earlier.household_id IS NULL THEN earlier.listed_id WHEN later.household_id IS NULL THEN later.listed_id END AS missing_id
FROM found AS earlier
JOIN found AS later ON later.line = earlier.line AND later.side = 'later'
WHERE earlier.side = 'earlier'
  AND (earlier.household_id IS NULL OR later.household_id IS NULL
       OR (earlier.household_id = later.household_id) <> (earlier.verdict = 'same'))
ORDER BY earlier.line
