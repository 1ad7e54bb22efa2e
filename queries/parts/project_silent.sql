-- One row per period in whose year anybody reported, and project of the plan that no line reports: it stays in the plan.
SELECT reported.shown_period, project.project_id, project.lead_unit_id AS unit_id, project.code_shown
FROM core.project AS project
CROSS JOIN (SELECT DISTINCT shown_period FROM project_figures) AS reported
WHERE NOT EXISTS (
    SELECT 1 FROM project_figures AS figure
    WHERE figure.shown_period = reported.shown_period
      AND ',' || figure.project_ids || ',' LIKE '%,' || project.project_id || ',%'
)
