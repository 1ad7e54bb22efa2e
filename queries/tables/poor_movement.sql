/* ---
title:      {vi: "Biến động hộ nghèo trong kỳ", en: "Movement of poor households in the round"}
definition:
  vi: >-
    Đầu kỳ, cuối kỳ đếm từ danh sách hộ; các dòng ở giữa đếm từ diễn biến từng hộ. Đầu kỳ cộng các dòng tăng trừ các dòng
    giảm phải bằng cuối kỳ.
  en: >-
    Opening and end are counted from the list of households, the steps from each household's movement. Opening plus
    increases less decreases must equal the end.
columns:
  - {name: step, title: {vi: Diễn biến, en: Step}, kind: code, codes: step}
  - {name: sign, title: {vi: Dấu, en: Sign}, kind: count}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
sources: [household_review]
access: public
--- */
-- One row per household, step and khối; `sign` is 0 for a stock, 1 for an increase, -1 for a decrease.
WITH step AS (
    SELECT * FROM (VALUES
        ('begin', 0, 1), ('poor_to_near', -1, 2), ('poor_to_above', -1, 3), ('other_decrease', -1, 4), ('absences', -1, 5),
        ('became_unknown', -1, 6), ('near_to_poor', 1, 7), ('relapsed_poor', 1, 8), ('new_poor', 1, 9),
        ('other_increase', 1, 10), ('arrivals', 1, 11), ('was_unknown', 1, 12), ('end', 0, 13)
    ) AS listed(step, sign, sort_key)
),
counted AS (
    SELECT period, standard_id, area_id, 'begin' AS step FROM core.household_round WHERE opening_class = 'poor'
    UNION ALL
    SELECT period, standard_id, area_id, 'end' FROM core.household_round WHERE recognised_class = 'poor'
    UNION ALL
    SELECT period, standard_id, area_id, 'became_unknown' FROM core.household_round
    WHERE opening_class = 'poor' AND recognised_class = 'unknown'
    UNION ALL
    SELECT period, standard_id, area_id, 'was_unknown' FROM core.household_round
    WHERE opening_class = 'unknown' AND recognised_class = 'poor'
    UNION ALL
    SELECT period, standard_id, area_id, kind FROM core.movement
    WHERE kind IN ('poor_to_near', 'poor_to_above', 'near_to_poor', 'relapsed_poor', 'new_poor')
    UNION ALL
    -- Other decrease and increase are told for every class; here only where the household was or is poor.
    SELECT period, standard_id, area_id, kind FROM core.movement
    WHERE (kind = 'other_decrease' AND begin_class = 'poor') OR (kind = 'other_increase' AND end_class = 'poor')
    UNION ALL
    SELECT period, standard_id, area_id, 'absences' FROM core.movement
    WHERE kind = 'unexplained' AND begin_class = 'poor' AND end_class NOT IN ('poor', 'unknown')
    UNION ALL
    SELECT period, standard_id, area_id, 'arrivals' FROM core.movement
    WHERE kind = 'unexplained' AND begin_class NOT IN ('poor', 'unknown') AND end_class = 'poor'
)
SELECT counted.period, counted.standard_id, counted.area_id, step.sort_key, step.step, step.sign, 1 AS households
FROM counted
JOIN step ON step.step = counted.step
UNION ALL
-- Every step of a khối that reported, so that a step nobody took shows 0.
SELECT report.period, listed.standard_id, report.area_id, step.sort_key, step.step, step.sign,
       CASE WHEN report.is_reported THEN 0 END
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
CROSS JOIN step
WHERE report.form = 'household_review'
