-- One row per sheet and what it gave: the rows of one period and standard (NULL: of any). Read from the rows themselves, so that
-- a list of persons that classes its households counts as their list, and a file that gave nothing is not named.
-- gives: a form, or `sheet` for all of it; opening_list and earlier_lists are the lists that a round is held against: the one before, and the look-back.
WITH household_list AS (
    SELECT DISTINCT list.period, list.standard_id, list.source_file, list.source_sheet, shown.last_day
    FROM core.household_round AS list
    JOIN core.period AS shown ON shown.period = list.period
),
pair AS (
    SELECT DISTINCT pair.period, pair.standard_id, pair.begin_period, pair.basis, shown.last_day,
           coalesce(opening.last_day, make_date(CAST(pair.begin_period AS INTEGER), 12, 31)) AS begin_day
    FROM core.movement_pair AS pair
    JOIN core.period AS shown ON shown.period = pair.period
    LEFT JOIN core.period AS opening ON opening.period = pair.begin_period
    WHERE pair.basis <> 'none'
),
looked_back AS (
    SELECT try_cast(max(value) AS INTEGER) AS years FROM core.setting WHERE key = 'relapse_lookback_years'
),
-- A period shows the newest project report at or before its end, so that one report may speak of many periods.
report AS (
    SELECT period.period, progress.source_file, progress.source_sheet,
           row_number() OVER (PARTITION BY period.period, progress.line_id, progress.unit_id, progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place
    FROM core.period AS period
    JOIN core.project_progress AS progress
        ON progress.report_date <= period.last_day
        AND extract(year FROM progress.report_date) = extract(year FROM period.last_day)
),
gave AS (
    SELECT 'household_review' AS gives, period, standard_id, source_file, source_sheet FROM household_list
    UNION
    SELECT 'opening_list', pair.period, pair.standard_id, list.source_file, list.source_sheet
    FROM pair
    JOIN household_list AS list ON list.period = pair.begin_period AND list.standard_id = pair.standard_id
    WHERE pair.basis = 'lists'
    UNION
    SELECT 'earlier_lists', pair.period, pair.standard_id, list.source_file, list.source_sheet
    FROM pair
    JOIN household_list AS list ON list.standard_id = pair.standard_id AND list.last_day <= pair.begin_day
    CROSS JOIN looked_back
    WHERE year(list.last_day) >= year(pair.last_day) - coalesce(looked_back.years, 9999)
    UNION
    -- As the movements take them: without a date only where the whole period of the file lies between the two lists.
    SELECT 'household_event', pair.period, pair.standard_id, event.source_file, event.source_sheet
    FROM core.household_event AS event
    JOIN meta.source_sheet AS sheet ON sheet.file = event.source_file AND sheet.sheet = event.source_sheet
    LEFT JOIN core.period AS shown ON shown.period = sheet.period
    JOIN pair
        ON coalesce(event.event_date, shown.first_day) > pair.begin_day AND coalesce(event.event_date, shown.last_day) <= pair.last_day
    WHERE event.household_id IS NOT NULL AND event.kind <> 'head_changed'
    UNION
    SELECT 'member_list', period, NULL, source_file, source_sheet FROM core.person_round
    UNION
    SELECT 'resident_households', period, NULL, source_file, source_sheet FROM core.area_round
    UNION
    SELECT 'project_progress', period, NULL, source_file, source_sheet FROM report WHERE place = 1
    UNION
    SELECT form, period, NULL, file, sheet
    FROM meta.source_sheet
    WHERE form NOT IN ('household_review', 'household_event', 'member_list', 'resident_households', 'project_progress')
        AND period IS NOT NULL AND rows_accepted > 0
    UNION
    -- Whatever it gave: for the row of a household that names its sheet itself.
    SELECT 'sheet', coalesce(period, ''), NULL, file, sheet FROM meta.source_sheet WHERE rows_accepted > 0
)
SELECT sheet.file, sheet.sheet, sheet.form, gave.gives, gave.period, gave.standard_id, sheet.rows_accepted, file.loaded_date
FROM gave
JOIN meta.source_sheet AS sheet ON sheet.file = gave.source_file AND sheet.sheet = gave.source_sheet
JOIN meta.source_file AS file ON file.file = sheet.file
WHERE file.refused_rule IS NULL
ORDER BY sheet.file, sheet.sheet, gave.gives, gave.period, gave.standard_id
