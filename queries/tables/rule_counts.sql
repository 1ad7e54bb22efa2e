/* ---
title:      {vi: "Số phát hiện theo quy tắc", en: "Findings by rule"}
definition:
  vi: "Mỗi dòng một quy tắc và một mức: có bao nhiêu phát hiện, ở bao nhiêu tệp, của mọi tệp đã đọc. Lý do từ chối cả tệp cũng tính."
  en: "One row per rule and severity: findings and files, of every file that was read. Reasons of refusal count too."
columns:
  - {name: rule, title: {vi: Quy tắc, en: Rule}, kind: text}
  - {name: severity, title: {vi: Mức, en: Severity}, kind: code, codes: severity}
  - {name: findings, title: {vi: Số phát hiện, en: Findings}, kind: count}
  - {name: files, title: {vi: Số tệp, en: Files}, kind: count}
sources: []
rows: {load_issues: {}}
access: public
--- */
-- One row per rule and severity, the gravest first. A copy of a loaded file is no error: nothing of it is missing.
WITH found AS (
    SELECT rule, severity, file FROM meta.issue
    UNION ALL
    SELECT refused_rule, CASE refused_rule WHEN 'duplicate_file' THEN 'info' ELSE 'error' END, file
    FROM meta.source_file AS refused
    WHERE refused_rule IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM meta.issue AS told WHERE told.file = refused.file AND told.rule = refused.refused_rule)
)
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       CASE found.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'repair' THEN 3 ELSE 4 END AS sort_key,
       found.rule, found.severity, count(*) AS findings, count(DISTINCT found.file) AS files
FROM found
CROSS JOIN core.ward AS ward
GROUP BY ward.area_id, found.rule, found.severity
