-- One row per listed household, for joining lists of members: by the head's identity number, else by a code that is unique in the round.
CREATE TABLE stage.household_key AS
WITH keys AS (
    SELECT period, listed_id, household_code FROM stage.listed
    UNION
    SELECT period, listed_id, household_code FROM stage.known_household
)
SELECT period, listed_id, household_code,
       CASE WHEN count(DISTINCT listed_id) OVER (PARTITION BY period, household_code) = 1 THEN household_code END AS unique_code
FROM keys
