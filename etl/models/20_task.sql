-- Only for rows of stage.task_report.
-- One row per task and report; the first by file name stands where two files give the same.
INSERT INTO core.task BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY task_id, report_date ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.task_report
)
SELECT * EXCLUDE (place, obstacle, proposal, told_name) REPLACE (told_name AS name) FROM ranked WHERE place = 1
