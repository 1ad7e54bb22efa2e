-- One row per listed household, for joining lists of members: by the head's identity number, else by a code that is unique in the round.
CREATE VIEW stage.household_key AS
WITH keys AS (
    SELECT period, listed_id, household_code FROM stage.listed
    UNION
    SELECT period, listed_id, household_code FROM stage.known_household
),
unique_code AS (
    SELECT period, household_code FROM keys GROUP BY period, household_code HAVING min(listed_id) = max(listed_id)
)
SELECT keys.*, unique_code.household_code AS unique_code
FROM keys
LEFT JOIN unique_code ON unique_code.period = keys.period AND unique_code.household_code = keys.household_code
