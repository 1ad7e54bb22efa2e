/* ---
title:      {vi: "Dự án theo đơn vị", en: "Projects by unit"}
definition:
  vi: >-
    Mỗi dòng một dòng báo cáo của một đơn vị, theo báo cáo mới nhất trong năm tính đến hết kỳ. Kế hoạch tại ngày báo cáo là
    mốc của đơn vị, không có mốc thì kế hoạch năm chia đều theo ngày. Dòng gộp nhiều dự án không tách ra. Dự án của kế
    hoạch chưa ai báo cáo vẫn có dòng.
  en: >-
    One row per reporting line of a unit, by the newest report of the year at or before the end of the period. The plan at
    the report is the unit's milestone, else the yearly plan spread over the days. A combined line is never split. A
    project of the plan that nobody reported keeps its row.
columns:
  - {name: line_id, title: {vi: Mã dòng, en: Line}, kind: text}
  - {name: project_ids, title: {vi: Mã dự án, en: Project ids}, kind: text}
  - {name: line_name, title: {vi: Dự án, en: Project}, kind: words}
  - {name: project_names, title: {vi: Nội dung, en: Content}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: fund_sources, title: {vi: Nguồn kinh phí, en: Sources of money}, kind: words}
  - {name: report_frequency, title: {vi: Kỳ báo cáo, en: Frequency}, kind: code, codes: report_frequency}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: is_stale, title: {vi: Báo cáo cũ, en: Stale}, kind: flag, derived: true}
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
  - {name: available_vnd, title: {vi: Tổng vốn, en: Available}, kind: money, derived: true}
  - {name: disbursed_vnd, title: {vi: Giải ngân, en: Disbursed}, kind: money}
  - {name: remaining_vnd, title: {vi: Còn lại, en: Remaining}, kind: money, derived: true}
  - {name: money_share, title: {vi: Tỷ lệ giải ngân, en: Disbursed over available}, kind: share, derived: true}
  - {name: is_overspent, title: {vi: Vượt vốn, en: Overspent}, kind: flag, derived: true}
  - {name: obstacle, title: {vi: "Khó khăn, vướng mắc", en: Obstacle}, kind: free_text}
sources: [project_progress]
rows: {project_sources: {}}
access: public
--- */
-- One row per period, reporting line and unit, as its newest report says.
WITH line AS (
    SELECT shown_period, line_id, unit_id, line_name, project_ids, fund_sources, fund_sources_en, oldest_date AS report_date,
           scope, output_unit, output_planned, output_milestone, output_done, assigned_vnd, carried_over_vnd, disbursed_vnd
    FROM project_sums
    WHERE is_last
    UNION ALL
    SELECT shown_period, project_id, unit_id, code_shown, project_id,
           NULL, NULL, NULL, 'in_scope', NULL, NULL, NULL, NULL, NULL, NULL, NULL
    FROM project_silent
),
noted AS (
    SELECT figure.shown_period, figure.line_id, figure.unit_id,
           string_agg(DISTINCT note.obstacle, '; ' ORDER BY note.obstacle) AS obstacle
    FROM project_figures AS figure
    JOIN restricted.project_note AS note
        ON note.line_id = figure.line_id AND note.unit_id = figure.unit_id
        AND note.fund_source_id = figure.fund_source_id AND note.report_date = figure.report_date
    WHERE figure.is_last
    GROUP BY figure.shown_period, figure.line_id, figure.unit_id
)
SELECT line.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       line.line_id, line.project_ids, {'vi': line.line_name, 'en': named.codes_en} AS line_name,
       {'vi': named.project_names, 'en': named.project_names_en} AS project_names,
       line.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       {'vi': line.fund_sources, 'en': line.fund_sources_en} AS fund_sources,
       coalesce(substr(named.frequency, 3), 'month') AS report_frequency,
       line.report_date, line.scope, line.output_unit, line.output_planned, line.output_milestone, line.output_done,
       line.assigned_vnd, line.carried_over_vnd, line.disbursed_vnd, noted.obstacle
FROM line
LEFT JOIN noted ON noted.shown_period = line.shown_period AND noted.line_id = line.line_id AND noted.unit_id = line.unit_id
LEFT JOIN project_titles AS named ON named.project_ids = line.project_ids
LEFT JOIN core.unit AS unit ON unit.unit_id = line.unit_id
CROSS JOIN core.ward AS ward
