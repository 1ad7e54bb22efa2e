-- One row per reporting line of the newest report of the period.
SELECT unit.name AS unit, line.line_name AS project, fund.short_name AS fund_source, line.assigned_vnd, line.carried_over_vnd, line.disbursed_vnd,
       line.output_planned, line.output_milestone, line.output_done, line.output_unit, line.scope AS state, note.obstacle
FROM core.project_progress AS line
JOIN core.unit AS unit ON unit.unit_id = line.unit_id
LEFT JOIN core.fund_source AS fund ON fund.fund_source_id = line.fund_source_id
LEFT JOIN restricted.project_note AS note
    ON note.line_id = line.line_id AND note.unit_id = line.unit_id AND note.fund_source_id = line.fund_source_id
    AND note.report_date = line.report_date
WHERE line.period = $period AND line.report_date = $report_date
ORDER BY line.source_file, line.source_sheet, line.source_row
