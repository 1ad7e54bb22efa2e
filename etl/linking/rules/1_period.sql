-- The same name of a row in the same period is the same household, whatever the standard of the list.
SELECT DISTINCT link.household_id, listed.listed_id, CASE WHEN listed.number IS NULL THEN 'head' ELSE 'members' END AS method,
       [1.0] AS rank, NULL AS score
FROM stage.link_row AS listed
JOIN stage.link_result AS link ON link.period = listed.period AND link.listed_id = listed.listed_id AND link.place < listed.place
WHERE listed.place = $place
