/* ---
title:      {vi: "Số cộng ghi trong tệp và số đếm từng dòng", en: "Written sums beside counted rows"}
definition:
  vi: >-
    Mỗi dòng một số cộng mà tệp tự ghi (dòng của khối, dòng tổng, trang tổng hợp) và số đếm được từ các dòng; kể cả chỗ khớp.
    Ô trống hoặc không đọc được thì không đối chiếu. Phần mềm luôn dùng số đếm từng dòng.
  en: >-
    One row per sum that a file writes itself (a neighbourhood's row, a total, a summary sheet) and what the rows count,
    those that agree too. An empty cell is held against nothing. The counted rows are always used.
columns:
  - {name: file, title: {vi: Tệp, en: File}, kind: text}
  - {name: sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: cell, title: {vi: Ô, en: Cell}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
  - {name: reported_period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: kind, title: {vi: Loại số cộng, en: Kind of sum}, kind: code, codes: checksum}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: title, title: {vi: Cột, en: Column}, kind: text}
  - {name: written, title: {vi: Tệp ghi, en: Written}, kind: count}
  - {name: counted, title: {vi: Đếm từng dòng, en: Counted}, kind: count}
  - {name: difference, title: {vi: Chênh lệch, en: Difference}, kind: count}
sources: []
access: restricted
--- */
-- One row per written sum, those that differ first.
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, coalesce(checked.area_id, ward.area_id) AS area_id,
       CASE WHEN checked.written = checked.counted THEN 1 ELSE 0 END AS sort_key,
       checked.file, checked.sheet, checked.cell, checked.source_row, sheet.period AS reported_period, checked.kind,
       area.name AS area_name, checked.title, checked.written, checked.counted, checked.written - checked.counted AS difference
FROM meta.checksum AS checked
CROSS JOIN core.ward AS ward
LEFT JOIN meta.source_sheet AS sheet ON sheet.file = checked.file AND sheet.sheet = checked.sheet
LEFT JOIN (SELECT area_id, arg_max(name, valid_from) AS name FROM core.area GROUP BY area_id) AS area ON area.area_id = checked.area_id
