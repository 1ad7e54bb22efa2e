-- One row per household known so far and identity number: of its last list of members, and its heads since.
CREATE OR REPLACE TABLE stage.link_known_person AS
WITH persons AS (
    SELECT link.household_id, person.*,
           max(CASE WHEN NOT person.is_head THEN person.place END) OVER (PARTITION BY link.household_id) AS last_members
    FROM stage.link_person AS person
    JOIN stage.link_result AS link ON link.place = person.place AND link.listed_id = person.listed_id
    WHERE person.place < $place
)
SELECT household_id, number, bool_or(is_adult) AS is_adult
FROM persons
WHERE place >= coalesce(last_members, 0)
GROUP BY household_id, number
