-- More poor and near-poor households than households live in the khối: one of the two numbers is wrong, and every rate of the khối with it.
WITH listed AS (
    SELECT period, standard_id, area_id, count(*) AS households
    FROM core.household_round
    WHERE recognised_class IN ('poor', 'near_poor')
    GROUP BY period, standard_id, area_id
)
SELECT 'warning' AS severity, 'more_listed_than_residents' AS rule, lived.source_file AS file, lived.source_sheet AS sheet, lived.source_row,
       'resident_households' AS column_name, CAST(lived.resident_households AS VARCHAR) AS found,
       CAST(listed.households AS VARCHAR) AS used,
       'Dòng ' || lived.source_row || ': kỳ ' || listed.period || ' khối này có ' || listed.households || ' hộ nghèo, cận nghèo nhưng ghi cả khối '
           || lived.resident_households || ' hộ dân cư. Một trong hai số sai; hãy xem lại tổng số hộ và danh sách.' AS message
FROM listed
JOIN core.area_round AS lived ON lived.period = listed.period AND lived.area_id = listed.area_id
WHERE listed.households > lived.resident_households
