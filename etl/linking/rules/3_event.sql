-- A document names the head on this list and the head as the household was listed last.
SELECT DISTINCT known.household_id, listed.listed_id, 'event' AS method, [1.0] AS rank, NULL AS score
FROM stage.household_event AS event
JOIN stage.link_row AS listed ON listed.listed_id IN (event.listed_id, event.related_listed_id) AND listed.place = $place
JOIN stage.link_known AS known ON known.listed_id IN (event.listed_id, event.related_listed_id) AND known.listed_id <> listed.listed_id
WHERE event.kind = 'head_changed'
