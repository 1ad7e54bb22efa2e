-- A person said that the two rows are one household; of two that cannot both hold, the later line.
SELECT link.household_id, said.listed_id, 'decision' AS method, [max(said.line)] AS rank, NULL AS score
FROM stage.link_said AS said
JOIN stage.link_result AS link ON link.period = said.other_period AND link.listed_id = said.other_id AND link.place < said.place
WHERE said.place = $place AND said.verdict = 'same'
GROUP BY link.household_id, said.listed_id
