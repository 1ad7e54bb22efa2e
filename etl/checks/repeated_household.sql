-- The same identity number on two different rows of one file: one of the two rows is not that person.
SELECT 'warning' AS severity, 'repeated_household' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'head_id_number' AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || again.source_row || ': số định danh chủ hộ trùng với dòng ' || first.source_row
           || ' của trang «' || first.source_sheet || '» nên hai dòng đang tính là một hộ. Hãy kiểm tra số định danh.' AS message
FROM stage.household_review AS again
JOIN stage.weighed AS first
    ON first.period = again.period AND first.standard_id = again.standard_id AND first.listed_id = again.listed_id
    AND first.source_file = again.source_file
WHERE first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
