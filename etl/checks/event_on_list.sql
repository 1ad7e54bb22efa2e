-- Only for rows of stage.pair_event.
-- A document says the household left, and the list after it has it; or that it arrived, and the list before it had it. The list wins.
WITH ordered AS (
    SELECT *, row_number() OVER (PARTITION BY period, begin_period, household_id ORDER BY event_date NULLS LAST, event_id) AS from_first,
           row_number() OVER (PARTITION BY period, begin_period, household_id ORDER BY event_date DESC NULLS LAST, event_id) AS from_last
    FROM stage.pair_event
    WHERE direction <> 0
),
-- Who left and came back fits both lists: the first event speaks of the list before, the last of the list after.
telling AS (
    SELECT * FROM ordered WHERE (direction = 1 AND from_first = 1) OR (direction = -1 AND from_last = 1)
),
listed AS (
    SELECT event.event_id, event.kind, event.event_date, event.source_file, event.source_sheet, event.source_row,
           household.period, household.source_file AS list_file, household.source_sheet AS list_sheet, household.source_row AS list_row,
           listed_period.last_day
    FROM telling AS event
    JOIN core.household_round AS household
        ON household.household_id = event.household_id
        AND household.period = CASE WHEN event.direction = -1 THEN event.period ELSE event.begin_period END
    JOIN core.period AS listed_period ON listed_period.period = household.period
)
SELECT 'warning' AS severity, 'event_on_list' AS rule, listed.source_file AS file, listed.source_sheet AS sheet, listed.source_row,
       'kind' AS column_name, word.name AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || listed.source_row || ': ghi hộ này «' || word.name || '»' || coalesce(' ngày ' || strftime(listed.event_date, '%d/%m/%Y'), '')
           || CASE WHEN listed.kind IN ('moved_in', 'split') THEN ' nhưng trước đó hộ đã có trong danh sách kỳ ' ELSE ' nhưng hộ vẫn có trong danh sách kỳ ' END
           || period || ' («' || list_file || '» trang «' || list_sheet || '» dòng ' || list_row
           || '). Số liệu theo danh sách; hãy kiểm tra văn bản hoặc danh sách.' AS message
FROM listed
JOIN stage.event_word AS word ON word.kind = listed.kind
QUALIFY row_number() OVER (PARTITION BY listed.event_id ORDER BY last_day, list_file, list_sheet, list_row) = 1
