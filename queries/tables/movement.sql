/* ---
title:      {vi: "Biến động hộ nghèo, hộ cận nghèo", en: "Movement of poor and near-poor households"}
definition:
  vi: >-
    Đầu kỳ, cuối kỳ đếm từ danh sách hộ; các dòng ở giữa đếm từ diễn biến từng hộ. Đầu kỳ cộng các dòng tăng trừ các dòng
    giảm phải bằng cuối kỳ. Nhân khẩu: dòng giảm đếm số người đầu kỳ, dòng tăng đếm số người cuối kỳ, hộ ở lại mà đổi số
    người là một dòng riêng; số người chỉ cộng các hộ đã rõ, số hộ chưa rõ số người để bên cạnh. Hộ chuyển khối rời khối
    cũ, vào khối mới rồi mới đổi loại ở khối mới. Khối chưa biết biến động không cộng vào và được đếm là chưa đủ.
  en: >-
    Opening and end are counted from the lists, the steps from each household's movement. Opening plus increases less
    decreases must equal the end. Persons: decreases count members at the opening, increases at the end, a change of size
    of those who stay is a step of its own; only households of known size are added, the others are counted beside. Who
    changed neighbourhood leaves the old one, enters the new one, and changes class there. A neighbourhood whose movements
    are not known is left out and told as missing.
columns:
  - {name: listed_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: step, title: {vi: Diễn biến, en: Step}, kind: code, codes: step}
  - {name: sign, title: {vi: Dấu, en: Sign}, kind: count}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
  - {name: persons, title: {vi: Số người, en: Persons}, kind: count, sum: true}
  - {name: persons_unknown, title: {vi: Hộ chưa rõ số người, en: Households of unknown size}, kind: count, sum: true}
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {}, household_list: {}}
coverage: movement
access: ward
--- */
-- One row per household, class, step and khối; `sign` is 0 for a stock, 1 for an increase, -1 for a decrease.
SELECT * FROM movement_steps
