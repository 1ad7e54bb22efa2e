/* ---
title:      {vi: "Thực tăng, giảm hộ nghèo và hộ cận nghèo", en: "Net change of poor and near-poor households"}
definition:
  vi: >-
    Số hộ nghèo và cận nghèo cuối kỳ trừ đầu kỳ, cách đọc rộng của «hộ nghèo đa chiều»; số âm là giảm.
  en: >-
    Poor and near-poor households at the end less those at the opening, the wider reading of the target;
    negative is a decrease.
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
       CASE WHEN recognised_class IN ('poor', 'near_poor') THEN 1 ELSE 0 END
           - CASE WHEN opening_class IN ('poor', 'near_poor') THEN 1 ELSE 0 END AS numerator,
       CASE WHEN opening_class = 'unknown' OR recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM core.household_round
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT report.period, listed.standard_id, report.area_id, CASE WHEN report.is_reported THEN 0 END, 0
FROM core.area_report AS report
JOIN (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed ON listed.period = report.period
WHERE report.form = 'household_review' AND report.area_id <> 'chua_xac_dinh'
