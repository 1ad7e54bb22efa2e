-- A round with a decision is closed. A second file that names households of a khối another file already lists, or classes a household
-- differently, changes what was decided: shown with both names. Files of other khối are parts of one list.
WITH closed AS (
    SELECT listed.*
    FROM stage.household_review AS listed
    JOIN core.round AS round
        ON round.period = listed.period AND round.standard_id = listed.standard_id
        AND round.decision_number IS NOT NULL AND round.decision_date IS NOT NULL
    WHERE NOT listed.is_test
),
first_file AS (
    SELECT period, standard_id, area_id, min(source_file) AS file
    FROM closed
    WHERE area_id <> 'chua_xac_dinh'
    GROUP BY period, standard_id, area_id
),
first_row AS (
    SELECT period, standard_id, listed_id, source_file AS file, recognised_class
    FROM closed
    QUALIFY row_number() OVER (PARTITION BY period, standard_id, listed_id ORDER BY source_file, source_sheet, source_row) = 1
),
change AS (
    SELECT again.period, again.standard_id, again.source_file AS file, first_row.file AS first_file, 'changed' AS kind
    FROM closed AS again
    JOIN first_row
        ON first_row.period = again.period AND first_row.standard_id = again.standard_id AND first_row.listed_id = again.listed_id
    WHERE first_row.file <> again.source_file AND first_row.recognised_class <> again.recognised_class
    UNION ALL
    SELECT added.period, added.standard_id, added.file, first_file.file, 'added'
    FROM first_row AS added
    JOIN closed AS again
        ON again.period = added.period AND again.standard_id = added.standard_id AND again.listed_id = added.listed_id
        AND again.source_file = added.file
    JOIN first_file
        ON first_file.period = added.period AND first_file.standard_id = added.standard_id AND first_file.area_id = again.area_id
    WHERE first_file.file <> added.file
)
SELECT 'error' AS severity, 'closed_round_list' AS rule, change.file, CAST(NULL AS VARCHAR) AS sheet, CAST(NULL AS INTEGER) AS source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, change.first_file AS used,
       'Kỳ ' || change.period || ' đã chốt theo ' || round.decision_number || ' ngày ' || strftime(round.decision_date, '%d/%m/%Y')
           || ' nhưng tệp này thêm ' || count(*) FILTER (kind = 'added') || ' hộ, đổi phân loại ' || count(*) FILTER (kind = 'changed')
           || ' hộ so với «' || change.first_file || '»; hộ bị đổi để «chưa rõ». Hãy giữ tệp đúng với quyết định và bỏ tệp kia.' AS message
FROM change
JOIN core.round AS round ON round.period = change.period AND round.standard_id = change.standard_id
GROUP BY change.period, change.standard_id, change.file, change.first_file, round.decision_number, round.decision_date
