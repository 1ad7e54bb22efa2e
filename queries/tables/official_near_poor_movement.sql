/* ---
title:      {vi: "Biểu R3: Diễn biến hộ cận nghèo", en: "Form R3: Movement of near-poor households"}
definition:
  vi: >-
    Chín cột của biểu diễn biến hộ cận nghèo, hộ và nhân khẩu: cột 1 và 9 đếm từ danh sách, cột 2 đến 8 từ diễn biến
    từng hộ, nên cột 9 đối chiếu được với công thức của biểu. Ngoài biểu, để không bị giấu: hộ chuyển khối trong
    phường, hộ ở lại mà đổi số người, và hộ vắng mặt, vào danh sách, đổi loại mà chưa rõ lý do; chỉ những hộ chưa rõ
    này làm cột 9 lệch. Khối chưa biết biến động không cộng vào.
  en: >-
    The nine columns of the movement form of near-poor households, and their persons: 1 and 9 counted from the lists,
    2 to 8 from each household's movement, so that 9 can be held against the form's own formula. Beside the form,
    never hidden: moves between neighbourhoods, change of size of those who stay, and absences, arrivals and classes
    not explained, which alone let 9 differ. A neighbourhood whose movements are not known is left out.
columns:
  - {name: counted, title: {vi: Phân tổ, en: Counted}, kind: code, codes: counted}
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: sign, title: {vi: Dấu, en: Sign}, kind: count}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
sources: [household_review, opening_list, earlier_lists, household_event, member_list]
rows: {movement_list: {}, household_list: {}}
coverage: movement
access: ward
--- */
-- One row per khối, way of counting, column of the form and household.
SELECT period, standard_id, area_id, sort_key, counted, place, formula, heading, name, sign, number
FROM official_movement
WHERE listed_class = 'near_poor'
