/* ---
title:      {vi: Khối nào đã gửi biểu nào, en: Which neighbourhood sent which form}
definition:
  vi: >-
    Mỗi dòng một khối và một biểu của kỳ: đã gửi hay chưa. Danh sách tháng chỉ cần danh sách hộ; danh sách thành viên và số hộ
    dân cư là của cả năm. Danh sách thành viên coi là đã gửi khi có danh sách hộ và không hộ nghèo nào thiếu thành viên.
  en: >-
    One row per neighbourhood and form of the period: sent or not. A month asks for the list of households alone; members and resident
    households are asked for once a year. Members count as sent when households are and no poor household lacks its members.
columns:
  - {name: area_key, title: {vi: Mã khối, en: Neighbourhood id}, kind: text}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: form, title: {vi: Biểu, en: Form}, kind: code, codes: form}
  - {name: is_due, title: {vi: Phải gửi, en: Due}, kind: flag}
  - {name: is_reported, title: {vi: Đã gửi, en: Sent}, kind: flag}
sources: [household_review, member_list, resident_households]
rows: {source_files: {}}
access: public
--- */
-- One row per khối, round, standard and form. The place for rows whose khối is not known sends nothing.
SELECT report.period, report.standard_id, report.area_id,
       10 * area.sort_key + CASE report.form WHEN 'household_review' THEN 1 WHEN 'member_list' THEN 2 ELSE 3 END AS sort_key,
       report.area_id AS area_key, area.name AS area_name, report.form,
       report.form = 'household_review' OR shown.kind = 'year' AS is_due, report.is_reported
FROM core.area_report AS report
JOIN core.period AS shown ON shown.period = report.period
LEFT JOIN core.area AS area
    ON area.area_id = report.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
WHERE report.area_id <> 'chua_xac_dinh'
