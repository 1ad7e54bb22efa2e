-- Only for rows of stage.meeting_conclusions.
-- One row per report of a conclusion that says something in its own words, or names somebody. Read only by those who may.
INSERT INTO restricted.conclusion_note BY NAME
SELECT reported.conclusion_id, reported.report_date,
       CASE WHEN reported.meeting <> reported.told_meeting THEN reported.meeting END AS meeting,
       CASE WHEN reported.content <> reported.told_content THEN reported.content END AS content, reported.note
FROM stage.meeting_conclusions AS reported
JOIN core.meeting_conclusion AS kept
    ON kept.conclusion_id = reported.conclusion_id AND kept.report_date = reported.report_date
    AND kept.source_file = reported.source_file AND kept.source_sheet = reported.source_sheet AND kept.source_row = reported.source_row
WHERE reported.note IS NOT NULL OR reported.meeting <> reported.told_meeting OR reported.content <> reported.told_content
