/* ---
title:      {vi: "Tệp đã nạp", en: "Loaded files"}
definition:
  vi: "Mỗi dòng một trang của một tệp đã đọc: số dòng đọc được, nhận, để riêng, gộp, bỏ qua; tệp bị từ chối kèm lý do."
  en: "One row per sheet that was read: rows read, accepted, quarantined, merged and skipped; a refused file with its reason."
columns:
  - {name: file, title: {vi: Tệp, en: File}, kind: free_text}
  - {name: sheet, title: {vi: Trang, en: Sheet}, kind: free_text}
  - {name: form, title: {vi: Biểu, en: Form}, kind: code, codes: form}
  - {name: reported_period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: loaded_date, title: {vi: Ngày nạp, en: Loaded}, kind: date}
  - {name: loaded_by, title: {vi: Người nạp, en: Loaded by}, kind: free_text}
  - {name: rows_read, title: {vi: Dòng đọc, en: Rows read}, kind: count}
  - {name: rows_accepted, title: {vi: Nhận, en: Accepted}, kind: count}
  - {name: rows_quarantined, title: {vi: Để riêng, en: Quarantined}, kind: count}
  - {name: rows_merged, title: {vi: Gộp, en: Merged}, kind: count}
  - {name: rows_skipped_total, title: {vi: Bỏ qua, en: Skipped}, kind: count}
  - {name: refused_message, title: {vi: Lý do từ chối, en: Reason of refusal}, kind: free_text}
  - {name: sha256, title: {vi: Dấu vân tay tệp, en: SHA-256}, kind: text}
sources: []
access: public
--- */
-- One row per file and sheet; a refused file has one row without a sheet. Who loaded it, where the warehouse keeps that.
WITH file AS (
    SELECT * FROM meta.source_file
    UNION ALL BY NAME
    SELECT CAST(NULL AS VARCHAR) AS loaded_by WHERE FALSE
)
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id, file.file AS sort_key,
       file.file, sheet.sheet, coalesce(sheet.form, file.form) AS form, sheet.period AS reported_period, file.loaded_date, file.loaded_by,
       sheet.rows_read, sheet.rows_accepted, sheet.rows_quarantined, sheet.rows_merged, sheet.rows_skipped_total,
       file.refused_message, file.sha256
FROM file
LEFT JOIN meta.source_sheet AS sheet ON sheet.file = file.file
CROSS JOIN core.ward AS ward
