/* ---
title:      {vi: "Khối lượng dự án đã thực hiện", en: "Project output delivered"}
definition:
  vi: >-
    Khối lượng lũy kế thực hiện trên kế hoạch năm, theo báo cáo mới nhất trong năm tính đến hết kỳ. Dòng không
    thuộc phạm vi, không phát sinh, chưa giao vốn không tính; khối lượng khác đơn vị tính không cộng với nhau.
  en: >-
    Output delivered to date over the yearly plan, by the newest report of the year at or before the end of the
    period. Outputs in different units are never added up.
kind: ratio
unit: percent_of_output
direction: up
frequency: report
slices: [line_id, unit_id, fund_source_id, output_unit]
sources: [project_progress]
rows: {project_sources: {}}
basis: {vi: "Kế hoạch năm 2026, mục II.1 và V", en: "2026 plan, sections II.1 and V"}
access: public
--- */
-- One row per period, reporting line, unit and fund source: its newest report.
WITH dated AS (
    SELECT shown.period, progress.line_id, progress.project_ids, progress.unit_id, progress.fund_source_id, progress.scope,
           progress.output_unit, progress.output_done, progress.output_planned,
           row_number() OVER (PARTITION BY shown.period, progress.line_id, progress.unit_id, progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place
    FROM core.period AS shown
    JOIN core.project_progress AS progress
        ON progress.report_date <= shown.last_day
        AND extract(year FROM progress.report_date) = extract(year FROM shown.last_day)
),
line AS (
    SELECT period, line_id, unit_id, fund_source_id, scope, output_unit, output_done, output_planned
    FROM dated
    WHERE place = 1
    UNION ALL
    -- A project of the plan that no line reports stays in the plan.
    SELECT reported.period, project.project_id, project.lead_unit_id, NULL, 'in_scope', NULL, NULL, NULL
    FROM core.project AS project
    CROSS JOIN (SELECT DISTINCT period FROM dated) AS reported
    WHERE NOT EXISTS (
        SELECT 1 FROM dated
        WHERE dated.period = reported.period AND ',' || dated.project_ids || ',' LIKE '%,' || project.project_id || ',%'
    )
)
SELECT line.period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       line.line_id, line.unit_id, line.fund_source_id, line.output_unit,
       -- «Chưa triển khai» is a report: nothing is done yet.
       CASE WHEN line.scope = 'in_scope' THEN line.output_done
            WHEN line.scope = 'not_started' THEN coalesce(line.output_done, 0) END AS numerator,
       CASE WHEN line.scope IN ('in_scope', 'not_started') THEN line.output_planned END AS denominator,
       CASE WHEN line.scope = 'in_scope' AND line.output_done IS NULL THEN 1 ELSE 0 END AS unknown
FROM line
CROSS JOIN core.ward AS ward
