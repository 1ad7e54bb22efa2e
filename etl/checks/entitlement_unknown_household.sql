-- Only for rows of core.entitlement.
-- Rights of a household that no list holds: kept, but nobody can tell whether it is poor.
SELECT 'warning' AS severity, 'entitlement_unknown_household' AS rule, kept.source_file AS file, kept.source_sheet AS sheet,
       min(kept.source_row) AS source_row, CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       CAST(count(*) AS VARCHAR) || ' đối tượng (từ dòng ' || min(kept.source_row) || ') thuộc hộ không có trong danh sách hộ năm '
           || kept.period || ' hoặc trước đó; vẫn được tính nhưng chưa biết loại hộ. Hãy kiểm tra số CCCD chủ hộ, mã hộ.' AS message
FROM core.entitlement AS kept
WHERE kept.household_id IS NULL
GROUP BY kept.source_file, kept.source_sheet, kept.period
