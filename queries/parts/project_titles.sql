-- One row per set of projects that one line reports, and per project of the plan: their names in the order of the plan.
SELECT line.project_ids, min(project.sort_key) AS sort_key,
       string_agg(project.name, '; ' ORDER BY project.sort_key) AS project_names,
       string_agg(project.name_en, '; ' ORDER BY project.sort_key) AS project_names_en,
       string_agg(coalesce(project.code_en, project.code_shown), ' + ' ORDER BY project.sort_key) AS codes_en,
       min(CASE project.report_frequency WHEN 'month' THEN '1 month' WHEN 'quarter' THEN '2 quarter'
                WHEN 'half_year' THEN '3 half_year' ELSE '4 year' END) AS frequency
FROM (SELECT project_ids FROM core.project_progress UNION SELECT project_id FROM core.project) AS line
JOIN core.project AS project ON ',' || line.project_ids || ',' LIKE '%,' || project.project_id || ',%'
GROUP BY line.project_ids
