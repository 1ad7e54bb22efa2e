-- Candidates that are the best of their row and of their household, with no equal beside them, among those not matched yet.
INSERT INTO stage.link_match
WITH open AS (
    SELECT candidate.*
    FROM stage.link_candidate AS candidate
    ANTI JOIN stage.link_match AS taken ON taken.household_id = candidate.household_id
    ANTI JOIN stage.link_match AS matched ON matched.listed_id = candidate.listed_id
    ANTI JOIN stage.link_forbidden AS forbidden
        ON forbidden.household_id = candidate.household_id AND forbidden.listed_id = candidate.listed_id
),
ranked AS (
    SELECT *, rank() OVER by_row AS row_place, count(*) OVER (PARTITION BY listed_id, rank) AS row_equals,
           rank() OVER by_household AS household_place, count(*) OVER (PARTITION BY household_id, rank) AS household_equals
    FROM open
    WINDOW by_row AS (PARTITION BY listed_id ORDER BY rank DESC), by_household AS (PARTITION BY household_id ORDER BY rank DESC)
)
SELECT household_id, listed_id, method, score
FROM ranked
WHERE row_place = 1 AND row_equals = 1 AND household_place = 1 AND household_equals = 1
