-- Only for rows of stage.consultation.
-- Rows of the form that nobody filled in: those households are not consulted yet.
SELECT 'info' AS severity, 'not_consulted' AS rule, source_file AS file, source_sheet AS sheet, min(source_row) AS source_row,
       'wish' AS column_name, CAST(count(*) AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       count(*) || ' dòng (từ dòng ' || min(source_row) || ') chưa ghi ngày, người trả lời hay nguyện vọng: các hộ ấy là «chưa tham vấn». '
           || 'Đã tham vấn mà hộ không có nguyện vọng thì chọn «Không có nguyện vọng».' AS message
FROM stage.consultation
WHERE is_blank
GROUP BY source_file, source_sheet
