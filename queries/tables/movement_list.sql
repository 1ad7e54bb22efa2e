/* ---
title:      {vi: "Danh sách hộ biến động", en: "List of household movements"}
definition:
  vi: >-
    Mỗi dòng một hộ nghèo, cận nghèo hoặc chưa rõ loại ở một đầu kỳ: loại hộ hai đầu kỳ, diễn biến, lý do còn chưa rõ, văn
    bản giải thích, và chỗ ghi của từng đầu kỳ trong tệp nguồn.
  en: >-
    One row per household that was poor, near-poor or of unknown class at either end: both classes, its movement, why it
    is unexplained, the document that explains it, and the source row of each end.
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: begin_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: end_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: kind, title: {vi: Diễn biến, en: Movement}, kind: code, codes: kind}
  - {name: reason, title: {vi: Vì sao chưa rõ, en: Why unexplained}, kind: code, codes: reason}
  - {name: begin_members, title: {vi: Số người đầu kỳ, en: Members at the opening}, kind: count}
  - {name: end_members, title: {vi: Số người cuối kỳ, en: Members at the end}, kind: count}
  - {name: event_kind, title: {vi: Sự kiện, en: Event}, kind: code, codes: event_kind}
  - {name: event_date, title: {vi: Ngày sự kiện, en: Date of the event}, kind: date}
  - {name: document, title: {vi: Văn bản, en: Document}, kind: free_text}
  - {name: begin_file, title: {vi: Tệp đầu kỳ, en: File of the opening}, kind: text}
  - {name: begin_sheet, title: {vi: Trang đầu kỳ, en: Sheet of the opening}, kind: text}
  - {name: begin_row, title: {vi: Dòng đầu kỳ, en: Row of the opening}, kind: count}
  - {name: end_file, title: {vi: Tệp cuối kỳ, en: File of the end}, kind: text}
  - {name: end_sheet, title: {vi: Trang cuối kỳ, en: Sheet of the end}, kind: text}
  - {name: end_row, title: {vi: Dòng cuối kỳ, en: Row of the end}, kind: count}
sources: [household_review, opening_list, earlier_lists, household_event]
coverage: movement
access: restricted
--- */
-- One row per household, in the order of khối and list. Who is absent at the end bears the name of the opening.
SELECT moved.period, moved.standard_id, moved.area_id,
       1000000 * area.sort_key + coalesce(closed.source_row, opened.source_row) AS sort_key,
       area.name AS area_name, moved.household_id,
       coalesce(at_end.household_code, at_begin.household_code) AS household_code,
       coalesce(at_end.head_name, at_begin.head_name) AS head_name,
       moved.begin_class, moved.end_class, moved.kind, moved.reason, moved.begin_members, moved.end_members,
       event.kind AS event_kind, event.event_date, event.document,
       opened.source_file AS begin_file, opened.source_sheet AS begin_sheet, opened.source_row AS begin_row,
       closed.source_file AS end_file, closed.source_sheet AS end_sheet, closed.source_row AS end_row
FROM core.movement AS moved
JOIN core.movement_pair AS pair
    ON pair.period = moved.period AND pair.standard_id = moved.standard_id AND pair.area_id = moved.area_id AND pair.is_known
JOIN core.period AS shown ON shown.period = moved.period
LEFT JOIN core.area AS area
    ON area.area_id = moved.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN core.household_round AS opened
    ON opened.period = CASE WHEN pair.basis = 'lists' THEN moved.begin_period ELSE moved.period END
    AND opened.standard_id = moved.standard_id AND opened.household_id = moved.household_id
LEFT JOIN core.household_round AS closed
    ON closed.period = moved.period AND closed.standard_id = moved.standard_id AND closed.household_id = moved.household_id
LEFT JOIN core.household_event AS event ON event.event_id = moved.event_id
LEFT JOIN restricted.household AS at_begin
    ON at_begin.period = moved.begin_period AND at_begin.household_id = moved.household_id
LEFT JOIN restricted.household AS at_end
    ON at_end.period = moved.period AND at_end.household_id = moved.household_id
