/* ---
title:      {vi: "Hộ cận nghèo", en: "Near-poor households"}
definition:
  vi: >-
    Số hộ được công nhận là hộ cận nghèo tại thời điểm chốt của kỳ rà soát.
  en: >-
    Households recognised as near-poor at the cut-off of the review round.
kind: stock
unit: household
direction: down
frequency: round
slices: []
sources: [household_review]
rows: {household_list: {recognised_class: [near_poor, unknown]}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
access: public
--- */
-- One row per listed household, and one per khối.
SELECT period, standard_id, area_id,
       CASE WHEN recognised_class = 'near_poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM core.household_round
UNION ALL
-- Every khối that should report: nothing to add where it did, unknown where it did not.
SELECT period, standard_id, area_id, CASE WHEN is_reported THEN 0 END, 0
FROM core.area_report
WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh'
