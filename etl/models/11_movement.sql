-- The events between the two rounds of each pair. direction: -1 the household leaves, 1 it arrives, 0 explains either.
-- An event without a date lies in a pair only where the whole period of its file does.
CREATE TABLE stage.pair_event AS
SELECT pair.period, pair.begin_period, event.event_id, event.household_id, event.kind, event.event_date,
       CASE WHEN event.kind IN ('moved_out', 'merged', 'dissolved') THEN -1 WHEN event.kind IN ('moved_in', 'split') THEN 1 ELSE 0 END
           AS direction,
       event.source_file, event.source_sheet, event.source_row
FROM (SELECT DISTINCT period, begin_period FROM core.movement_pair) AS pair
JOIN core.period AS end_period ON end_period.period = pair.period
JOIN core.period AS begin_period ON begin_period.period = pair.begin_period
JOIN core.household_event AS event ON event.household_id IS NOT NULL AND event.kind <> 'head_changed'
JOIN stage.household_event AS told
    ON told.event_id = event.event_id AND told.source_file = event.source_file AND told.source_sheet = event.source_sheet
    AND told.source_row = event.source_row
JOIN core.period AS file_period ON file_period.period = told.period
WHERE coalesce(event.event_date, file_period.first_day) > begin_period.last_day
    AND coalesce(event.event_date, file_period.last_day) <= end_period.last_day;

-- Two events of one household that cannot both be right: two ways of leaving (or of arriving), or a leaving and an arrival
-- of which nobody can say which came first.
CREATE TABLE stage.event_conflict AS
SELECT one.period, one.begin_period, one.household_id, one.event_id, other.event_id AS other_event_id
FROM stage.pair_event AS one
JOIN stage.pair_event AS other
    ON other.period = one.period AND other.begin_period = one.begin_period AND other.household_id = one.household_id
    AND other.event_id > one.event_id
WHERE one.direction <> 0 AND other.direction <> 0 AND one.kind <> other.kind
    AND (one.direction = other.direction OR coalesce(one.event_date = other.event_date, TRUE));

