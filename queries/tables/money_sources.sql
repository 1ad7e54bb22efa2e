/* ---
title:      {vi: "Kinh phí theo nguồn", en: "Money by source"}
definition:
  vi: >-
    Mỗi dòng một nguồn kinh phí của kế hoạch, mục IV, theo báo cáo mới nhất trong năm tính đến hết kỳ; nguồn chưa ai
    báo cáo vẫn có dòng. Dòng không ghi nguồn, ghi nguồn lạ, hay dự án chưa ai báo cáo là «chưa rõ nguồn»; báo cáo không
    ghi nguồn thay cho các số theo nguồn trước đó của dòng ấy, và ngược lại. Vốn chuyển nguồn ghi ở cột riêng thuộc nguồn
    mà dòng báo cáo ghi. Tỷ lệ = giải ngân / (vốn giao + chuyển nguồn). Dòng chưa báo cáo vẫn ở mẫu số; còn lại của nó
    chưa rõ. Tổng vốn = giải ngân + còn lại − chi vượt + vốn chưa báo cáo.
  en: >-
    One row per source of money of the plan, section IV, by the newest report of the year at or before the end of
    the period; a source that nobody reported keeps its row. A row that names no source, or an unknown one,
    and a project that nobody reports are «source not known»; a report without sources takes the place of what the
    line said by source before, and the other way round. Money carried over stays with the source that its row names. Rate = disbursed / (assigned + carried
    over). A line that did not report stays in the denominator; what is left of it is not known. Available =
    disbursed + remaining − overspent + money not reported.
columns:
  - {name: fund_source_id, title: {vi: Mã nguồn, en: Source id}, kind: text}
  - {name: fund_source, title: {vi: Nguồn kinh phí, en: Source of money}, kind: words}
  - {name: lines, title: {vi: Số dòng, en: Lines}, kind: count, sum: true}
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
sources: [project_progress]
slices: [unit_id]
rows: {project_sources: {}}
access: public
--- */
-- One row per period, source of money, reporting line and unit, and one without figures for every source of the plan and unit.
WITH money AS (
    SELECT shown_period, fund_source_id, unit_id, 1 AS lines, assigned_vnd, carried_over_vnd, available_vnd, disbursed_vnd,
           remaining_vnd, overspent_vnd, silent_lines, silent_vnd
    FROM project_money
    UNION ALL
    SELECT shown.period, fund.fund_source_id, unit.unit_id, 0, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL
    FROM core.period AS shown
    CROSS JOIN core.fund_source AS fund
    CROSS JOIN core.unit AS unit
)
SELECT money.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, fund.sort_key,
       money.unit_id, money.fund_source_id,
       {'vi': fund.short_name, 'en': fund.name_en} AS fund_source,
       money.lines,
       money.assigned_vnd, money.carried_over_vnd, money.available_vnd, money.disbursed_vnd,
       money.remaining_vnd, money.overspent_vnd, money.silent_lines, money.silent_vnd
FROM money
LEFT JOIN fund_names AS fund ON fund.fund_source_id = money.fund_source_id
CROSS JOIN core.ward AS ward
