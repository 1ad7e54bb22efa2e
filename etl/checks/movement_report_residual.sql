-- Only for rows of core.movement_report.
-- The identity of the report's own figures, a blank cell as none: what is left over is shown and never repaired.
-- In persons the form has no column for members who came to or left a household that stays, so a rest is no mistake by itself.
WITH counted AS (
    SELECT report.*, coalesce(begin_count, 0) - coalesce(to_listed, 0) - coalesce(to_above, 0) - coalesce(other_decrease, 0)
               + coalesce(from_listed, 0) + coalesce(relapsed, 0) + coalesce(new_count, 0) + coalesce(other_increase, 0) AS formula,
           coalesce(end_count, 0) AS reported
    FROM core.movement_report AS report
)
SELECT CASE counted.counted WHEN 'person' THEN 'info' ELSE 'warning' END AS severity, 'movement_report_residual' AS rule, counted.source_file AS file, counted.source_sheet AS sheet, counted.source_row,
       'end_count' AS column_name, CAST(reported AS VARCHAR) AS found, CAST(formula AS VARCHAR) AS used,
       'Dòng ' || counted.source_row || ': ' || area.name || ', ' || CASE counted.listed_class WHEN 'poor' THEN 'hộ nghèo' ELSE 'hộ cận nghèo' END
           || CASE counted.counted WHEN 'person' THEN ' (nhân khẩu)' ELSE '' END || ': cuối kỳ ghi ' || reported
           || ' nhưng đầu kỳ trừ giảm cộng tăng được ' || formula || ', chênh ' || (reported - formula)
           || CASE counted.counted
               WHEN 'person' THEN ' người; biểu không có cột cho hộ ở lại thêm, bớt người nên có thể không sai. Số liệu giữ như báo cáo.'
               ELSE ' chưa giải thích. Số liệu giữ như báo cáo; hãy kiểm tra từng cột.'
           END AS message
FROM counted
JOIN (SELECT area_id, arg_max(name, valid_from) AS name FROM core.area GROUP BY area_id) AS area ON area.area_id = counted.area_id
-- Without both ends there is nothing to balance.
WHERE reported <> formula AND begin_count IS NOT NULL AND end_count IS NOT NULL
