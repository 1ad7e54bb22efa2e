/* ---
title:      {vi: "Bảng chuyển đổi loại hộ", en: "Transition of household classes"}
definition:
  vi: >-
    Số hộ theo loại hộ đầu kỳ và loại hộ cuối kỳ, của mọi hộ nghèo, cận nghèo hoặc chưa rõ loại ở một đầu kỳ; «ngoài danh
    sách» là không có trong danh sách đầu kỳ hay cuối kỳ. Hộ chuyển khối đếm ở khối cuối kỳ.
  en: >-
    Households by class at the opening and at the end, of all that were poor, near-poor or of unknown class at either end;
    not on the list: on the list of one end only. Who changed neighbourhood is counted where they are at the end.
columns:
  - {name: begin_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: end_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
sources: [household_review, opening_list]
rows: {movement_list: {}}
coverage: movement
access: ward
--- */
-- One row per household; poor, near-poor, others, absent, unknown, in this order.
WITH place AS (
    SELECT * FROM (VALUES ('poor', 1), ('near_poor', 2), ('average_living', 3), ('not_poor', 4), ('absent', 5), ('unknown', 6))
        AS listed(class, place)
)
SELECT moved.period, moved.standard_id, moved.area_id, 10 * opening.place + closing.place AS sort_key,
       moved.begin_class, moved.end_class, 1 AS households
FROM known_movements AS moved
JOIN place AS opening ON opening.class = moved.begin_class
JOIN place AS closing ON closing.class = moved.end_class
