/* ---
title:      {vi: "Hộ tái nghèo", en: "Households that fell back into poverty"}
definition:
  vi: >-
    Số hộ từng là hộ nghèo, đã thoát nghèo, nay lại là hộ nghèo. Hộ mới vào danh sách, chưa phân tái nghèo hay
    phát sinh, đếm là chưa rõ.
  en: >-
    Households once poor that left and are poor again. Arrivals not yet told apart from new cases are counted as
    unknown.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review]
target: T1b
access: public
--- */
-- One row per household of the round's movement, and one per khối.
WITH moved AS (
    SELECT period, standard_id, area_id, begin_class, end_class, kind FROM core.movement WHERE begin_class <> 'unknown'
    UNION ALL
    -- An opening class not known gives no movement, yet it may hide one.
    SELECT period, standard_id, area_id, opening_class, recognised_class, 'unexplained'
    FROM core.household_round
    WHERE opening_class = 'unknown'
)
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'relapsed_poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class NOT IN ('poor', 'near_poor') AND end_class IN ('poor', 'unknown')
            THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, listed.standard_id, report.area_id, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
