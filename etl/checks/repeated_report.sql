-- The same row of a movement report, an event or a published figure in two places: one counts, the officer chooses which is right.
WITH given AS (
    SELECT source_file, source_sheet, source_row, 'diễn biến của khối này' AS what, concat_ws('|', 'report', period, area_id, listed_class, counted) AS key
    FROM stage.movement_report
    UNION ALL
    SELECT source_file, source_sheet, source_row, 'biến động này của hộ', concat_ws('|', 'event', event_id) FROM stage.household_event
    UNION ALL
    SELECT source_file, source_sheet, source_row, 'số liệu công bố này', concat_ws('|', 'series', series_id, period, indicator_id)
    FROM stage.official_series
),
ranked AS (
    SELECT *, first_value(source_file) OVER same AS first_file, first_value(source_sheet) OVER same AS first_sheet,
           first_value(source_row) OVER same AS first_row, row_number() OVER same AS place
    FROM given
    WINDOW same AS (PARTITION BY key ORDER BY source_file, source_sheet, source_row)
)
SELECT 'warning' AS severity, 'repeated_report' AS rule, source_file AS file, source_sheet AS sheet, source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(NULL AS VARCHAR) AS found, first_file AS used,
       'Dòng ' || source_row || ': ' || what || ' đã có trong «' || first_file || '» trang «' || first_sheet || '» dòng ' || first_row
           || '; chỉ dùng dòng đầu. Hãy bỏ dòng hoặc tệp thừa.' AS message
FROM ranked
WHERE place > 1
