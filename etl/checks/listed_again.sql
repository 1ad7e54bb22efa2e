-- The same list again with other identity numbers: households of two files of one round with one name, birth year and khối, of which
-- neither file has the other's number. Both are counted; nobody but a person may say that they are one.
WITH round_of_files AS (
    SELECT period, standard_id FROM stage.household_review GROUP BY ALL HAVING min(source_file) <> max(source_file)
),
listed AS (
    SELECT DISTINCT source_file, period, standard_id, listed_id, area_id,
           trim(regexp_replace(strip_accents(lower(translate(head_name, 'đĐðÐ', 'dddd'))), '[^0-9a-z]+', ' ', 'g')) AS name,
           regexp_extract(head_birth_text, '(19|20)\d{2}') AS birth_year, source_row
    FROM stage.household_review
    SEMI JOIN round_of_files USING (period, standard_id)
    WHERE head_name <> '' AND is_test IS NOT TRUE
),
alike AS (
    SELECT again.source_file, first.source_file AS first_file, again.period, again.listed_id, min(again.source_row) AS source_row,
           bool_or(again.birth_year = first.birth_year) AS has_birth
    FROM listed AS again
    JOIN listed AS first
        ON first.period = again.period AND first.standard_id = again.standard_id AND first.area_id = again.area_id
        AND first.name = again.name AND first.source_file < again.source_file AND first.listed_id <> again.listed_id
        -- Where one of the two has no birth year, name and khối are all there is.
        AND (first.birth_year = again.birth_year OR coalesce(first.birth_year, '') = '' OR coalesce(again.birth_year, '') = '')
    WHERE NOT EXISTS (SELECT 1 FROM listed AS same
                      WHERE same.source_file = first.source_file AND same.period = again.period AND same.standard_id = again.standard_id
                        AND same.listed_id = again.listed_id)
      AND NOT EXISTS (SELECT 1 FROM listed AS same
                      WHERE same.source_file = again.source_file AND same.period = first.period AND same.standard_id = first.standard_id
                        AND same.listed_id = first.listed_id)
    GROUP BY ALL
)
SELECT 'warning' AS severity, 'listed_again' AS rule, source_file AS file, CAST(NULL AS VARCHAR) AS sheet,
       CAST(NULL AS INTEGER) AS source_row, CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, first_file AS used,
       CAST(count(*) AS VARCHAR) || ' hộ của tệp này (dòng đầu: ' || CAST(min(source_row) AS VARCHAR) || ') cùng họ tên chủ hộ'
           || CASE WHEN bool_and(has_birth) THEN ', năm sinh và khối' ELSE ' và khối (có hộ không ghi năm sinh để so)' END
           || ' với hộ trong «' || first_file || '» (kỳ ' || period || ') nhưng khác số định danh hoặc mã hộ, nên đang được tính hai lần. '
           || 'Nếu là cùng một danh sách, hãy chỉ giữ một tệp; nếu là cùng hộ, hãy sửa số định danh cho giống nhau rồi nạp lại.' AS message
FROM alike
GROUP BY source_file, first_file, period
