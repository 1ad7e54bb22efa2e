-- Only for rows of core.person_round.
-- Members of a household that no list of the round holds: kept, but they belong to no class.
SELECT 'warning' AS severity, 'members_unlisted' AS rule, person.source_file AS file, person.source_sheet AS sheet, min(person.source_row) AS source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(count(*) AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Từ dòng ' || min(person.source_row) || ': ' || count(*) || ' thành viên thuộc hộ không có trong danh sách hộ năm '
           || person.period || '; chưa tính vào hộ nghèo, cận nghèo. Hãy nạp danh sách hộ cùng năm hoặc sửa mã hộ, số CCCD chủ hộ.' AS message
FROM core.person_round AS person
LEFT JOIN core.household_link AS household ON household.period = person.period AND household.household_id = person.household_id
LEFT JOIN stage.household_key AS known ON known.period = person.period AND known.listed_id = person.household_id
WHERE household.household_id IS NULL AND known.listed_id IS NULL
GROUP BY person.source_file, person.source_sheet, person.household_id, person.period
