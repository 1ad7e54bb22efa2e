-- Test households left by the national software are held back until somebody answers.
SELECT 'warning' AS severity, 'test_household' AS rule, listed.source_file AS file, listed.source_sheet AS sheet, listed.source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || listed.source_row || ': có vẻ là hộ thử của phần mềm (tên mẫu hoặc mã 999) nên chưa tính vào số liệu; '
           || 'nếu là hộ thật, hãy ghi đúng họ tên, mã hộ rồi nạp lại.' AS message
FROM stage.household_review AS listed
WHERE listed.is_test
