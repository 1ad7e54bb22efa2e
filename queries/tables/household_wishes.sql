/* ---
title:      {vi: "Nguyện vọng của một hộ khi tham vấn", en: "Wishes of one household"}
definition:
  vi: >-
    Mỗi dòng một nguyện vọng của hộ ở một lần tham vấn: ai trả lời, nguyện vọng gì, đã thống nhất hỗ trợ gì, đầu mối nào. Hộ không có dòng
    nào là chưa tham vấn; đã tham vấn mà không có nguyện vọng thì có dòng ghi như vậy.
  en: >-
    One row per wish of the household at a consultation: who answered, what is wished, what help was agreed, by which unit. Without a row
    the household was not consulted; one that wishes nothing has a row that says so.
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: period, title: {vi: Năm, en: Year}, kind: text}
  - {name: consulted_date, title: {vi: Ngày tham vấn, en: Consulted on}, kind: date}
  - {name: respondent, title: {vi: Người trả lời, en: Who answered}, kind: free_text}
  - {name: wish_kind, title: {vi: Nhóm nguyện vọng, en: Kind of wish}, kind: code, codes: wish_kind}
  - {name: wish, title: {vi: Nguyện vọng, en: Wish}, kind: free_text}
  - {name: agreed, title: {vi: Hỗ trợ đã thống nhất, en: Help agreed}, kind: free_text}
  - {name: unit_name, title: {vi: Đầu mối, en: Unit}, kind: words}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: free_text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [consultation]
access: restricted
--- */
-- One row per wish of a known household, the newest first.
SELECT wish.period, CAST(NULL AS VARCHAR) AS standard_id, wish.area_id, wish.household_id,
       row_number() OVER (ORDER BY wish.period DESC, wish.consulted_date DESC, wish.source_file, wish.source_sheet, wish.source_row) AS sort_key,
       wish.consulted_date, said.respondent, wish.wish_kind, said.wish, said.agreed,
       {'vi': unit.name, 'en': unit.name_en} AS unit_name, said.note, wish.source_file, wish.source_sheet, wish.source_row
FROM core.wish AS wish
LEFT JOIN core.unit AS unit ON unit.unit_id = wish.unit_id
LEFT JOIN restricted.wish AS said ON said.wish_id = wish.wish_id
WHERE wish.household_id IS NOT NULL
