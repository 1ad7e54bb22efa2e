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
WITH dated AS (
    SELECT shown.period, progress.line_id, progress.project_ids, progress.unit_id, progress.fund_source_id, progress.scope,
           progress.disbursed_vnd,
           coalesce(progress.assigned_vnd + progress.carried_over_vnd, progress.assigned_vnd, progress.carried_over_vnd)
               AS available_vnd,
           row_number() OVER (PARTITION BY shown.period, progress.line_id, progress.unit_id, progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place
    FROM core.period AS shown
    JOIN core.project_progress AS progress
        ON progress.report_date <= shown.last_day
        AND extract(year FROM progress.report_date) = extract(year FROM shown.last_day)
),
line AS (
    SELECT period, line_id, unit_id, fund_source_id, scope, disbursed_vnd, available_vnd
    FROM dated
    WHERE place = 1
    UNION ALL
    -- A project of the plan that no line reports stays in the plan.
    SELECT reported.period, project.project_id, project.lead_unit_id, NULL, 'in_scope', NULL, NULL
    FROM core.project AS project
    CROSS JOIN (SELECT DISTINCT period FROM dated) AS reported
    WHERE NOT EXISTS (
        SELECT 1 FROM dated
        WHERE dated.period = reported.period AND ',' || dated.project_ids || ',' LIKE '%,' || project.project_id || ',%'
    )
)
SELECT line.period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       line.line_id, line.unit_id, line.fund_source_id,
       line.disbursed_vnd AS numerator,
       line.available_vnd AS denominator,
       CASE WHEN line.scope IN ('in_scope', 'not_started') AND line.disbursed_vnd IS NULL THEN 1 ELSE 0 END AS unknown
FROM line
CROSS JOIN core.ward AS ward
