-- Two lists of one round class the same household differently: nobody but a person may choose. Until then the class that was published
-- stands, or `unknown` where none was.
SELECT CASE WHEN kept.line IS NULL THEN 'error' ELSE 'info' END AS severity, 'class_conflict' AS rule,
       listed.source_file AS file, listed.source_sheet AS sheet, listed.source_row,
       'closing_poor' AS column_name, listed.recognised_class AS found, coalesce(kept.recognised_class, 'unknown') AS used,
       'Dòng ' || listed.source_row || ': hộ này có kết quả rà soát khác nhau ở các danh sách cùng năm ' || listed.period
           || CASE WHEN kept.line IS NOT NULL THEN '; đã tính theo câu trả lời ở dòng ' || kept.line || ' của decisions/answers.csv.'
                   WHEN kept.recognised_class IS NOT NULL
                       THEN '; giữ phân loại đã công bố cho đến khi chọn một. Hãy trả lời câu hỏi này, hoặc bỏ danh sách sai rồi nạp lại.'
                   ELSE '; phân loại để «chưa rõ» cho đến khi chọn một. Hãy trả lời câu hỏi này, hoặc bỏ danh sách sai rồi nạp lại.'
              END AS message,
       CASE WHEN kept.line IS NULL THEN 'class' END AS asked_kind,
       listed.period || '|' || listed.standard_id || '|' || listed.listed_id AS asked_subject,
       'Các danh sách kỳ ' || listed.period || ' ghi một hộ thuộc hai loại (trang «' || listed.source_sheet || '», dòng '
           || listed.source_row || ' là một trong hai). Hộ này thuộc loại nào?' AS asked_text
FROM stage.household_review AS listed
JOIN (
    SELECT period, standard_id, listed_id
    FROM stage.household_review
    SEMI JOIN stage.several USING (period, standard_id, listed_id)
    GROUP BY ALL
    HAVING min(recognised_class) <> max(recognised_class)
) AS conflict
    ON conflict.period = listed.period AND conflict.standard_id = listed.standard_id AND conflict.listed_id = listed.listed_id
LEFT JOIN stage.class_kept AS kept
    ON kept.period = listed.period AND kept.standard_id = listed.standard_id AND kept.listed_id = listed.listed_id
