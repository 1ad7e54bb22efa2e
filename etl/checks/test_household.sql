-- Test households left by the national software are held back until somebody answers.
SELECT CASE WHEN said.answer IS NULL THEN 'warning' ELSE 'info' END AS severity, 'test_household' AS rule,
       listed.source_file AS file, listed.source_sheet AS sheet, listed.source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || listed.source_row || CASE WHEN said.answer IS NOT NULL
           THEN ': hộ thử của phần mềm theo câu trả lời ở dòng ' || said.line || ' của decisions/answers.csv, không tính vào số liệu.'
           ELSE ': có vẻ là hộ thử của phần mềm (tên mẫu hoặc mã 999) nên chưa tính vào số liệu; '
               || 'nếu là hộ thật, hãy trả lời câu hỏi này, hoặc ghi đúng họ tên, mã hộ rồi nạp lại.' END AS message,
       CASE WHEN said.answer IS NULL THEN 'test_household' END AS asked_kind, listed.listed_id AS asked_subject,
       'Trang «' || listed.source_sheet || '», dòng ' || listed.source_row
           || ': tên mẫu hoặc mã 999 như hộ thử của phần mềm. Đây là hộ thật hay hộ thử?' AS asked_text
FROM stage.household_review AS listed
LEFT JOIN stage.answer AS said ON said.kind = 'test_household' AND said.subject = listed.listed_id
WHERE listed.is_test
