-- One row per known household and row of this list that share an identity number. `rank` puts the larger overlap first, then the
-- head's presence. Where the head changes, one person in common may as well be a child who left: the code must be the same,
-- or several people, more than half of the smaller and half of the larger household. One number in common under another
-- name and birth is a slip.
CREATE OR REPLACE TABLE stage.link_overlap AS
WITH shared AS (
    SELECT known.household_id, person.listed_id, count(*) AS persons, bool_or(known.is_adult OR person.is_adult) AS has_adult
    FROM stage.link_known_person AS known
    JOIN stage.link_person AS person ON person.number = known.number
    WHERE person.place = $place
    GROUP BY known.household_id, person.listed_id
),
known_sizes AS (
    SELECT household_id, count(*) AS persons FROM stage.link_known_person GROUP BY household_id
),
row_sizes AS (
    SELECT listed_id, count(*) AS persons FROM stage.link_person WHERE place = $place GROUP BY listed_id
),
measured AS (
    SELECT shared.household_id, shared.listed_id, shared.persons, shared.has_adult,
           shared.persons / least(known_sizes.persons, row_sizes.persons) AS of_smaller,
           shared.persons / greatest(known_sizes.persons, row_sizes.persons) AS of_larger,
           coalesce(known.area_id = listed.area_id, FALSE) AS same_area,
           known.name = listed.name AND coalesce(known.birth_year = listed.birth_year, TRUE) AS same_name,
           coalesce(known.number = listed.number, FALSE) AS same_number,
           coalesce(known.household_code = listed.household_code, FALSE) AS same_code,
           jaro_winkler_similarity(known.name, listed.name) >= 0.92 OR coalesce(known.birth = listed.birth, FALSE) AS similar_head,
           known_head.number IS NOT NULL OR later_head.number IS NOT NULL AS has_head
    FROM shared
    JOIN known_sizes ON known_sizes.household_id = shared.household_id
    JOIN row_sizes ON row_sizes.listed_id = shared.listed_id
    JOIN stage.link_known AS known ON known.household_id = shared.household_id
    JOIN stage.link_row AS listed ON listed.listed_id = shared.listed_id AND listed.place = $place
    LEFT JOIN stage.link_person AS known_head
        ON known_head.place = $place AND known_head.listed_id = shared.listed_id AND known_head.number = known.number
    LEFT JOIN stage.link_known_person AS later_head
        ON later_head.household_id = shared.household_id AND later_head.number = listed.number
)
SELECT household_id, listed_id, of_smaller, same_number AND persons = 1 AND NOT similar_head AS is_slip,
       CASE WHEN is_slip THEN FALSE
            WHEN same_number OR same_name THEN (has_adult AND same_area) OR of_smaller >= 0.5
            ELSE has_adult AND same_area AND (same_code OR (persons > 1 AND of_smaller > 0.5 AND of_larger >= 0.5)) END AS is_enough,
       [persons, CAST(same_number AS INTEGER) + CAST(has_head AS INTEGER), of_larger, CAST(same_name AS INTEGER), CAST(same_area AS INTEGER)]
           AS rank
FROM measured
