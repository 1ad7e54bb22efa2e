-- Only for rows of core.household_event.
-- An event of which nobody knows the household explains nothing. An arrival that no list follows yet only waits for it.
WITH newest AS (
    SELECT max(round_period.last_day) AS last_day
    FROM (SELECT period FROM stage.listed UNION SELECT period FROM stage.known_household) AS loaded
    JOIN core.period AS round_period ON round_period.period = loaded.period
),
unknown AS (
    SELECT event.*, word.name, event.kind IN ('moved_in', 'split') AND coalesce(event.event_date, file_period.last_day) > newest.last_day AS waits
    FROM core.household_event AS event
    JOIN stage.household_event AS told
        ON told.event_id = event.event_id AND told.source_file = event.source_file AND told.source_sheet = event.source_sheet
        AND told.source_row = event.source_row
    JOIN core.period AS file_period ON file_period.period = told.period
    JOIN stage.event_word AS word ON word.kind = event.kind
    JOIN newest ON newest.last_day IS NOT NULL
    WHERE event.household_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM stage.known_household AS known
                        WHERE known.listed_id = told.listed_id OR known.household_code = told.household_code)
)
SELECT CASE WHEN waits THEN 'info' ELSE 'warning' END AS severity, 'event_unknown_household' AS rule, source_file AS file,
       source_sheet AS sheet, source_row, 'head_name' AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || source_row || ': biến động «' || name || '» của một hộ '
           || CASE
               WHEN waits THEN 'chưa có trong danh sách nào; sẽ ghép khi nạp danh sách sau ngày đó. Hãy ghi số CCCD chủ hộ để ghép được.'
               ELSE 'không nhận ra trong danh sách nào nên chưa giải thích được gì. Hãy ghi đúng số CCCD chủ hộ, hoặc mã hộ và khối, rồi nạp lại.'
           END AS message
FROM unknown
