-- The long tables in which a key stands twice: none. They have no PRIMARY KEY, whose index takes longer to fill than they do.
SELECT 'household_round' AS name
WHERE EXISTS (SELECT 1 FROM core.household_round GROUP BY period, household_id, standard_id HAVING count(*) > 1)
UNION ALL
SELECT 'household_link' WHERE EXISTS (SELECT 1 FROM core.household_link GROUP BY period, standard_id, listed_id HAVING count(*) > 1)
UNION ALL
SELECT 'person_round' WHERE EXISTS (SELECT 1 FROM core.person_round GROUP BY period, person_id HAVING count(*) > 1)
UNION ALL
SELECT 'movement'
WHERE EXISTS (SELECT 1 FROM core.movement GROUP BY period, begin_period, standard_id, household_id HAVING count(*) > 1)
