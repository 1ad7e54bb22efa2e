-- Only for rows of stage.project_progress.
-- One row per report of a line that says something in its own words. Read only by those who may.
INSERT INTO restricted.project_note BY NAME
SELECT reported.line_id, reported.unit_id, reported.fund_source_id, reported.report_date, reported.obstacle
FROM stage.project_progress AS reported
JOIN core.project_progress AS kept
    ON kept.line_id = reported.line_id AND kept.unit_id = reported.unit_id AND kept.fund_source_id = reported.fund_source_id
    AND kept.report_date = reported.report_date AND kept.source_file = reported.source_file
    AND kept.source_sheet = reported.source_sheet AND kept.source_row = reported.source_row
WHERE reported.obstacle IS NOT NULL
