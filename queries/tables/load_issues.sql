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
  - {name: message, title: {vi: Nội dung, en: Message}, kind: text}
  - {name: found, title: {vi: Thấy, en: Found}, kind: text}
  - {name: used, title: {vi: Dùng, en: Used}, kind: text}
  - {name: rule, title: {vi: Quy tắc, en: Rule}, kind: text}
sources: []
access: restricted
--- */
-- One row per finding, errors first. Findings are of the whole load, whatever period is chosen.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       1000000 * CASE issue.severity WHEN 'error' THEN 1 WHEN 'warning' THEN 2 WHEN 'repair' THEN 3 ELSE 4 END
           + issue.issue_id AS sort_key,
       issue.severity, issue.file, issue.sheet, issue.cell, issue.message, issue.found, issue.used, issue.rule
FROM meta.issue AS issue
CROSS JOIN core.ward AS ward
