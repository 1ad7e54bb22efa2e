-- One row per task of the newest report of the period.
SELECT unit.name AS unit, coalesce(note.name, task.name) AS task, task.due_date, nullif(task.status, 'unknown') AS status, task.done_date, task.output_unit,
       task.output_needed, task.output_started, task.output_done, note.obstacle, note.proposal
FROM core.task AS task
LEFT JOIN core.unit AS unit ON unit.unit_id = task.unit_id
LEFT JOIN restricted.task_note AS note ON note.task_id = task.task_id AND note.report_date = task.report_date
WHERE task.period = $period AND task.report_date = $report_date
ORDER BY task.source_file, task.source_sheet, task.source_row
