-- Only for rows of stage.household_event.
-- One row per event; where two files hold the same, the first by name stands. A household is recognised by what the event says of it,
-- each way only where it points to one household: the head's number on any list; a member's number; the code, else the name, in the
-- list of its khối nearest to the event. Who leaves is looked for before the event, who arrives after it, never the other way round
-- (the code of a household that split off may be its parent's); only a head's number is looked for on every list.
CREATE TABLE stage.event_household AS
WITH first_event AS (
    SELECT * FROM stage.household_event
    QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY source_file, source_sheet, source_row) = 1
),
dated AS (
    SELECT event.*, coalesce(event.event_date, file_period.last_day) AS day,
           event.kind IN ('moved_in', 'split') AS is_arrival, event.kind IN ('moved_out', 'merged', 'dissolved') AS is_exit
    FROM first_event AS event
    JOIN core.period AS file_period ON file_period.period = event.period
),
sought AS (
    SELECT event_id, 'own' AS side, day, is_arrival, is_exit, area_id, listed_id, household_code AS code, head_name AS name,
           head_id_number AS number
    FROM dated
    UNION ALL
    SELECT event_id, 'related', day, FALSE, kind = 'split', area_id, related_listed_id, related_code, related_head_name, related_id_number
    FROM dated
),
seen AS (
    SELECT listed.period, listed.listed_id, listed.area_id, listed.household_code AS code, listed.head_name AS name,
           listed.head_id_number AS number, listed.household_id, round_period.last_day
    FROM stage.linked AS listed
    JOIN core.period AS round_period ON round_period.period = listed.period
),
-- The list of the khối that the event is held against.
nearest AS (
    SELECT sought.*, list.period
    FROM sought
    JOIN (SELECT DISTINCT period, area_id, last_day FROM seen) AS list ON list.area_id = sought.area_id
    WHERE (list.last_day >= sought.day OR NOT sought.is_arrival) AND (list.last_day < sought.day OR NOT sought.is_exit)
    QUALIFY row_number() OVER (
        PARTITION BY sought.event_id, sought.side
        ORDER BY (list.last_day < sought.day) = sought.is_arrival, abs(date_diff('day', list.last_day, sought.day)), list.period
    ) = 1
),
-- Names are compared as etl.clean.text.fold_text has them.
named AS (
    SELECT nearest.event_id, nearest.side, nearest.period, nearest.area_id, nearest.code, nearest.number,
           trim(regexp_replace(strip_accents(replace(lower(nearest.name), 'đ', 'd')), '[^0-9a-z]+', ' ', 'g')) AS folded
    FROM nearest
),
beside AS (
    SELECT seen.period, seen.area_id, seen.code, seen.number, seen.household_id,
           trim(regexp_replace(strip_accents(replace(lower(seen.name), 'đ', 'd')), '[^0-9a-z]+', ' ', 'g')) AS folded
    FROM seen
    SEMI JOIN nearest ON nearest.period = seen.period AND nearest.area_id = seen.area_id
),
candidate AS (
    SELECT sought.event_id, sought.side, 1 AS way, seen.household_id,
           (seen.last_day < sought.day) = sought.is_arrival AS is_wrong_side, abs(date_diff('day', seen.last_day, sought.day)) AS days
    FROM sought
    JOIN seen ON seen.listed_id = sought.listed_id
    UNION ALL
    SELECT sought.event_id, sought.side, 2, seen.household_id, FALSE, abs(date_diff('day', seen.last_day, sought.day))
    FROM sought
    JOIN stage.member AS member ON member.id_number = sought.number
    JOIN seen ON seen.period = member.period AND seen.listed_id = member.listed_id
    WHERE (seen.last_day >= sought.day OR NOT sought.is_arrival) AND (seen.last_day < sought.day OR NOT sought.is_exit)
    UNION ALL
    SELECT named.event_id, named.side, 3, beside.household_id, FALSE, 0
    FROM named
    JOIN beside ON beside.period = named.period AND beside.area_id = named.area_id AND beside.code = named.code
    WHERE coalesce(beside.number = named.number, TRUE) OR beside.folded = named.folded
    UNION ALL
    SELECT named.event_id, named.side, 4, beside.household_id, FALSE, 0
    FROM named
    JOIN beside ON beside.period = named.period AND beside.area_id = named.area_id AND beside.folded = named.folded
    WHERE coalesce(beside.number = named.number, TRUE)
),
-- rank() keeps ties: two households at the same place are not one recognised.
best AS (
    SELECT * FROM candidate
    QUALIFY rank() OVER (PARTITION BY event_id, side, way ORDER BY is_wrong_side, days) = 1
),
found AS (
    SELECT event_id, side, way, min(household_id) AS household_id
    FROM best
    GROUP BY event_id, side, way
    HAVING min(household_id) = max(household_id)
)
SELECT event_id, side, arg_min(household_id, way) AS household_id FROM found GROUP BY event_id, side;

INSERT INTO core.household_event BY NAME
SELECT event.event_id, own.household_id, related.household_id AS related_household_id, event.kind, event.event_date, event.document,
       event.area_id, event.source_file, event.source_sheet, event.source_row
FROM stage.household_event AS event
LEFT JOIN stage.event_household AS own ON own.event_id = event.event_id AND own.side = 'own'
LEFT JOIN stage.event_household AS related ON related.event_id = event.event_id AND related.side = 'related'
QUALIFY row_number() OVER (PARTITION BY event.event_id ORDER BY event.source_file, event.source_sheet, event.source_row) = 1;

INSERT INTO restricted.household_event BY NAME
SELECT told.event_id, told.head_name, told.head_id_number, told.household_code, told.related_head_name, told.related_id_number, told.note
FROM stage.household_event AS told
JOIN core.household_event AS event
    ON event.event_id = told.event_id AND event.source_file = told.source_file AND event.source_sheet = told.source_sheet
    AND event.source_row = told.source_row
