/* ---
title:      {vi: "Bảng chuyển đổi loại hộ", en: "Transition of household classes"}
definition:
  vi: "Số hộ trong danh sách theo loại hộ đầu kỳ và loại hộ cuối kỳ."
  en: "Listed households by class at the opening and class at the end."
columns:
  - {name: begin_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: end_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
sources: [household_review]
access: public
--- */
-- One row per household; poor, near-poor, others, absent, unknown, in this order.
WITH place AS (
    SELECT * FROM (VALUES ('poor', 1), ('near_poor', 2), ('average_living', 3), ('not_poor', 4), ('absent', 5), ('unknown', 6))
        AS listed(class, place)
),
moved AS (
    SELECT period, standard_id, area_id, begin_class, end_class FROM core.movement WHERE begin_class <> 'unknown'
    UNION ALL
    SELECT period, standard_id, area_id, opening_class, recognised_class FROM core.household_round WHERE opening_class = 'unknown'
)
SELECT moved.period, moved.standard_id, moved.area_id, 10 * opening.place + closing.place AS sort_key,
       moved.begin_class, moved.end_class, 1 AS households
FROM moved
JOIN place AS opening ON opening.class = moved.begin_class
JOIN place AS closing ON closing.class = moved.end_class