-- One row per household that was poor, near-poor or unknown at either end, of khối whose movement is known at one end at least:
-- a household that came from a khối without a list still enters the khối that has one.
INSERT INTO core.movement BY NAME
WITH pair AS (
    SELECT DISTINCT pair.period, pair.standard_id, pair.begin_period, pair.basis, pair.history_is_whole, begin_period.kind = 'year' AS is_yearly,
           coalesce(begin_period.last_day, make_date(CAST(pair.begin_period AS INTEGER), 12, 31)) AS begin_day
    FROM core.movement_pair AS pair
    LEFT JOIN core.period AS begin_period ON begin_period.period = pair.begin_period
),
known AS (
    SELECT period, standard_id, area_id FROM core.movement_pair WHERE is_known
),
whole_round AS (
    SELECT period, standard_id FROM core.area_report WHERE form = 'household_review' GROUP BY period, standard_id HAVING bool_and(is_reported)
),
person AS MATERIALIZED (
    SELECT period, household_id, count(*) AS members FROM core.person_round GROUP BY period, household_id
),
household AS NOT MATERIALIZED (
    SELECT listed.period, listed.standard_id, listed.household_id, listed.area_id, listed.opening_class, listed.recognised_class,
           coalesce(listed.member_count, person.members) AS members
    FROM core.household_round AS listed
    LEFT JOIN person ON person.period = listed.period AND person.household_id = listed.household_id
),
closing AS NOT MATERIALIZED (
    SELECT pair.period, pair.standard_id, pair.basis, household.household_id, household.area_id, household.recognised_class AS class,
           household.members, household.opening_class
    FROM pair
    JOIN household ON household.period = pair.period AND household.standard_id = pair.standard_id
    WHERE pair.basis <> 'none'
),
opening AS NOT MATERIALIZED (
    SELECT pair.period, pair.standard_id, household.household_id, household.area_id, household.recognised_class AS class, household.members
    FROM pair
    JOIN household ON household.period = pair.begin_period AND household.standard_id = pair.standard_id
    WHERE pair.basis = 'lists'
),
-- An opening column stands on the row of the closing itself.
both_ends AS NOT MATERIALIZED (
    SELECT period, standard_id, household_id, coalesce(closing.area_id, opening.area_id) AS area_id, opening.area_id AS begin_area_id,
           coalesce(opening.class, 'absent') AS begin_class, coalesce(closing.class, 'absent') AS end_class,
           opening.members AS begin_members, closing.members AS end_members, closing.opening_class
    FROM opening
    FULL JOIN (SELECT * FROM closing WHERE basis = 'lists') AS closing USING (period, standard_id, household_id)
    UNION ALL
    SELECT period, standard_id, household_id, area_id, area_id, opening_class, class, NULL, members, opening_class
    FROM closing
    WHERE basis = 'opening_column'
),
moved AS (
    SELECT both_ends.*, pair.begin_period, pair.basis, pair.history_is_whole, pair.is_yearly, pair.begin_day,
           begin_class NOT IN ('poor', 'near_poor', 'unknown') AND end_class IN ('poor', 'near_poor') AS is_arrival,
           begin_class IN ('poor', 'near_poor') AND end_class = 'absent' AS is_exit
    FROM both_ends
    JOIN pair ON pair.period = both_ends.period AND pair.standard_id = both_ends.standard_id
    LEFT JOIN known AS end_khoi
        ON end_khoi.period = both_ends.period AND end_khoi.standard_id = both_ends.standard_id AND end_khoi.area_id = both_ends.area_id
    LEFT JOIN known AS begin_khoi
        ON begin_khoi.period = both_ends.period AND begin_khoi.standard_id = both_ends.standard_id
        AND begin_khoi.area_id = both_ends.begin_area_id
    WHERE (begin_class IN ('poor', 'near_poor', 'unknown') OR end_class IN ('poor', 'near_poor', 'unknown'))
        AND (end_khoi.area_id IS NOT NULL OR begin_khoi.area_id IS NOT NULL)
),
setting AS (
    SELECT try_cast(max(value) FILTER (key = 'relapse_lookback_years') AS INTEGER) AS years,
           CAST(max(value) FILTER (key = 'link_suggestion_from') AS DOUBLE) AS score
    FROM core.setting
),
-- Lists before the opening of any pair.
earlier AS (
    SELECT listed.period, listed.standard_id, listed.household_id, listed.recognised_class, earlier_period.last_day
    FROM core.household_round AS listed
    JOIN core.period AS earlier_period ON earlier_period.period = listed.period
    WHERE earlier_period.last_day <= (SELECT max(begin_day) FROM pair)
),
-- What earlier lists of the look-back say of who comes back to a class. A class nobody could tell might have been this one.
past AS (
    SELECT moved.period, moved.standard_id, moved.household_id, bool_or(earlier.recognised_class = 'poor') AS was_poor,
           bool_or(earlier.recognised_class = 'near_poor') AS was_near, bool_or(earlier.recognised_class = 'unknown') AS was_unknown,
           bool_or(earlier.period = moved.begin_period AND earlier.recognised_class IN ('poor', 'near_poor')) AS was_listed
    FROM moved
    JOIN core.period AS end_period ON end_period.period = moved.period
    JOIN earlier ON earlier.standard_id = moved.standard_id AND earlier.household_id = moved.household_id
    CROSS JOIN setting
    WHERE moved.begin_class NOT IN ('poor', 'unknown') AND earlier.last_day <= moved.begin_day
        AND year(earlier.last_day) >= year(end_period.last_day) - coalesce(setting.years, 9999)
    GROUP BY moved.period, moved.standard_id, moved.household_id
),
-- The earlier row may stand on a month's list of this year: what counts is when its household was first listed.
suggestion AS (
    SELECT link.earlier_household_id, link.later_household_id, min(seen_period.last_day) AS first_day
    FROM core.link_suggestion AS link
    JOIN setting ON link.score >= setting.score
    JOIN core.household_round AS seen ON seen.household_id = link.earlier_household_id
    JOIN core.period AS seen_period ON seen_period.period = seen.period
    GROUP BY link.earlier_household_id, link.later_household_id
),
-- Gone, while somebody new on the list may be the same household; arrived, while somebody of an earlier list and not of this one may be.
pending AS (
    SELECT moved.period, moved.standard_id, moved.household_id
    FROM moved
    JOIN suggestion ON suggestion.earlier_household_id = moved.household_id
    JOIN both_ends AS other
        ON other.period = moved.period AND other.standard_id = moved.standard_id AND other.household_id = suggestion.later_household_id
    WHERE moved.is_exit AND other.begin_class = 'absent'
    UNION
    SELECT moved.period, moved.standard_id, moved.household_id
    FROM moved
    JOIN suggestion ON suggestion.later_household_id = moved.household_id AND suggestion.first_day <= moved.begin_day
    LEFT JOIN closing AS other
        ON other.period = moved.period AND other.standard_id = moved.standard_id AND other.household_id = suggestion.earlier_household_id
    WHERE moved.is_arrival AND other.household_id IS NULL
),
-- New on the list with people of a household that was poor at the opening and is still listed: split off, it seems, and no document
-- says so. It is not «lần đầu là hộ nghèo».
parted AS (
    SELECT DISTINCT moved.period, moved.standard_id, moved.household_id
    FROM moved
    JOIN core.link_suggestion AS link
        ON link.later_household_id = moved.household_id AND list_contains(string_split(link.evidence, ','), 'shared_member')
    JOIN both_ends AS other
        ON other.period = moved.period AND other.standard_id = moved.standard_id AND other.household_id = link.earlier_household_id
    WHERE moved.is_arrival AND moved.begin_class = 'absent'
        AND other.begin_class IN ('poor', 'near_poor') AND other.end_class <> 'absent'
),
told AS (
    SELECT period, begin_period, household_id,
           arg_max(event_id, coalesce(event_date, DATE '1900-01-01')) FILTER (direction = -1) AS exit_event,
           arg_max(event_id, coalesce(event_date, DATE '1900-01-01')) FILTER (direction = 1) AS arrival_event,
           arg_max(event_id, coalesce(event_date, DATE '1900-01-01')) FILTER (direction = 0) AS other_event,
           max(event_date) FILTER (direction = -1) AS exit_day, max(event_date) FILTER (direction = 1) AS arrival_day
    FROM stage.pair_event
    GROUP BY period, begin_period, household_id
),
conflict AS (
    SELECT DISTINCT period, begin_period, household_id FROM stage.event_conflict
),
-- Who stood on the list before did not arrive since, whatever a document says: the list wins.
weighed AS (
    SELECT moved.*, pending.household_id IS NOT NULL AS is_pending, parted.household_id IS NOT NULL AS is_parted,
           CASE
               WHEN moved.is_exit THEN coalesce(told.exit_event, told.other_event)
               WHEN moved.is_arrival AND (moved.begin_class = 'absent' OR moved.basis = 'opening_column')
                   THEN coalesce(told.arrival_event, told.other_event)
               WHEN moved.is_arrival THEN told.other_event
           END AS event_id,
           (moved.is_exit OR moved.is_arrival)
               AND (conflict.household_id IS NOT NULL
                    OR coalesce(CASE WHEN moved.is_exit THEN told.arrival_day > told.exit_day ELSE told.exit_day > told.arrival_day END, FALSE))
               AS is_conflict,
           past.was_poor AND (moved.begin_class <> 'absent' OR whole_round.period IS NOT NULL) AS was_poor,
           past.was_near AND (moved.begin_class <> 'absent' OR whole_round.period IS NOT NULL) AS was_near,
           moved.history_is_whole AND NOT coalesce(past.was_unknown, FALSE) AS is_told,
           coalesce(past.was_listed, FALSE) AS was_listed
    FROM moved
    LEFT JOIN past
        ON past.period = moved.period AND past.standard_id = moved.standard_id AND past.household_id = moved.household_id
    LEFT JOIN pending
        ON pending.period = moved.period AND pending.standard_id = moved.standard_id AND pending.household_id = moved.household_id
    LEFT JOIN parted
        ON parted.period = moved.period AND parted.standard_id = moved.standard_id AND parted.household_id = moved.household_id
    LEFT JOIN told
        ON told.period = moved.period AND told.begin_period = moved.begin_period AND told.household_id = moved.household_id
    LEFT JOIN conflict
        ON conflict.period = moved.period AND conflict.begin_period = moved.begin_period AND conflict.household_id = moved.household_id
    LEFT JOIN whole_round ON whole_round.period = moved.begin_period AND whole_round.standard_id = moved.standard_id
),
remembered AS (
    SELECT * EXCLUDE (was_poor, was_near),
           CASE WHEN begin_class IN ('poor', 'unknown') THEN NULL WHEN was_poor THEN TRUE WHEN is_told THEN FALSE END AS was_poor_before,
           CASE WHEN was_near THEN TRUE WHEN is_told THEN FALSE END AS was_near_before
    FROM weighed
),
reasoned AS (
    SELECT *,
           CASE
               WHEN begin_class = 'unknown' OR end_class = 'unknown' THEN 'class_unknown'
               WHEN NOT is_exit AND NOT is_arrival THEN NULL
               WHEN is_conflict THEN 'events_contradict'
               WHEN event_id IS NOT NULL THEN NULL
               WHEN is_exit AND is_pending THEN 'link_pending'
               WHEN is_exit THEN 'no_event'
               WHEN was_listed THEN 'opening_contradicts'
               WHEN CASE WHEN end_class = 'poor' THEN was_poor_before ELSE was_near_before END THEN NULL
               WHEN basis = 'lists' AND is_yearly AND opening_class IN ('poor', 'near_poor') THEN 'opening_contradicts'
               WHEN is_pending THEN 'link_pending'
               WHEN is_parted THEN 'no_event'
               WHEN CASE WHEN end_class = 'poor' THEN was_poor_before ELSE was_near_before END IS NULL THEN 'history_incomplete'
           END AS reason
    FROM remembered
)
SELECT period, begin_period, standard_id, household_id, area_id, begin_area_id, begin_class, end_class,
       CASE
           WHEN reason IS NOT NULL THEN 'unexplained'
           WHEN begin_class = end_class THEN 'stayed'
           WHEN is_exit THEN 'other_decrease'
           WHEN is_arrival AND event_id IS NOT NULL THEN 'other_increase'
           WHEN begin_class = 'poor' AND end_class = 'near_poor' THEN 'poor_to_near'
           WHEN begin_class = 'poor' THEN 'poor_to_above'
           WHEN begin_class = 'near_poor' AND end_class = 'poor' THEN 'near_to_poor'
           WHEN begin_class = 'near_poor' THEN 'near_to_above'
           WHEN end_class = 'poor' AND was_poor_before THEN 'relapsed_poor'
           WHEN end_class = 'poor' THEN 'new_poor'
           WHEN was_near_before THEN 'relapsed_near'
           ELSE 'new_near'
       END AS kind,
       reason, was_poor_before, begin_members, end_members, CASE WHEN reason IS NULL THEN event_id END AS event_id
FROM reasoned
