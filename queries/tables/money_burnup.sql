/* ---
title:      {vi: "Giải ngân qua các lần báo cáo", en: "Disbursement through the reports"}
definition:
  vi: >-
    Mỗi dòng một ngày báo cáo trong năm tính đến hết kỳ và một nguồn kinh phí, hoặc mọi nguồn (mã «all»): số lũy kế
    theo báo cáo mới nhất của từng dòng đến ngày ấy. Dòng chưa báo cáo giải ngân được đếm, không cộng; dòng chưa có
    báo cáo nào đến ngày ấy chưa có ở đây.
  en: >-
    One row per date of report of the year up to the end of the period and source of money, or all sources (id
    «all»): cumulative figures by the newest report of each line at that date. A line that did not report its
    spending is counted, not added; one without any report yet is not here.
columns:
  - {name: report_date, title: {vi: Ngày báo cáo, en: Report}, kind: date}
  - {name: fund_source_id, title: {vi: Mã nguồn, en: Source id}, kind: text}
  - {name: fund_source, title: {vi: Nguồn kinh phí, en: Source of money}, kind: words}
  - {name: lines, title: {vi: Số dòng, en: Lines}, kind: count, sum: true}
  - {name: reporting_lines, title: {vi: Dòng báo cáo ngày này, en: Lines reporting on this day}, kind: count, sum: true}
  - {name: available_vnd, title: {vi: Tổng vốn, en: Available}, kind: money, sum: true}
  - {name: disbursed_vnd, title: {vi: Giải ngân lũy kế, en: Disbursed to date}, kind: money, sum: true}
  - {name: money_share, title: {vi: Tỷ lệ giải ngân, en: Disbursed over available}, kind: share, derived: true}
  - {name: silent_lines, title: {vi: Dòng chưa báo cáo, en: Lines not reported}, kind: count, sum: true}
  - {name: silent_vnd, title: {vi: Vốn chưa báo cáo, en: Money not reported}, kind: money, sum: true}
sources: [project_progress]
slices: [unit_id]
rows: {project_report_list: {}}
access: public
--- */
-- One row per period, date of report, source of money (and once more under «all»), reporting line and unit.
WITH day AS (SELECT DISTINCT shown_period, shown_date FROM project_figures),
told AS (
    SELECT day.shown_period, day.shown_date, figure.line_id, figure.unit_id, figure.fund_source_id, figure.report_date,
           figure.available_vnd, figure.disbursed_vnd, figure.is_silent,
           dense_rank() OVER (PARTITION BY day.shown_period, day.shown_date, figure.line_id, figure.unit_id
                              ORDER BY figure.shown_date DESC) AS place
    FROM day
    JOIN project_figures AS figure
        ON figure.shown_period = day.shown_period AND figure.shown_date <= day.shown_date
),
spread AS (
    SELECT *, fund_source_id AS shown_source FROM told WHERE place = 1
    UNION ALL
    SELECT *, 'all' FROM told WHERE place = 1
)
SELECT spread.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       CASE WHEN spread.shown_source = 'all' THEN 0 ELSE fund.sort_key END AS sort_key,
       spread.shown_date AS report_date, spread.unit_id, spread.shown_source AS fund_source_id,
       CASE WHEN spread.shown_source = 'all' THEN {'vi': 'Mọi nguồn', 'en': 'All sources'}
            ELSE {'vi': fund.short_name, 'en': fund.name_en}
       END AS fund_source,
       1 AS lines, CASE WHEN spread.report_date = spread.shown_date THEN 1 ELSE 0 END AS reporting_lines,
       spread.available_vnd, spread.disbursed_vnd, spread.is_silent AS silent_lines,
       CASE WHEN spread.disbursed_vnd IS NULL THEN spread.available_vnd ELSE 0 END AS silent_vnd
FROM spread
LEFT JOIN fund_names AS fund ON fund.fund_source_id = spread.shown_source
CROSS JOIN core.ward AS ward
