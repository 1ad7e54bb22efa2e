-- Only for rows of core.project_progress.
-- Money disbursed since the opening of the year that is less than an earlier report of the year said: one of the two is wrong.
WITH told AS (
    SELECT *, lag(disbursed_vnd) OVER same AS earlier_vnd, lag(source_file) OVER same AS earlier_file,
           lag(source_row) OVER same AS earlier_row, lag(report_date) OVER same AS earlier_date
    FROM core.project_progress
    WHERE disbursed_vnd IS NOT NULL
    WINDOW same AS (PARTITION BY line_id, unit_id, fund_source_id, extract(year FROM report_date) ORDER BY report_date)
)
SELECT 'warning' AS severity, 'disbursed_fell' AS rule, source_file AS file, source_sheet AS sheet, source_row,
       'disbursed_vnd' AS column_name, CAST(disbursed_vnd AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || source_row || ': «' || line_name || '» giải ngân lũy kế ' || format('{:t.}', disbursed_vnd) || ' đồng, ít hơn '
           || format('{:t.}', earlier_vnd) || ' đồng ngày '
           || strftime(earlier_date, '%d/%m/%Y') || ' trong «' || earlier_file || '» dòng ' || earlier_row
           || '. Có thể ghi số trong kỳ thay cho lũy kế, hoặc đã thu hồi; hãy đối chiếu lại.' AS message
FROM told
WHERE disbursed_vnd < earlier_vnd
