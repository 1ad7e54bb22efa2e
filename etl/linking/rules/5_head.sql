-- The same name and khối of the head and the same whole birth date or code of the household, unique on both sides, where no
-- number and no birth speaks against it. An old number of 9 digits says nothing against a new one of 12.
WITH listed AS (
    SELECT *, count(*) OVER (PARTITION BY name, area_id, birth) AS births, count(*) OVER (PARTITION BY name, area_id, household_code) AS codes
    FROM stage.link_row
    WHERE place = $place
),
known AS (
    SELECT *, count(*) OVER (PARTITION BY name, area_id, birth) AS births, count(*) OVER (PARTITION BY name, area_id, household_code) AS codes
    FROM stage.link_known
)
SELECT known.household_id, listed.listed_id, 'head' AS method, [1.0] AS rank, NULL AS score
FROM listed
JOIN known ON known.name = listed.name AND known.area_id = listed.area_id
WHERE coalesce(known.number = listed.number OR length(known.number) <> length(listed.number), TRUE)
  AND coalesce(known.birth = listed.birth, known.birth_year = listed.birth_year, TRUE)
  AND ((known.birth = listed.birth AND known.births = 1 AND listed.births = 1)
       OR (known.household_code = listed.household_code AND known.codes = 1 AND listed.codes = 1))
