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
WITH line AS (
    SELECT shown_period, line_id, unit_id, fund_source_id, scope, output_unit, output_done, output_planned
    FROM project_figures
    WHERE is_last
    UNION ALL
    SELECT shown_period, project_id, unit_id, 'unknown', 'in_scope', NULL, NULL, NULL
    FROM project_silent
)
SELECT line.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       line.line_id, line.unit_id, line.fund_source_id, line.output_unit,
       -- «Chưa triển khai» is a report: nothing is done yet.
       CASE WHEN line.scope = 'in_scope' THEN line.output_done
            WHEN line.scope = 'not_started' THEN coalesce(line.output_done, 0) END AS numerator,
       CASE WHEN line.scope IN ('in_scope', 'not_started') THEN line.output_planned END AS denominator,
       CASE WHEN line.scope = 'in_scope' AND line.output_done IS NULL THEN 1 ELSE 0 END AS unknown
FROM line
CROSS JOIN core.ward AS ward
