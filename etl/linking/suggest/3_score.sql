-- The pairs, scored. Two kinds of evidence add up: of the same head (name, birth, number), which a known difference weakens, and of
-- the same household whoever heads it (code, people, size). At most 3 for a row.
INSERT INTO core.link_suggestion BY NAME
WITH compared AS (
    SELECT known.household_id, fresh.listed_id, known.period AS earlier_period, known.listed_id AS earlier_id, fresh.period AS later_period,
           overlap.of_smaller, overlap.is_slip OR taken.household_id IS NOT NULL AS is_other,
           coalesce(known.area_id = fresh.area_id, FALSE) AS same_area,
           coalesce(known.household_code = fresh.household_code, FALSE) AS same_code,
           known.name = fresh.name AS same_name,
           jaro_winkler_similarity(known.name, fresh.name) >= 0.92 AS similar_name,
           known.birth = fresh.birth AS same_birth,
           known.birth_year = fresh.birth_year AS same_birth_year,
           length(known.number) <> length(fresh.number) AS other_number_kind,
           damerau_levenshtein(known.number, fresh.number) <= 2 AS similar_number,
           coalesce(known.member_count = fresh.member_count, FALSE) AS same_size
    FROM stage.link_pair AS pairs
    JOIN stage.link_fresh AS fresh ON fresh.listed_id = pairs.listed_id
    JOIN stage.link_known AS known ON known.household_id = pairs.household_id
    LEFT JOIN stage.link_overlap AS overlap ON overlap.household_id = pairs.household_id AND overlap.listed_id = pairs.listed_id
    LEFT JOIN stage.link_match AS taken ON taken.household_id = pairs.household_id
),
weighed AS (
    SELECT *,
           CASE WHEN same_name AND same_area THEN 0.55 WHEN same_name THEN 0.30 WHEN similar_name AND same_area THEN 0.25
                WHEN similar_name THEN 0.10 ELSE 0 END AS by_name,
           CASE WHEN same_birth THEN 0.40 WHEN same_birth_year THEN 0.20 ELSE 0 END AS by_birth,
           CASE WHEN similar_number AND similar_name THEN 0.50 ELSE 0 END AS by_number,
           CASE WHEN NOT same_birth_year THEN 0.4 ELSE 1 END
               * CASE WHEN NOT similar_number AND NOT other_number_kind THEN 0.3 ELSE 1 END AS doubt,
           CASE WHEN same_code AND same_area THEN 0.50 WHEN same_code THEN 0.15 ELSE 0 END AS by_code,
           CASE WHEN of_smaller IS NULL THEN 0 WHEN is_other THEN 0.5 ELSE 0.5 + 0.4 * of_smaller END AS by_people,
           CASE WHEN same_size THEN 0.10 ELSE 0 END AS by_size
    FROM compared
),
scored AS (
    SELECT weighed.*, result.household_id AS later_household_id,
           round(1 - (1 - doubt * (1 - (1 - by_name) * (1 - by_birth) * (1 - by_number)))
               * (1 - by_code) * (1 - by_people) * (1 - by_size), 4) AS score
    FROM weighed
    JOIN stage.link_result AS result ON result.listed_id = weighed.listed_id AND result.place = $place
)
SELECT earlier_period, earlier_id, later_period, listed_id AS later_id, household_id AS earlier_household_id,
       later_household_id, score,
       concat_ws(',', CASE WHEN by_people > 0 THEN 'shared_member' END, CASE WHEN by_code > 0 THEN 'code' END,
           CASE WHEN same_name THEN 'name' WHEN by_name > 0 THEN 'similar_name' END,
           CASE WHEN same_birth THEN 'birth' WHEN by_birth > 0 THEN 'birth_year' END, CASE WHEN by_number > 0 THEN 'similar_number' END,
           CASE WHEN by_size > 0 THEN 'member_count' END, CASE WHEN same_area THEN 'area' END) AS evidence
FROM scored
WHERE score >= (SELECT CAST(value AS DOUBLE) FROM core.setting WHERE key = 'link_suggestion_from')
QUALIFY row_number() OVER (PARTITION BY listed_id ORDER BY score DESC, earlier_period DESC, earlier_id, household_id) <= 3
ON CONFLICT DO NOTHING
