-- Only for rows of core.wish.
-- Wishes of a household that no list holds: kept, but on no card and in no count of households.
SELECT 'warning' AS severity, 'wish_unknown_household' AS rule, source_file AS file, source_sheet AS sheet, source_row,
       'head_name' AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || source_row || ': không nhận ra hộ này trong danh sách hộ năm ' || period || ' hoặc trước đó; nguyện vọng được giữ nhưng '
           || 'chưa vào thẻ hộ nào. Hãy ghi đúng số CCCD chủ hộ, hoặc mã hộ và khối, rồi nạp lại.' AS message
FROM core.wish
WHERE household_id IS NULL
