-- One row per slice value that the warehouse names; values of closed lists have their words in codes.yml.
-- Proper names are the same in both languages.
SELECT 'area_id' AS slice, CAST(NULL AS VARCHAR) AS standard_id, area_id AS key, name AS text, name AS text_en, sort_key
FROM (SELECT *, row_number() OVER (PARTITION BY area_id ORDER BY valid_from DESC) AS newest FROM core.area)
WHERE newest = 1
UNION ALL
SELECT 'unit_id', NULL, unit_id, name, name_en, sort_key FROM core.unit
UNION ALL
SELECT 'fund_source_id', NULL, fund_source_id, short_name, name_en, sort_key FROM fund_names
UNION ALL
SELECT 'policy_id', NULL, policy_id, name, name_en, sort_key FROM core.policy
UNION ALL
SELECT 'indicator', standard_id, indicator_code, name, name_en, sort_key FROM core.standard_indicator
UNION ALL
-- A project that no line reports stands for itself.
SELECT 'line_id', NULL, project_id, code_shown || '. ' || name, coalesce(code_en, code_shown) || '. ' || name_en, sort_key
FROM core.project
WHERE project_id NOT IN (SELECT line_id FROM core.project_progress)
UNION ALL
SELECT 'line_id', NULL, progress.line_id, progress.line_name,
       coalesce(string_agg(coalesce(project.code_en, project.code_shown), ' + ' ORDER BY project.sort_key), progress.line_name),
       coalesce(min(project.sort_key), 1000)
FROM (SELECT *, row_number() OVER (PARTITION BY line_id ORDER BY report_date DESC) AS newest FROM core.project_progress) AS progress
LEFT JOIN core.project AS project ON ',' || progress.project_ids || ',' LIKE '%,' || project.project_id || ',%'
WHERE progress.newest = 1
GROUP BY progress.line_id, progress.line_name
