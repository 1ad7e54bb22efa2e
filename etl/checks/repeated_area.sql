-- Only for rows of stage.resident_households.
-- A khối twice among the residents of a round: the first row stands, the officer chooses which is right.
SELECT 'warning' AS severity, 'repeated_area' AS rule, again.source_file AS file, again.source_sheet AS sheet, again.source_row,
       'resident_households' AS column_name, CAST(again.resident_households AS VARCHAR) AS found,
       CAST(first.resident_households AS VARCHAR) AS used,
       'Dòng ' || again.source_row || ': khối này đã có số hộ năm ' || again.period || ' trong «' || first.source_file || '» dòng '
           || first.source_row || '; chỉ dùng dòng đầu. Hãy bỏ dòng hoặc tệp thừa.' AS message
FROM stage.resident_households AS again
JOIN core.area_round AS first ON first.period = again.period AND first.area_id = again.area_id
WHERE first.source_file <> again.source_file OR first.source_sheet <> again.source_sheet OR first.source_row <> again.source_row
