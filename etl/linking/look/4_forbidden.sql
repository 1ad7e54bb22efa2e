-- Pairs of a household and a row of this list that a person called different. The last line about two rows wins.
CREATE OR REPLACE TABLE stage.link_forbidden AS
SELECT DISTINCT link.household_id, said.listed_id
FROM stage.link_said AS said
JOIN stage.link_result AS link ON link.period = said.other_period AND link.listed_id = said.other_id AND link.place < $place
WHERE said.place = $place AND said.verdict = 'different'
