-- One row per period, date of report, reporting line and unit: its sources of money added up; a part not reported leaves a sum unknown.
SELECT figure.shown_period, figure.shown_date, figure.is_last, figure.line_id, figure.unit_id,
       max(figure.line_name) AS line_name, max(figure.project_ids) AS project_ids,
       string_agg(DISTINCT fund.short_name, ', ' ORDER BY fund.short_name) AS fund_sources,
       string_agg(DISTINCT fund.name_en, ', ' ORDER BY fund.name_en) AS fund_sources_en,
       min(figure.report_date) AS oldest_date, min(figure.scope) AS scope, max(figure.output_unit) AS output_unit,
       CASE WHEN count(*) = count(figure.output_planned) THEN sum(figure.output_planned) END AS output_planned,
       CASE WHEN count(*) = count(figure.output_milestone) THEN sum(figure.output_milestone) END AS output_milestone,
       -- «Chưa triển khai» is a report: nothing is done yet.
       CASE WHEN count(*) = sum(CASE WHEN figure.scope = 'not_started' OR figure.output_done IS NOT NULL THEN 1 ELSE 0 END)
           THEN coalesce(sum(figure.output_done), 0) END AS output_done,
       CAST(sum(figure.assigned_vnd) AS BIGINT) AS assigned_vnd, CAST(sum(figure.carried_over_vnd) AS BIGINT) AS carried_over_vnd,
       CAST(CASE WHEN count(*) = count(figure.disbursed_vnd) THEN sum(figure.disbursed_vnd) END AS BIGINT) AS disbursed_vnd
FROM project_figures AS figure
LEFT JOIN fund_names AS fund ON fund.fund_source_id = figure.fund_source_id
GROUP BY figure.shown_period, figure.shown_date, figure.is_last, figure.line_id, figure.unit_id
