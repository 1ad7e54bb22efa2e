/* ---
title:      {vi: "Hộ biến động chưa rõ lý do", en: "Households whose movement is unexplained"}
definition:
  vi: >-
    Số hộ vào danh sách chưa phân tái nghèo, phát sinh hay khác tăng, và số hộ vắng mặt cuối kỳ chưa rõ lý do.
  en: >-
    Arrivals not told apart and absences without a reason.
kind: flow
unit: household
direction: down
frequency: round
slices: [end_class]
sources: [household_review]
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
SELECT period, standard_id, area_id, CASE WHEN kind = 'unexplained' THEN end_class END AS end_class,
       CASE WHEN kind = 'unexplained' AND begin_class <> 'unknown' AND end_class <> 'unknown' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN begin_class = 'unknown' OR end_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, listed.standard_id, report.area_id, NULL, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
