-- Every row of this list with its household: the one matched, else a new one, named as the row unless that name is an older row's.
INSERT INTO stage.link_result
SELECT listed.place, listed.period, listed.listed_id,
       CASE WHEN matched.household_id IS NOT NULL THEN matched.household_id
            WHEN older.listed_id IS NULL THEN listed.listed_id
            ELSE 'H-' || upper(left(sha256(listed.listed_id || ' ' || listed.period), 10)) END,
       coalesce(matched.method, 'new'), matched.score
FROM stage.link_row AS listed
LEFT JOIN stage.link_match AS matched ON matched.listed_id = listed.listed_id
LEFT JOIN (SELECT DISTINCT listed_id FROM stage.link_result) AS older ON older.listed_id = listed.listed_id
WHERE listed.place = $place
