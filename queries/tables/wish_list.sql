/* ---
title:      {vi: "Nguyện vọng của từng hộ khi tham vấn", en: "Wishes of each household"}
definition:
  vi: >-
    Mỗi dòng một nguyện vọng của một hộ, các lần tham vấn trong năm đến hết kỳ: ai trả lời, nguyện vọng gì, đã thống nhất hỗ trợ gì, đầu
    mối nào. «Chỉ số liên quan»: danh sách của kỳ có ghi hộ thiếu hụt một chỉ số mà nguyện vọng nói đến hay không.
  en: >-
    One row per wish of a household at the consultations of the year up to the end of the period: who answered, what is wished, what help
    was agreed, by which unit. «What it is about»: whether by the list of the period the household lacks an indicator that it is about.
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: recognised_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: consulted_date, title: {vi: Ngày tham vấn, en: Consulted on}, kind: date}
  - {name: respondent, title: {vi: Người trả lời, en: Who answered}, kind: free_text}
  - {name: wish_kind, title: {vi: Nhóm nguyện vọng, en: Kind of wish}, kind: code, codes: wish_kind}
  - {name: wish, title: {vi: Nguyện vọng, en: Wish}, kind: free_text}
  - {name: lacking, title: {vi: Chỉ số liên quan, en: What it is about}, kind: code, codes: lacking}
  - {name: agreed, title: {vi: Hỗ trợ đã thống nhất, en: Help agreed}, kind: free_text}
  - {name: unit_name, title: {vi: Đầu mối, en: Unit}, kind: words}
  - {name: note, title: {vi: Ghi chú, en: Note}, kind: free_text}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [consultation]
access: restricted
--- */
-- One row per wish, in the order of khối and source.
SELECT told.period, told.standard_id, told.area_id,
       row_number() OVER (ORDER BY area.sort_key, told.source_file, told.source_sheet, told.source_row) AS sort_key,
       told.household_id, area.name AS area_name, identity.household_code, coalesce(identity.head_name, said.head_name) AS head_name,
       told.recognised_class, told.consulted_date, said.respondent, told.wish_kind, said.wish, told.lacking, said.agreed,
       {'vi': unit.name, 'en': unit.name_en} AS unit_name, said.note, told.source_file, told.source_sheet, told.source_row
FROM wishes_told AS told
JOIN core.period AS shown ON shown.period = told.period
LEFT JOIN core.area AS area
    ON area.area_id = told.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN core.unit AS unit ON unit.unit_id = told.unit_id
LEFT JOIN restricted.wish AS said ON said.wish_id = told.wish_id
LEFT JOIN restricted.household AS identity
    ON identity.period = told.period AND identity.household_id = told.household_id
