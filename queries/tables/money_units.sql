/* ---
title:      {vi: "Kinh phí theo đầu mối", en: "Money by unit"}
definition:
  vi: >-
    Mỗi dòng một đơn vị có dòng dự án, theo báo cáo mới nhất trong năm tính đến hết kỳ. Tỷ lệ = giải ngân / (vốn
    giao + chuyển nguồn). Dòng chưa báo cáo vẫn ở mẫu số; còn lại của nó chưa rõ. Tổng vốn = giải ngân + còn lại −
    chi vượt + vốn chưa báo cáo.
  en: >-
    One row per unit with reporting lines, by the newest report of the year at or before the end of the period. Rate
    = disbursed / (assigned + carried over). A line that did not report stays in the denominator; what is left of it
    is not known. Available = disbursed + remaining − overspent + money not reported.
columns:
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đơn vị, en: Unit}, kind: words}
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
rows: {project_sources: {}}
access: public
--- */
-- One row per period, unit, reporting line and source of money.
SELECT money.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, coalesce(unit.sort_key, 999) AS sort_key,
       money.unit_id, {'vi': unit.name, 'en': unit.name_en} AS unit_name, 1 AS lines,
       money.assigned_vnd, money.carried_over_vnd, money.available_vnd, money.disbursed_vnd,
       money.remaining_vnd, money.overspent_vnd, money.silent_lines, money.silent_vnd
FROM project_money AS money
LEFT JOIN core.unit AS unit ON unit.unit_id = money.unit_id
CROSS JOIN core.ward AS ward
