-- Only for rows of stage.project_progress.
-- The same project line, unit, fund source and report date twice: only one of them can be the report.
SELECT 'warning' AS severity, 'repeated_line' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'project' AS column_name, again.line_name AS found, first.source_file AS used,
       'Dòng ' || again.source_row || ': «' || again.line_name || '» đã báo cáo cho cùng ngày trong «' || first.source_file || '» dòng '
           || first.source_row || '; chỉ dùng dòng đầu. Hãy bỏ báo cáo cũ.' AS message
FROM stage.project_progress AS again
JOIN core.project_progress AS first
    ON first.line_id = again.line_id AND first.unit_id = again.unit_id AND first.fund_source_id = again.fund_source_id
    AND first.report_date = again.report_date
WHERE first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
