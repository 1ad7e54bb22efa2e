/* ---
title:      {vi: "Số báo cáo dự án và chỗ ghi trong tệp", en: "Project figures and where they stand in the files"}
definition:
  vi: >-
    Mỗi dòng là một dòng dự án của một đơn vị và một nguồn kinh phí, theo báo cáo mới nhất trong năm tính đến hết kỳ, đúng như
    đã ghi trong tệp. Cộng các nguồn của một dự án thì được dòng của bảng dự án theo đơn vị.
  en: >-
    One row per reporting line, unit and source of money, by the newest report of the year at or before the end of the
    period, as written in the file. The sources of a line add up to its row among the projects by unit.
columns:
  - {name: line_id, title: {vi: Mã dòng, en: Line}, kind: text}
  - {name: line_name, title: {vi: Dự án, en: Project}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: fund_source, title: {vi: Nguồn kinh phí, en: Source of money}, kind: words}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: scope, title: {vi: Phạm vi, en: Scope}, kind: code, codes: scope}
  - {name: output_unit, title: {vi: Đơn vị tính, en: Output unit}, kind: text}
  - {name: output_planned, title: {vi: Kế hoạch năm, en: Yearly plan}, kind: decimal}
  - {name: output_milestone, title: {vi: Mốc của đơn vị, en: Milestone}, kind: decimal}
  - {name: output_done, title: {vi: Thực hiện, en: Done}, kind: decimal}
  - {name: assigned_vnd, title: {vi: Vốn giao, en: Assigned}, kind: money}
  - {name: carried_over_vnd, title: {vi: Chuyển nguồn, en: Carried over}, kind: money}
  - {name: disbursed_vnd, title: {vi: Giải ngân, en: Disbursed}, kind: money}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [project_progress]
access: public
--- */
-- One row per period, reporting line, unit and source of money.
SELECT figure.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       figure.line_id, {'vi': figure.line_name, 'en': named.codes_en} AS line_name,
       figure.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       {'vi': fund.short_name, 'en': fund.name_en} AS fund_source,
       figure.report_date, figure.scope, figure.output_unit, figure.output_planned, figure.output_milestone, figure.output_done,
       figure.assigned_vnd, figure.carried_over_vnd, figure.disbursed_vnd,
       figure.source_file, figure.source_sheet, figure.source_row
FROM project_figures AS figure
LEFT JOIN project_titles AS named ON named.project_ids = figure.project_ids
LEFT JOIN core.unit AS unit ON unit.unit_id = figure.unit_id
LEFT JOIN fund_names AS fund ON fund.fund_source_id = figure.fund_source_id
CROSS JOIN core.ward AS ward
WHERE figure.is_last
