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
-- One row per period, reporting line, unit and date of report.
SELECT line.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       line.line_id, line.unit_id, line.shown_date AS report_date,
       {'vi': line.line_name, 'en': named.codes_en} AS line_name, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       coalesce(substr(named.frequency, 3), 'month') AS report_frequency, line.oldest_date, line.scope, line.output_unit,
       line.output_planned, line.output_milestone, line.output_done,
       line.assigned_vnd, line.carried_over_vnd, line.disbursed_vnd
FROM project_sums AS line
LEFT JOIN project_titles AS named ON named.project_ids = line.project_ids
LEFT JOIN core.unit AS unit ON unit.unit_id = line.unit_id
CROSS JOIN core.ward AS ward
