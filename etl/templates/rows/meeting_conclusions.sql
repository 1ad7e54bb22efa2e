-- One row per conclusion of the newest report of the period.
SELECT coalesce(note.meeting, conclusion.meeting) AS meeting, conclusion.meeting_date,
       coalesce(note.content, conclusion.content) AS task, unit.name AS unit, conclusion.due_date,
       nullif(conclusion.status, 'unknown') AS status, conclusion.done_date, note.note
FROM core.meeting_conclusion AS conclusion
LEFT JOIN core.unit AS unit ON unit.unit_id = conclusion.unit_id
LEFT JOIN restricted.conclusion_note AS note
    ON note.conclusion_id = conclusion.conclusion_id AND note.report_date = conclusion.report_date
WHERE conclusion.period = $period AND conclusion.report_date = $report_date
ORDER BY conclusion.source_file, conclusion.source_sheet, conclusion.source_row
