-- Only for rows of core.person_round.
-- The number of members written in the household list against the members really listed.
WITH listed AS (
    SELECT period, household_id, count(*) AS members FROM core.person_round GROUP BY period, household_id
)
SELECT 'warning' AS severity, 'member_count' AS rule, household.source_file AS file, household.source_sheet AS sheet, household.source_row,
       'member_count' AS column_name, CAST(household.member_count AS VARCHAR) AS found, CAST(listed.members AS VARCHAR) AS used,
       'Dòng ' || household.source_row || ': ghi ' || household.member_count || ' nhân khẩu nhưng danh sách thành viên có '
           || listed.members || ' người; hãy đối chiếu lại.' AS message
FROM core.household_round AS household
JOIN listed ON listed.period = household.period AND listed.household_id = household.household_id
WHERE household.member_count <> listed.members
