-- Only for rows of stage.meeting_conclusions.
-- One row per conclusion, unit and report; the first by file name stands where two files give the same.
INSERT INTO core.meeting_conclusion BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY conclusion_id, report_date ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.meeting_conclusions
)
SELECT * EXCLUDE (place, note, told_meeting, told_content) REPLACE (told_meeting AS meeting, told_content AS content) FROM ranked WHERE place = 1
