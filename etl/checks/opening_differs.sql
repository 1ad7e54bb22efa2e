-- The class a list gives a household at the opening, against the closing class of the list before: both shown, the list before is used.
-- A month's list says how the year began, so it is held against the year-end alone.
WITH pair AS (
    SELECT pair.period, pair.standard_id, pair.area_id, pair.begin_period
    FROM core.movement_pair AS pair
    JOIN core.period AS begin_period ON begin_period.period = pair.begin_period AND begin_period.kind = 'year'
    WHERE pair.basis = 'lists' AND pair.is_known
),
opened AS (
    SELECT household.*, pair.begin_period,
           CASE WHEN household.opening_class = 'average_living' THEN 'not_poor' ELSE household.opening_class END AS opening,
           CASE WHEN earlier.recognised_class IN ('poor', 'near_poor', 'unknown') THEN earlier.recognised_class ELSE 'not_poor' END AS closing,
           earlier.source_file AS earlier_file, earlier.source_sheet AS earlier_sheet, earlier.source_row AS earlier_row
    FROM core.household_round AS household
    JOIN pair ON pair.period = household.period AND pair.standard_id = household.standard_id AND pair.area_id = household.area_id
    LEFT JOIN core.household_round AS earlier
        ON earlier.period = pair.begin_period AND earlier.standard_id = household.standard_id AND earlier.household_id = household.household_id
),
word AS (
    SELECT * FROM (VALUES ('poor', 'hộ nghèo'), ('near_poor', 'hộ cận nghèo'), ('not_poor', 'không nghèo')) AS word (class, name)
),
-- Where the household was not listed, the files of that list.
list AS (
    SELECT period, standard_id, string_agg(DISTINCT '«' || source_file || '»', ', ' ORDER BY '«' || source_file || '»') AS files
    FROM core.household_round
    GROUP BY period, standard_id
)
SELECT 'warning' AS severity, 'opening_differs' AS rule, opened.source_file AS file, opened.source_sheet AS sheet, opened.source_row,
       'opening_poor' AS column_name, opened.opening_class AS found, opened.closing AS used,
       'Dòng ' || opened.source_row || ': đầu kỳ ghi ' || opening_word.name || ' nhưng '
           || CASE
               WHEN opened.earlier_file IS NULL THEN 'hộ không có trong danh sách năm ' || opened.begin_period || ' (' || list.files || ')'
               ELSE 'danh sách năm ' || opened.begin_period || ' («' || opened.earlier_file || '» trang «' || opened.earlier_sheet || '» dòng '
                   || opened.earlier_row || ') ghi ' || closing_word.name
           END
           || '. Diễn biến tính theo danh sách năm ' || opened.begin_period || '; hãy kiểm tra cột đầu kỳ.' AS message
FROM opened
JOIN list ON list.period = opened.begin_period AND list.standard_id = opened.standard_id
JOIN word AS opening_word ON opening_word.class = opened.opening
JOIN word AS closing_word ON closing_word.class = opened.closing
WHERE opened.opening <> 'unknown' AND opened.closing <> 'unknown' AND opened.opening <> opened.closing
