/* ---
title:      {vi: "Kinh phí có thể còn lại cuối năm", en: "Money that may be left at the end of the year"}
definition:
  vi: >-
    Mỗi dòng một dòng dự án có vốn của một đơn vị và một nguồn. Nhịp chậm nhất, nhanh nhất (đồng mỗi ngày) là giữa
    hai lần báo cáo liền nhau trong năm của chính dòng ấy; số có thể còn lại nếu từ báo cáo mới nhất dòng giữ nhịp
    nhanh nhất (ít nhất) hoặc chậm nhất (nhiều nhất). Tiền của dòng này không chuyển cho dòng khác. Dòng chưa đủ lần
    báo cáo, chưa báo cáo hoặc báo cáo cũ thì không ước tính.
  en: >-
    One row per project line with money, unit and source. The slowest and the fastest pace (dong a day) lie between
    two reports of the line itself in the year; what may be left if it keeps the fastest (least) or the slowest
    (most) from its newest report on. Money of one line is never spent by another. A line with too few reports,
    none, or an old one is not estimated.
columns:
  - {name: line_id, title: {vi: Mã dòng, en: Line}, kind: text}
  - {name: line_name, title: {vi: Dự án, en: Project}, kind: words}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
  - {name: fund_source_id, title: {vi: Mã nguồn, en: Source id}, kind: text}
  - {name: fund_source, title: {vi: Nguồn kinh phí, en: Source of money}, kind: words}
  - {name: report_frequency, title: {vi: Kỳ báo cáo, en: Frequency}, kind: code, codes: report_frequency}
  - {name: report_date, title: {vi: Báo cáo ngày, en: Report}, kind: date}
  - {name: reports, title: {vi: Số lần báo cáo, en: Reports}, kind: count}
  - {name: stretches, title: {vi: Số khoảng giữa hai báo cáo, en: Stretches between reports}, kind: count}
  - {name: least_vnd, title: {vi: Tăng ít nhất giữa hai báo cáo, en: Smallest growth between reports}, kind: money}
  - {name: slow_vnd, title: {vi: Nhịp chậm nhất mỗi ngày, en: Slowest a day}, kind: money}
  - {name: fast_vnd, title: {vi: Nhịp nhanh nhất mỗi ngày, en: Fastest a day}, kind: money}
  - {name: available_vnd, title: {vi: Tổng vốn, en: Available}, kind: money}
  - {name: remaining_vnd, title: {vi: Còn lại, en: Remaining}, kind: money, sum: true}
  - {name: unspent_least_vnd, title: {vi: Còn lại 31/12 ít nhất, en: Left on 31/12 at least}, kind: money, sum: true, derived: true}
  - {name: unspent_most_vnd, title: {vi: Còn lại 31/12 nhiều nhất, en: Left on 31/12 at most}, kind: money, sum: true, derived: true}
  - {name: settled_least_vnd, title: {vi: Còn lại khi hết chỉnh lý ít nhất, en: Left at settlement at least}, kind: money, sum: true, derived: true}
  - {name: settled_most_vnd, title: {vi: Còn lại khi hết chỉnh lý nhiều nhất, en: Left at settlement at most}, kind: money, sum: true, derived: true}
  - {name: pace_state, title: {vi: Ước tính, en: Estimate}, kind: code, codes: pace_state, derived: true}
sources: [project_progress]
rows: {project_report_list: {}}
access: public
--- */
-- One row per period, reporting line, unit and source of money that has money, or that nobody reported.
WITH told AS (
    SELECT figure.shown_period, figure.line_id, figure.unit_id, figure.fund_source_id, figure.report_date, figure.disbursed_vnd,
           lag(figure.report_date) OVER one AS earlier_date, lag(figure.disbursed_vnd) OVER one AS earlier_vnd
    FROM project_figures AS figure
    WHERE figure.report_date = figure.shown_date AND figure.disbursed_vnd IS NOT NULL
    WINDOW one AS (PARTITION BY figure.shown_period, figure.line_id, figure.unit_id, figure.fund_source_id ORDER BY figure.report_date)
),
stretch AS (
    SELECT told.*, told.disbursed_vnd - told.earlier_vnd AS spent_vnd, told.report_date - told.earlier_date AS days,
           -- What is told twice within a few days is a correction, not a pace.
           told.report_date - told.earlier_date >= CAST(shortest.value AS INTEGER) AS is_counted
    FROM told
    CROSS JOIN core.setting AS shortest
    WHERE shortest.key = 'pace_min_days'
),
pace AS (
    SELECT shown_period, line_id, unit_id, fund_source_id, count(*) AS reports,
           sum(CASE WHEN is_counted THEN 1 ELSE 0 END) AS stretches, min(spent_vnd) AS least_vnd,
           min(CASE WHEN is_counted THEN spent_vnd / days END) AS slow_vnd,
           max(CASE WHEN is_counted THEN spent_vnd / days END) AS fast_vnd
    FROM stretch
    GROUP BY shown_period, line_id, unit_id, fund_source_id
)
SELECT money.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000 * unit.sort_key + coalesce(named.sort_key, 999) AS sort_key,
       money.line_id, {'vi': money.line_name, 'en': named.codes_en} AS line_name,
       money.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name,
       money.fund_source_id, {'vi': fund.short_name, 'en': fund.name_en} AS fund_source,
       coalesce(substr(named.frequency, 3), 'month') AS report_frequency, money.report_date,
       coalesce(pace.reports, 0) AS reports, coalesce(pace.stretches, 0) AS stretches, pace.least_vnd, pace.slow_vnd, pace.fast_vnd,
       money.available_vnd, money.remaining_vnd
FROM project_money AS money
LEFT JOIN pace
    ON pace.shown_period = money.shown_period AND pace.line_id = money.line_id AND pace.unit_id = money.unit_id
    AND pace.fund_source_id = money.fund_source_id
LEFT JOIN project_titles AS named ON named.project_ids = money.project_ids
LEFT JOIN core.unit AS unit ON unit.unit_id = money.unit_id
LEFT JOIN fund_names AS fund ON fund.fund_source_id = money.fund_source_id
CROSS JOIN core.ward AS ward
WHERE money.available_vnd > 0 OR money.silent_lines > 0
