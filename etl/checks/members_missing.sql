-- Only for rows of core.person_round.
-- A poor household without members cannot be asked about children or training: its khối stays incomplete.
SELECT 'warning' AS severity, 'members_missing' AS rule, household.source_file AS file, household.source_sheet AS sheet, household.source_row,
       CAST(NULL AS VARCHAR) AS column_name, CAST(NULL AS VARCHAR) AS found, CAST(NULL AS VARCHAR) AS used,
       'Dòng ' || household.source_row || ': hộ nghèo này chưa có trong danh sách thành viên năm ' || household.period
           || ' nên chưa xét được trẻ em và đào tạo; hãy bổ sung danh sách thành viên.' AS message
FROM core.household_round AS household
LEFT JOIN core.person_round AS person ON person.period = household.period AND person.household_id = household.household_id
WHERE household.recognised_class = 'poor' AND person.person_id IS NULL
    AND EXISTS (SELECT 1 FROM core.person_round AS any_person WHERE any_person.period = household.period)
