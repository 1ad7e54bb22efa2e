-- One row per task and report as the office reads it: with what was said of it, and its name as written where it names somebody.
SELECT task.* REPLACE (coalesce(CAST(note.name AS VARCHAR), task.name) AS name), note.obstacle, note.proposal
FROM core.task AS task
LEFT JOIN restricted.task_note AS note ON note.task_id = task.task_id AND note.report_date = task.report_date
