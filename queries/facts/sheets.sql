-- One row per sheet that gave rows and period that it speaks of; a refused file gave none.
-- A period shows the newest project report at or before its end, so that one report may speak of many periods.
WITH shown AS (
    SELECT period.period, progress.source_file, progress.source_sheet,
           row_number() OVER (PARTITION BY period.period, progress.line_id, progress.unit_id, progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place
    FROM core.period AS period
    JOIN core.project_progress AS progress
        ON progress.report_date <= period.last_day
        AND extract(year FROM progress.report_date) = extract(year FROM period.last_day)
)
SELECT sheet.file, sheet.sheet, sheet.form, coalesce(shown.period, sheet.period) AS period, sheet.rows_accepted, file.loaded_date
FROM meta.source_sheet AS sheet
JOIN meta.source_file AS file ON file.file = sheet.file
LEFT JOIN (SELECT DISTINCT period, source_file, source_sheet FROM shown WHERE place = 1) AS shown
    ON shown.source_file = sheet.file AND shown.source_sheet = sheet.sheet
WHERE file.refused_rule IS NULL AND sheet.rows_accepted > 0
  AND (sheet.form <> 'project_progress' OR shown.period IS NOT NULL) AND coalesce(shown.period, sheet.period) IS NOT NULL
ORDER BY sheet.file, sheet.sheet
