-- Only for rows of stage.project_progress.
-- One row per reporting line, unit, fund source and report; the first by file name stands where two files give the same.
INSERT INTO core.project_progress BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY line_id, unit_id, fund_source_id, report_date ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.project_progress
)
SELECT * EXCLUDE (place, obstacle) FROM ranked WHERE place = 1
