-- Only for rows of stage.movement_report.
-- The ward's own movement report, as written; where two files give the same row, the first by name stands and a check says so.
INSERT INTO core.movement_report BY NAME
SELECT * FROM stage.movement_report
QUALIFY row_number() OVER (PARTITION BY period, area_id, listed_class, counted ORDER BY source_file, source_sheet, source_row) = 1
