/* ---
title:      {vi: "Hộ thoát nghèo", en: "Households that left poverty"}
definition:
  vi: >-
    Số hộ nghèo đầu kỳ trở thành hộ cận nghèo hoặc vượt chuẩn cận nghèo cuối kỳ; không gồm hộ chuyển đi, chết,
    nhập hộ.
  en: >-
    Poor households that became near-poor or rose above near-poverty; moves, deaths and mergers are not counted.
kind: flow
unit: household
direction: up
frequency: round
slices: [kind]
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
SELECT period, standard_id, area_id, CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN kind END AS kind,
       CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN 1 ELSE 0 END AS numerator,
       CASE WHEN begin_class IN ('poor', 'unknown') AND end_class = 'unknown' THEN 1
            WHEN begin_class = 'unknown' AND end_class <> 'poor' THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, listed.standard_id, report.area_id, NULL, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
