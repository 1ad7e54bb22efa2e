/* ---
title:      {vi: "Vấn đề khi nạp số liệu", en: "Findings of the last load"}
definition:
  vi: "Mọi điều máy thấy khi đọc các tệp: lỗi, cảnh báo, chỗ đã sửa; kèm tệp, trang, ô."
  en: "Everything found while reading the files: errors, warnings and repairs, with file, sheet and cell."
columns:
  - {name: severity, title: {vi: Mức, en: Severity}, kind: code, codes: severity}
  - {name: file, title: {vi: Tệp, en: File}, kind: text}
  - {name: sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: cell, title: {vi: Ô, en: Cell}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
  - {name: message, title: {vi: Nội dung, en: Message}, kind: text}
  - {name: found, title: {vi: Thấy, en: Found}, kind: text}
  - {name: used, title: {vi: Dùng, en: Used}, kind: text}
  - {name: rule, title: {vi: Quy tắc, en: Rule}, kind: text}
sources: []
access: restricted
--- */
-- One row per finding, errors first, and per refused file whose reason is no finding of a sheet. Findings are of the whole
-- load, whatever period is chosen. A copy of a loaded file is no error: nothing of it is missing.
WITH found AS (
    SELECT issue_id, file, sheet, cell, source_row, severity, rule, found, used, message FROM meta.issue
    UNION ALL
    SELECT 0, file, NULL, NULL, NULL, CASE refused_rule WHEN 'duplicate_file' THEN 'info' ELSE 'error' END, refused_rule, NULL, NULL,
           refused_message
    FROM meta.source_file AS refused
    WHERE refused_rule IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM meta.issue AS told WHERE told.file = refused.file AND told.rule = refused.refused_rule)
)
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000000 * CASE found.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'repair' THEN 3 ELSE 4 END
           + found.issue_id AS sort_key,
       found.severity, found.file, found.sheet, found.cell, found.source_row, found.message, found.found, found.used, found.rule
FROM found
CROSS JOIN core.ward AS ward
