/* ---
title:      {vi: "Biến động trong năm, từng tháng", en: "Movement within the year, month by month"}
definition:
  vi: >-
    Mỗi dòng một tháng có danh sách và một loại hộ: đầu kỳ là danh sách gần nhất trước đó. Giảm: thoát sang loại khác, giảm
    khác; tăng: từ loại khác, tái, phát sinh, tăng khác; chuyển khối (bằng 0 của cả phường); chưa rõ là số hộ vào trừ số hộ
    ra chưa rõ lý do, số hộ chưa rõ để bên cạnh. Đầu kỳ trừ giảm cộng tăng cộng chuyển khối cộng chưa rõ bằng cuối kỳ.
    Khối chưa biết biến động của tháng không cộng vào.
  en: >-
    One row per month with a list, and class: the opening is the latest list before. Decreases: to another class, other;
    increases: from another class, relapsed, new, other; changes of neighbourhood (0 for the whole ward); unexplained is
    arrivals less absences, the number of such households stands beside. Opening less decreases plus increases, changes of
    neighbourhood and unexplained is the end. A neighbourhood whose movements of the month are not known is left out.
columns:
  - {name: month, title: {vi: Tháng, en: Month}, kind: text}
  - {name: listed_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: begin, title: {vi: Đầu kỳ, en: Opening}, kind: count, sum: true}
  - {name: left, title: {vi: Ra khỏi loại hộ, en: Left the class}, kind: count, sum: true}
  - {name: other_decrease, title: {vi: Giảm khác, en: Other decrease}, kind: count, sum: true}
  - {name: entered, title: {vi: Vào loại hộ, en: Entered the class}, kind: count, sum: true}
  - {name: other_increase, title: {vi: Tăng khác, en: Other increase}, kind: count, sum: true}
  - {name: area_change, title: {vi: Chuyển khối, en: Changed neighbourhood}, kind: count, sum: true}
  - {name: unexplained, title: {vi: "Chưa rõ lý do (vào trừ ra)", en: "Unexplained, net"}, kind: count, sum: true}
  - {name: end, title: {vi: Cuối kỳ, en: End}, kind: count, sum: true}
  - {name: unexplained_households, title: {vi: Số hộ chưa rõ lý do, en: Unexplained households}, kind: count, sum: true}
  - {name: areas_reported, title: {vi: Số khối đã biết, en: Neighbourhoods known}, kind: count, sum: true}
  - {name: areas_total, title: {vi: Tổng số khối, en: Neighbourhoods in all}, kind: count, sum: true}
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {}}
access: ward
--- */
-- One row per household and column, class and khối. As in `movement`, who changed khối changes class in the new one.
WITH months AS (
    SELECT pair.*, CASE WHEN pair.basis = 'lists' THEN pair.begin_period ELSE pair.period END AS begin_list
    FROM core.movement_pair AS pair
    JOIN core.period AS month ON month.period = pair.period AND month.kind = 'month'
    WHERE pair.is_known
),
moved AS (
    SELECT movement.*, coalesce(movement.begin_area_id, movement.area_id) AS left_area_id
    FROM core.movement AS movement
    JOIN months
        ON months.period = movement.period AND months.standard_id = movement.standard_id AND months.area_id = movement.area_id
),
counted AS (
    SELECT months.period, months.standard_id, months.area_id, 'begin' AS part,
           CASE WHEN months.basis = 'lists' THEN household.recognised_class ELSE household.opening_class END AS listed_class
    FROM months
    JOIN core.household_round AS household
        ON household.period = months.begin_list AND household.standard_id = months.standard_id AND household.area_id = months.area_id
    UNION ALL
    SELECT months.period, months.standard_id, months.area_id, 'end', household.recognised_class
    FROM months
    JOIN core.household_round AS household
        ON household.period = months.period AND household.standard_id = months.standard_id AND household.area_id = months.area_id
    UNION ALL
    SELECT period, standard_id, area_id,
           CASE kind WHEN 'unexplained' THEN 'absence' WHEN 'other_decrease' THEN 'other_decrease' ELSE 'left' END, begin_class
    FROM moved
    WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, area_id,
           CASE kind WHEN 'unexplained' THEN 'arrival' WHEN 'other_increase' THEN 'other_increase' ELSE 'entered' END, end_class
    FROM moved
    WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, area_id, 'area_in', begin_class FROM moved WHERE left_area_id <> area_id
    UNION ALL
    SELECT movement.period, movement.standard_id, movement.begin_area_id, 'area_out', movement.begin_class
    FROM core.movement AS movement
    JOIN months
        ON months.period = movement.period AND months.standard_id = movement.standard_id AND months.area_id = movement.begin_area_id
    WHERE movement.begin_area_id <> movement.area_id
    UNION ALL
    SELECT pair.period, pair.standard_id, pair.area_id, CASE WHEN pair.is_known THEN 'known' ELSE 'missing' END, class.listed_class
    FROM core.movement_pair AS pair
    CROSS JOIN (SELECT * FROM (VALUES ('poor'), ('near_poor')) AS listed(listed_class)) AS class
)
-- A khối whose movements are not known adds to nothing but the number of khối: where there is no other, nothing is told.
SELECT CAST(extract(year FROM shown.last_day) AS VARCHAR) AS period, counted.standard_id, counted.area_id,
       100 * extract(month FROM shown.last_day) + CASE counted.listed_class WHEN 'poor' THEN 1 ELSE 2 END AS sort_key,
       counted.period AS month, counted.listed_class,
       CASE part WHEN 'begin' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS "begin",
       CASE part WHEN 'left' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS "left",
       CASE part WHEN 'other_decrease' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS other_decrease,
       CASE part WHEN 'entered' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS entered,
       CASE part WHEN 'other_increase' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS other_increase,
       CASE part WHEN 'area_in' THEN 1 WHEN 'area_out' THEN -1 WHEN 'missing' THEN NULL ELSE 0 END AS area_change,
       CASE part WHEN 'arrival' THEN 1 WHEN 'absence' THEN -1 WHEN 'missing' THEN NULL ELSE 0 END AS unexplained,
       CASE part WHEN 'end' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS "end",
       CASE part WHEN 'arrival' THEN 1 WHEN 'absence' THEN 1 WHEN 'missing' THEN NULL ELSE 0 END AS unexplained_households,
       CASE part WHEN 'known' THEN 1 ELSE 0 END AS areas_reported,
       CASE WHEN part IN ('known', 'missing') THEN 1 ELSE 0 END AS areas_total
FROM counted
JOIN core.period AS shown ON shown.period = counted.period AND shown.kind = 'month'
WHERE counted.listed_class IN ('poor', 'near_poor')
