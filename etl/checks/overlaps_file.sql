-- A household listed again for the same round counts once; the officer should know which file repeats which.
SELECT 'warning' AS severity, 'overlaps_file' AS rule, again.source_file AS file, CAST(NULL AS VARCHAR) AS sheet,
       CAST(NULL AS INTEGER) AS source_row, CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, first.source_file AS used,
       CAST(count(*) AS VARCHAR) || ' hộ của tệp này đã có trong «' || first.source_file || '» (năm ' || again.period
           || '); mỗi hộ chỉ tính một lần. Nếu tệp này thay tệp kia, hãy bỏ tệp cũ.' AS message
FROM stage.household_review AS again
JOIN stage.weighed AS first
    ON first.period = again.period AND first.standard_id = again.standard_id AND first.listed_id = again.listed_id
WHERE first.source_file <> again.source_file
GROUP BY again.source_file, first.source_file, again.period
