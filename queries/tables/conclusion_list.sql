/* ---
title:      {vi: Kết luận họp, en: Conclusions of meetings}
definition:
  vi: >-
    Mỗi dòng một kết luận giao một đầu mối, theo danh sách kết luận mới nhất đến cuối kỳ: của năm ấy, hoặc của năm trước mà chưa
    xong. Tình trạng và số ngày quá hạn theo cùng quy tắc với nhiệm vụ. Kết luận không ghi hạn thì không bao giờ quá hạn; không rõ
    đầu mối thì vẫn có dòng.
  en: >-
    One row per conclusion given to one unit, by the newest list of conclusions up to the end of the period: of that year, or of an
    earlier one and not done. Its state and days overdue follow the rule of tasks. Without a due day it is never overdue; without a
    known unit it keeps its row.
columns:
  - {name: conclusion_id, title: {vi: Mã kết luận, en: Conclusion id}, kind: text}
  - {name: meeting, title: {vi: Cuộc họp, en: Meeting}, kind: text, own_words: true}
  - {name: meeting_date, title: {vi: Ngày họp, en: Met on}, kind: date}
  - {name: content, title: {vi: Nội dung, en: Conclusion}, kind: text, own_words: true}
  - {name: unit_id, title: {vi: Mã đơn vị, en: Unit id}, kind: text}
  - {name: unit_name, title: {vi: Đầu mối, en: Unit}, kind: words}
  - {name: report_date, title: {vi: Báo cáo đến ngày, en: Report of}, kind: date}
  - {name: due_date, title: {vi: Hạn, en: Due}, kind: date}
  - {name: done_date, title: {vi: Ngày xong, en: Done on}, kind: date}
  - {name: status, title: {vi: Trạng thái báo cáo, en: State as reported}, kind: code, codes: task_status}
  - {name: standing, title: {vi: Tình trạng, en: Standing}, kind: code, codes: task_standing, derived: true}
  - {name: days_overdue, title: {vi: Số ngày quá hạn, en: Days overdue}, kind: count, derived: true}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: free_text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [meeting_conclusions]
access: public
--- */
-- One row per period and conclusion. A later list that names the unit takes the place of one that did not.
WITH dated AS (
    SELECT shown.period AS shown_period, shown.last_day, year(shown.last_day) AS shown_year, conclusion.*,
           row_number() OVER (PARTITION BY shown.period, conclusion.conclusion_id ORDER BY conclusion.report_date DESC) AS place
    FROM core.period AS shown
    JOIN written_conclusions AS conclusion ON conclusion.report_date <= shown.last_day
)
SELECT dated.shown_period AS period, CAST(NULL AS VARCHAR) AS standard_id, ward.area_id,
       row_number() OVER (ORDER BY unit.sort_key, dated.due_date, dated.meeting_date, dated.content, dated.conclusion_id) AS sort_key,
       dated.conclusion_id, dated.meeting, dated.meeting_date, dated.content, dated.unit_id,
       {'vi': coalesce(unit.name, 'Chưa rõ đầu mối'), 'en': coalesce(unit.name_en, 'Unit not known')} AS unit_name,
       dated.report_date, dated.due_date, dated.done_date, dated.status, dated.note,
       dated.source_file, dated.source_sheet, dated.source_row
FROM dated
LEFT JOIN core.unit AS unit ON unit.unit_id = dated.unit_id
CROSS JOIN core.ward AS ward
WHERE dated.place = 1 AND (year(dated.report_date) = dated.shown_year OR dated.status <> 'done')
  AND (dated.unit_id IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM written_conclusions AS later
      WHERE later.unit_id IS NOT NULL AND lower(later.content) = lower(dated.content)
        AND later.meeting_date IS NOT DISTINCT FROM dated.meeting_date
        AND later.report_date > dated.report_date AND later.report_date <= dated.last_day
  ))
