-- Pairs of a row that nothing matched and a household that no row took, with something in common worth a look; and of such
-- a row with any household it shares people with (a split). Never two that a person called different.
CREATE OR REPLACE TABLE stage.link_pair AS
WITH free AS (
    SELECT known.* FROM stage.link_known AS known
    ANTI JOIN stage.link_match AS taken ON taken.household_id = known.household_id
),
pairs AS (
    SELECT free.household_id, fresh.listed_id
    FROM stage.link_fresh AS fresh
    JOIN free ON free.household_code = fresh.household_code AND free.area_id = fresh.area_id
    UNION
    SELECT free.household_id, fresh.listed_id
    FROM stage.link_fresh AS fresh
    JOIN free ON free.household_code = fresh.household_code AND free.name = fresh.name
    UNION
    SELECT free.household_id, fresh.listed_id
    FROM stage.link_fresh AS fresh
    JOIN free ON free.birth = fresh.birth AND free.initials = fresh.initials
    UNION
    SELECT free.household_id, fresh.listed_id
    FROM stage.link_fresh AS fresh
    JOIN free ON free.area_id = fresh.area_id AND free.initials = fresh.initials
    UNION
    SELECT overlap.household_id, fresh.listed_id
    FROM stage.link_fresh AS fresh
    JOIN stage.link_overlap AS overlap ON overlap.listed_id = fresh.listed_id
)
SELECT pairs.*
FROM pairs
ANTI JOIN stage.link_forbidden AS forbidden ON forbidden.household_id = pairs.household_id AND forbidden.listed_id = pairs.listed_id
