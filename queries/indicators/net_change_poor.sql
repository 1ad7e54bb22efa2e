/* ---
title:      {vi: "Thực tăng, giảm hộ nghèo", en: "Net change of poor households"}
definition:
  vi: >-
    Số hộ nghèo cuối kỳ trừ số hộ nghèo đầu kỳ; số âm là giảm. Đầu kỳ là cột đầu kỳ của chính danh sách rà soát.
  en: >-
    Poor households at the end less those at the opening; negative is a decrease. The opening is a column of the
    same list.
kind: flow
unit: household_change
direction: down
frequency: round
slices: []
sources: [household_review]
target: T1a
access: public
--- */
-- One row per listed household, and one per khối. A class not known at either end may move the balance either way.
SELECT period, standard_id, area_id,
       CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END - CASE WHEN opening_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN opening_class = 'unknown' OR recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM core.household_round
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, listed.standard_id, report.area_id, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
