/* ---
title:      {vi: "Biểu đã đọc", en: "Forms that were read"}
definition:
  vi: "Mỗi dòng một biểu: bao nhiêu tệp, trang, dòng đã đọc và dòng ấy đi đâu. Đọc = nhận + gộp + để riêng + bỏ qua."
  en: "One row per form: files, sheets and rows read, and where the rows went. Read = accepted + merged + quarantined + skipped."
columns:
  - {name: form, title: {vi: Biểu, en: Form}, kind: code, codes: form}
  - {name: files, title: {vi: Tệp, en: Files}, kind: count}
  - {name: sheets, title: {vi: Trang, en: Sheets}, kind: count}
  - {name: rows_read, title: {vi: Dòng đọc, en: Rows read}, kind: count}
  - {name: rows_accepted, title: {vi: Nhận, en: Accepted}, kind: count}
  - {name: rows_merged, title: {vi: Gộp, en: Merged}, kind: count}
  - {name: rows_quarantined, title: {vi: Để riêng, en: Quarantined}, kind: count}
  - {name: rows_skipped, title: {vi: Bỏ qua, en: Skipped}, kind: count}
sources: []
rows: {source_files: {}}
access: public
--- */
-- One row per form of any sheet that was read.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, 1 AS sort_key,
       sheet.form, count(DISTINCT sheet.file) AS files, count(*) AS sheets,
       CAST(sum(sheet.rows_read) AS BIGINT) AS rows_read, CAST(sum(sheet.rows_accepted) AS BIGINT) AS rows_accepted,
       CAST(sum(sheet.rows_merged) AS BIGINT) AS rows_merged, CAST(sum(sheet.rows_quarantined) AS BIGINT) AS rows_quarantined,
       CAST(sum(sheet.rows_skipped_total) AS BIGINT) AS rows_skipped
FROM meta.source_sheet AS sheet
CROSS JOIN core.ward AS ward
GROUP BY ward.area_id, sheet.form
