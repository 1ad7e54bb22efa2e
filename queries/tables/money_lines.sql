/* ---
title:      {vi: "Kinh phí theo dòng dự án", en: "Money by project line"}
definition:
  vi: >-
    Mỗi dòng một dòng báo cáo của một đơn vị và một nguồn kinh phí, theo báo cáo mới nhất trong năm tính đến hết kỳ,
    và chỗ ghi trong tệp. Dòng chưa báo cáo có số lần trước, nếu có; số ấy không cộng vào giải ngân. Tỷ lệ = giải
    ngân / (vốn giao + chuyển nguồn). Dòng chưa báo cáo vẫn ở mẫu số; còn lại của nó chưa rõ. Tổng vốn = giải ngân +
    còn lại − chi vượt + vốn chưa báo cáo.
  en: >-
    One row per reporting line, unit and source of money, by the newest report of the year at or before the end of
    the period, and where it stands in the file. A line that did not report shows what it said before, which is not
    added up. Rate = disbursed / (assigned + carried over). A line that did not report stays in the denominator;
    what is left of it is not known. Available = disbursed + remaining − overspent + money not reported.
columns:
  - {name: line_id, title: {vi: Mã dòng, en: Line}, kind: text}
  - {name: line_name, title: {vi: Dự án, en: Project}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: fund_source_id, title: {vi: Mã nguồn, en: Source id}, kind: text}
  - {name: fund_source, title: {vi: Nguồn kinh phí, en: Source of money}, kind: words}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: scope, title: {vi: Phạm vi, en: Scope}, kind: code, codes: scope}
  - {name: assigned_vnd, title: {vi: Vốn giao, en: Assigned}, kind: money, sum: true}
  - {name: carried_over_vnd, title: {vi: Chuyển nguồn, en: Carried over}, kind: money, sum: true}
  - {name: available_vnd, title: {vi: Tổng vốn, en: Available}, kind: money, sum: true}
  - {name: disbursed_vnd, title: {vi: Giải ngân, en: Disbursed}, kind: money, sum: true}
  - {name: money_share, title: {vi: Tỷ lệ giải ngân, en: Disbursed over available}, kind: share, derived: true}
  - {name: remaining_vnd, title: {vi: Còn lại, en: Remaining}, kind: money, sum: true}
  - {name: overspent_vnd, title: {vi: Chi vượt, en: Overspent}, kind: money, sum: true}
  - {name: silent_lines, title: {vi: Dòng chưa báo cáo, en: Lines not reported}, kind: count, sum: true}
  - {name: silent_vnd, title: {vi: Vốn chưa báo cáo, en: Money not reported}, kind: money, sum: true}
  - {name: money_state, title: {vi: Tình trạng, en: State}, kind: code, codes: money_state, derived: true}
  - {name: told_date, title: {vi: Lần trước báo cáo, en: Last told on}, kind: date}
  - {name: told_vnd, title: {vi: Giải ngân lần trước, en: Disbursed as last told}, kind: money}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [project_progress]
access: public
--- */
-- One row per period, reporting line, unit and source of money.
WITH told AS (
    SELECT figure.shown_period, figure.line_id, figure.unit_id, figure.fund_source_id, figure.report_date, figure.disbursed_vnd,
           row_number() OVER (PARTITION BY figure.shown_period, figure.line_id, figure.unit_id, figure.fund_source_id
                              ORDER BY figure.report_date DESC) AS place
    FROM project_figures AS figure
    WHERE figure.report_date = figure.shown_date AND figure.disbursed_vnd IS NOT NULL
)
SELECT money.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       money.line_id, {'vi': money.line_name, 'en': named.codes_en} AS line_name,
       money.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       money.fund_source_id, {'vi': fund.short_name, 'en': fund.name_en} AS fund_source,
       money.report_date, money.scope,
       money.assigned_vnd, money.carried_over_vnd, money.available_vnd, money.disbursed_vnd,
       money.remaining_vnd, money.overspent_vnd, money.silent_lines, money.silent_vnd,
       told.report_date AS told_date, told.disbursed_vnd AS told_vnd,
       money.source_file, money.source_sheet, money.source_row
FROM project_money AS money
LEFT JOIN told
    ON told.shown_period = money.shown_period AND told.line_id = money.line_id AND told.unit_id = money.unit_id
    AND told.fund_source_id = money.fund_source_id AND told.place = 1 AND money.silent_lines = 1
LEFT JOIN project_titles AS named ON named.project_ids = money.project_ids
LEFT JOIN core.unit AS unit ON unit.unit_id = money.unit_id
LEFT JOIN fund_names AS fund ON fund.fund_source_id = money.fund_source_id
CROSS JOIN core.ward AS ward
