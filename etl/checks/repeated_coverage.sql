-- Only for rows of stage.policy_coverage.
-- The same policy, khối and report date twice: only one of them can be the report.
SELECT 'warning' AS severity, 'repeated_coverage' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'policy' AS column_name, policy.name AS found, first.source_file AS used,
       'Dòng ' || again.source_row || ': «' || policy.name || '» của khối này đã báo cáo cho cùng ngày trong «' || first.source_file
           || '» dòng ' || first.source_row || '; chỉ dùng dòng đầu. Hãy bỏ báo cáo cũ.' AS message
FROM stage.policy_coverage AS again
JOIN core.policy AS policy ON policy.policy_id = again.policy_id
JOIN core.policy_coverage AS first
    ON first.policy_id = again.policy_id AND first.area_id = again.area_id AND first.period = again.period
    AND first.report_date = again.report_date
WHERE first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
