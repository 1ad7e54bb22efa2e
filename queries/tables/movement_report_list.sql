/* ---
title:      {vi: "Các dòng biểu diễn biến của phường", en: "Rows of the ward's movement report"}
definition:
  vi: "Mỗi dòng một dòng của biểu diễn biến hộ nghèo, hộ cận nghèo như phường đã ghi, và chỗ ghi trong tệp nguồn."
  en: "One row per row of the ward's movement report as written, with its place in the source file."
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: listed_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: counted, title: {vi: Phân tổ, en: Counted}, kind: code, codes: counted}
  - {name: begin_count, title: {vi: Đầu kỳ, en: Opening}, kind: count}
  - {name: to_listed, title: {vi: Sang loại kia, en: To the other class}, kind: count}
  - {name: to_above, title: {vi: Vượt chuẩn, en: To above}, kind: count}
  - {name: other_decrease, title: {vi: Giảm khác, en: Other decrease}, kind: count}
  - {name: from_listed, title: {vi: Từ loại kia, en: From the other class}, kind: count}
  - {name: relapsed, title: {vi: Tái, en: Relapsed}, kind: count}
  - {name: new_count, title: {vi: Phát sinh, en: New}, kind: count}
  - {name: other_increase, title: {vi: Tăng khác, en: Other increase}, kind: count}
  - {name: end_count, title: {vi: Cuối kỳ, en: End}, kind: count}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [movement_report]
access: restricted
--- */
-- One row per khối, class and way of counting, in the order of khối. A blank cell of the form stays blank.
SELECT report.period, CAST(NULL AS VARCHAR) AS standard_id, report.area_id,
       1000000 * coalesce(area.sort_key, 0) + report.source_row AS sort_key,
       coalesce(area.name, ward.name) AS area_name, report.listed_class, report.counted, report.begin_count, report.to_listed,
       report.to_above, report.other_decrease, report.from_listed, report.relapsed, report.new_count, report.other_increase,
       report.end_count, report.source_file, report.source_sheet, report.source_row
FROM core.movement_report AS report
JOIN core.period AS shown ON shown.period = report.period
CROSS JOIN core.ward AS ward
LEFT JOIN core.area AS area
    ON area.area_id = report.area_id AND area.level = 'neighbourhood'
    AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
