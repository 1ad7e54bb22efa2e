-- One row per period, reporting line, unit and source of money, as the newest report says, in whole đồng; a project of the plan
-- that no line reports has a row whose source is not known. What is left and what is spent too much are known only of a line that reported.
SELECT shown_period, line_id, line_name, project_ids, unit_id, fund_source_id, report_date, scope,
       assigned_vnd, carried_over_vnd, available_vnd, disbursed_vnd,
       CASE WHEN disbursed_vnd <= available_vnd THEN available_vnd - disbursed_vnd
            WHEN disbursed_vnd > available_vnd THEN 0 END AS remaining_vnd,
       CASE WHEN disbursed_vnd > available_vnd THEN disbursed_vnd - available_vnd
            WHEN disbursed_vnd <= available_vnd THEN 0 END AS overspent_vnd,
       is_silent AS silent_lines,
       CASE WHEN disbursed_vnd IS NULL THEN available_vnd ELSE 0 END AS silent_vnd,
       source_file, source_sheet, source_row
FROM project_figures
WHERE is_last
UNION ALL
SELECT shown_period, project_id, code_shown, project_id, unit_id, 'unknown', NULL, 'in_scope',
       NULL, NULL, NULL, NULL, NULL, NULL, 1, NULL, NULL, NULL, NULL
FROM project_silent
