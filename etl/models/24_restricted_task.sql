-- Only for rows of stage.task_report.
-- One row per report of a task that says something in its own words, or is named after somebody. Read only by those who may.
INSERT INTO restricted.task_note BY NAME
SELECT reported.task_id, reported.report_date, CASE WHEN reported.name <> reported.told_name THEN reported.name END AS name,
       reported.obstacle, reported.proposal
FROM stage.task_report AS reported
JOIN core.task AS kept
    ON kept.task_id = reported.task_id AND kept.report_date = reported.report_date AND kept.source_file = reported.source_file
    AND kept.source_sheet = reported.source_sheet AND kept.source_row = reported.source_row
WHERE reported.obstacle IS NOT NULL OR reported.proposal IS NOT NULL OR reported.name <> reported.told_name
