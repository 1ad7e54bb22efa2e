-- Two lists of one round class the same household differently: nobody but a person may choose, the class is unknown until then.
SELECT 'error' AS severity, 'class_conflict' AS rule, listed.source_file AS file, listed.source_sheet AS sheet, listed.source_row,
       'closing_poor' AS column_name, listed.recognised_class AS found, 'unknown' AS used,
       'Dòng ' || listed.source_row || ': hộ này có kết quả rà soát khác nhau ở các danh sách cùng năm ' || listed.period
           || '; phân loại để «chưa rõ» cho đến khi chọn một. Hãy bỏ danh sách sai rồi nạp lại.' AS message
FROM stage.household_review AS listed
JOIN (
    SELECT period, standard_id, listed_id FROM stage.household_review GROUP BY period, standard_id, listed_id HAVING count(DISTINCT recognised_class) > 1
) AS conflict
    ON conflict.period = listed.period AND conflict.standard_id = listed.standard_id AND conflict.listed_id = listed.listed_id
