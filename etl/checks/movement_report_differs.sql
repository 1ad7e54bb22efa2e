-- Only for rows of core.movement_report.
-- The report against what the lists give, one sentence for each row of the report with every figure that differs; a blank is none.
-- Only where the movement is known. A household that moved between two khối is «giảm khác» of one and «tăng khác» of the other.
WITH ours AS (
    SELECT moved.*
    FROM core.movement AS moved
    JOIN core.period AS round_period ON round_period.period = moved.period
    JOIN core.standard AS standard
        ON standard.standard_id = moved.standard_id
        AND round_period.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, DATE '9999-12-31')
),
step AS (
    SELECT period, begin_area_id AS area_id, begin_class AS listed_class, 'begin_count' AS step, begin_members AS members
    FROM ours WHERE begin_class IN ('poor', 'near_poor')
    UNION ALL
    SELECT period, area_id, end_class, 'end_count', end_members
    FROM ours WHERE end_class IN ('poor', 'near_poor')
    UNION ALL
    SELECT period, area_id, begin_class,
           CASE WHEN kind IN ('poor_to_near', 'near_to_poor') THEN 'to_listed' WHEN kind = 'other_decrease' THEN kind ELSE 'to_above' END,
           begin_members
    FROM ours WHERE kind IN ('poor_to_near', 'near_to_poor', 'poor_to_above', 'near_to_above', 'other_decrease')
    UNION ALL
    SELECT period, area_id, end_class,
           CASE
               WHEN kind IN ('poor_to_near', 'near_to_poor') THEN 'from_listed'
               WHEN kind IN ('relapsed_poor', 'relapsed_near') THEN 'relapsed'
               WHEN kind = 'other_increase' THEN kind
               ELSE 'new_count'
           END,
           end_members
    FROM ours
    WHERE kind IN ('poor_to_near', 'near_to_poor', 'relapsed_poor', 'relapsed_near', 'new_poor', 'new_near', 'other_increase')
),
crossing AS (
    SELECT period, begin_area_id AS area_id, begin_class AS listed_class, 'other_decrease' AS step, begin_members AS members
    FROM ours WHERE begin_class IN ('poor', 'near_poor') AND begin_area_id <> area_id
    UNION ALL
    SELECT period, area_id, begin_class, 'other_increase', begin_members
    FROM ours WHERE begin_class IN ('poor', 'near_poor') AND begin_area_id <> area_id
),
placed AS (
    SELECT * FROM step
    UNION ALL
    SELECT * FROM crossing
    UNION ALL
    SELECT step.* REPLACE (ward.area_id AS area_id) FROM step CROSS JOIN core.ward
),
-- A number of persons is known only where every household's is.
total AS (
    SELECT period, area_id, listed_class, step, count(*) AS households, CASE WHEN count(*) = count(members) THEN sum(members) END AS persons
    FROM placed
    GROUP BY period, area_id, listed_class, step
),
known AS (
    SELECT pair.period, pair.area_id
    FROM core.movement_pair AS pair
    JOIN core.period AS round_period ON round_period.period = pair.period
    JOIN core.standard AS standard
        ON standard.standard_id = pair.standard_id
        AND round_period.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, DATE '9999-12-31')
    WHERE pair.is_known
    UNION ALL
    SELECT pair.period, ward.area_id
    FROM core.movement_pair AS pair
    CROSS JOIN core.ward
    JOIN core.period AS round_period ON round_period.period = pair.period
    JOIN core.standard AS standard
        ON standard.standard_id = pair.standard_id
        AND round_period.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, DATE '9999-12-31')
    GROUP BY pair.period, ward.area_id
    HAVING bool_and(pair.is_known)
),
reported AS (
    SELECT long.*
    FROM core.movement_report
    UNPIVOT INCLUDE NULLS (
        value FOR step IN (begin_count, to_listed, to_above, other_decrease, from_listed, relapsed, new_count, other_increase, end_count)
    ) AS long
    JOIN known ON known.period = long.period AND known.area_id = long.area_id
),
-- In the order of the form.
word AS (
    SELECT * FROM (VALUES
        (1, 'begin_count', 'đầu kỳ'), (2, 'to_listed', 'chuyển sang loại kia'), (3, 'to_above', 'vượt chuẩn cận nghèo'),
        (4, 'other_decrease', 'giảm khác'), (5, 'from_listed', 'từ loại kia sang'), (6, 'relapsed', 'tái'), (7, 'new_count', 'phát sinh'),
        (8, 'other_increase', 'tăng khác'), (9, 'end_count', 'cuối kỳ')
    ) AS word (sort_key, step, name)
),
compared AS (
    SELECT reported.*, word.sort_key, word.name,
           CASE
               WHEN total.step IS NULL THEN 0
               WHEN reported.counted = 'person' THEN total.persons
               ELSE total.households
           END AS ours
    FROM reported
    JOIN word ON word.step = reported.step
    LEFT JOIN total
        ON total.period = reported.period AND total.area_id = reported.area_id AND total.listed_class = reported.listed_class
        AND total.step = reported.step
)
SELECT 'warning' AS severity, 'movement_report_differs' AS rule, compared.source_file AS file, compared.source_sheet AS sheet,
       compared.source_row, CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || compared.source_row || ': ' || area.name || ', ' || CASE compared.listed_class WHEN 'poor' THEN 'hộ nghèo' ELSE 'hộ cận nghèo' END
           || CASE compared.counted WHEN 'person' THEN ' (nhân khẩu)' ELSE '' END || ': báo cáo khác danh sách hộ ở '
           || string_agg(compared.name || ' (báo cáo ' || coalesce(CAST(compared.value AS VARCHAR), 'để trống') || ', danh sách '
                         || compared.ours || ')', ', ' ORDER BY compared.sort_key)
           || '. Cả hai đều được giữ; hãy xem danh sách hộ ở trang Biến động để giải thích.' AS message
FROM compared
JOIN (SELECT area_id, arg_max(name, valid_from) AS name FROM core.area GROUP BY area_id) AS area ON area.area_id = compared.area_id
WHERE coalesce(compared.value, 0) <> compared.ours
GROUP BY compared.source_file, compared.source_sheet, compared.source_row, area.name, compared.listed_class, compared.counted
