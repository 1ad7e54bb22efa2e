/* ---
title:      {vi: "Các lần báo cáo dự án trong năm", en: "Project reports of the year"}
definition:
  vi: >-
    Mỗi dòng là một dòng dự án của một đơn vị tại một ngày báo cáo trong năm, tính đến hết kỳ. Tiến độ xét tại chính ngày
    ấy, cùng quy tắc với bảng dự án theo đơn vị; nguồn kinh phí không báo cáo lại thì lấy báo cáo gần nhất của nguồn ấy.
  en: >-
    One row per reporting line of a unit and date of report, within the year up to the end of the period. Progress is judged
    on that date by the rule of the projects by unit; a source of money that did not report again keeps its last report.
columns:
  - {name: line_id, title: {vi: Mã dòng, en: Line}, kind: text}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: line_name, title: {vi: Dự án, en: Project}, kind: words}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: report_frequency, title: {vi: Kỳ báo cáo, en: Frequency}, kind: code, codes: report_frequency}
  - {name: oldest_date, title: {vi: Số cũ nhất ngày, en: Oldest figure}, kind: date}
  - {name: scope, title: {vi: Phạm vi, en: Scope}, kind: code, codes: scope}
  - {name: output_unit, title: {vi: Đơn vị tính, en: Output unit}, kind: text}
  - {name: output_planned, title: {vi: Kế hoạch năm, en: Yearly plan}, kind: decimal}
  - {name: output_milestone, title: {vi: Mốc của đơn vị, en: Milestone}, kind: decimal}
  - {name: plan_at_report, title: {vi: Kế hoạch tại ngày báo cáo, en: Plan at the report}, kind: decimal, derived: true}
  - {name: is_spread, title: {vi: Chia đều, en: Spread evenly}, kind: flag, derived: true}
  - {name: output_done, title: {vi: Thực hiện, en: Done}, kind: decimal}
  - {name: work_share, title: {vi: Thực hiện/kế hoạch năm, en: Done over plan}, kind: share, derived: true}
  - {name: plan_share, title: {vi: Kế hoạch tại ngày báo cáo/năm, en: Plan at the report over plan}, kind: share, derived: true}
  - {name: work_status, title: {vi: Tiến độ, en: Progress}, kind: code, codes: work_status, derived: true}
  - {name: assigned_vnd, title: {vi: Vốn giao, en: Assigned}, kind: money}
  - {name: carried_over_vnd, title: {vi: Chuyển nguồn, en: Carried over}, kind: money}
  - {name: disbursed_vnd, title: {vi: Giải ngân, en: Disbursed}, kind: money}
  - {name: money_share, title: {vi: Tỷ lệ giải ngân, en: Disbursed over available}, kind: share, derived: true}
sources: [project_progress]
rows: {project_report_list: {}}
access: public
--- */
-- One row per period, reporting line, unit and date of report; sources of money are added up as in project_lines.
WITH report AS (
    SELECT DISTINCT shown.period AS shown_period, progress.line_id, progress.unit_id, progress.report_date
    FROM core.period AS shown
    JOIN core.project_progress AS progress
        ON progress.report_date <= shown.last_day
        AND extract(year FROM progress.report_date) = extract(year FROM shown.last_day)
),
dated AS (
    SELECT report.shown_period, report.report_date AS shown_date, progress.*,
           row_number() OVER (PARTITION BY report.shown_period, report.report_date, progress.line_id, progress.unit_id,
                                           progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place
    FROM report
    JOIN core.project_progress AS progress
        ON progress.line_id = report.line_id AND progress.unit_id = report.unit_id
        AND progress.report_date <= report.report_date
        AND extract(year FROM progress.report_date) = extract(year FROM report.report_date)
),
line AS (
    SELECT shown_period, shown_date, line_id, unit_id, max(line_name) AS line_name, max(project_ids) AS project_ids,
           min(report_date) AS oldest_date, min(scope) AS scope, max(output_unit) AS output_unit,
           CASE WHEN count(*) = count(output_planned) THEN sum(output_planned) END AS output_planned,
           CASE WHEN count(*) = count(output_milestone) THEN sum(output_milestone) END AS output_milestone,
           -- «Chưa triển khai» is a report: nothing is done yet.
           CASE WHEN count(*) = sum(CASE WHEN scope = 'not_started' OR output_done IS NOT NULL THEN 1 ELSE 0 END)
               THEN coalesce(sum(output_done), 0) END AS output_done,
           CAST(sum(assigned_vnd) AS BIGINT) AS assigned_vnd, CAST(sum(carried_over_vnd) AS BIGINT) AS carried_over_vnd,
           CAST(CASE WHEN count(*) = count(disbursed_vnd) THEN sum(disbursed_vnd) END AS BIGINT) AS disbursed_vnd
    FROM dated
    WHERE place = 1
    GROUP BY shown_period, shown_date, line_id, unit_id
),
named AS (
    SELECT line.shown_period, line.shown_date, line.line_id, line.unit_id, min(project.sort_key) AS sort_key,
           string_agg(coalesce(project.code_en, project.code_shown), ' + ' ORDER BY project.sort_key) AS codes_en,
           min(CASE project.report_frequency WHEN 'month' THEN '1 month' WHEN 'quarter' THEN '2 quarter'
                    WHEN 'half_year' THEN '3 half_year' ELSE '4 year' END) AS frequency
    FROM line
    JOIN core.project AS project ON ',' || line.project_ids || ',' LIKE '%,' || project.project_id || ',%'
    GROUP BY line.shown_period, line.shown_date, line.line_id, line.unit_id
)
SELECT line.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       line.line_id, line.unit_id, line.shown_date AS report_date,
       {'vi': line.line_name, 'en': named.codes_en} AS line_name, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       coalesce(substr(named.frequency, 3), 'month') AS report_frequency, line.oldest_date, line.scope, line.output_unit,
       line.output_planned, line.output_milestone, line.output_done,
       line.assigned_vnd, line.carried_over_vnd, line.disbursed_vnd
FROM line
LEFT JOIN named ON named.shown_period = line.shown_period AND named.shown_date = line.shown_date
    AND named.line_id = line.line_id AND named.unit_id = line.unit_id
LEFT JOIN core.unit AS unit ON unit.unit_id = line.unit_id
CROSS JOIN core.ward AS ward
