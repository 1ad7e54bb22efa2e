/* ---
title:      {vi: "Giải ngân dự án", en: "Project disbursement"}
definition:
  vi: >-
    Số tiền đã giải ngân trên vốn giao cộng vốn chuyển nguồn, theo báo cáo mới nhất trong năm tính đến hết kỳ.
    Dòng chưa báo cáo vẫn ở mẫu số và được đếm là chưa rõ.
  en: >-
    Money disbursed over money assigned and carried over, by the newest report of the year at or before the end
    of the period. A line that reported nothing stays in the denominator and is counted as unknown.
kind: ratio
unit: percent_of_vnd
direction: up
frequency: report
slices: [line_id, unit_id, fund_source_id]
sources: [project_progress]
rows: {project_sources: {}}
basis: {vi: "Kế hoạch năm 2026, mục IV", en: "2026 plan, section IV"}
access: public
--- */
-- One row per period, reporting line, unit and fund source: its newest report, in whole đồng.
SELECT money.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       money.line_id, money.unit_id, money.fund_source_id,
       money.disbursed_vnd AS numerator,
       money.available_vnd AS denominator,
       money.silent_lines AS unknown
FROM project_money AS money
CROSS JOIN core.ward AS ward
