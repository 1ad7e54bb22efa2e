-- Only for rows of stage.task_report.
-- The same task of the same unit twice for one report date: only one of them can be the report.
SELECT 'warning' AS severity, 'repeated_task' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'task' AS column_name, again.told_name AS found, first.source_file AS used,
       'Dòng ' || again.source_row || ': «' || again.told_name || '» đã báo cáo cho cùng ngày trong «' || first.source_file || '» dòng '
           || first.source_row || '; chỉ dùng dòng đầu. Hãy bỏ báo cáo cũ.' AS message
FROM stage.task_report AS again
JOIN core.task AS first ON first.task_id = again.task_id AND first.report_date = again.report_date
WHERE first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
