/* ---
title:      {vi: "Hộ nghèo", en: "Poor households"}
definition:
  vi: >-
    Số hộ được công nhận là hộ nghèo tại thời điểm chốt của kỳ rà soát.
  en: >-
    Households recognised as poor at the cut-off of the review round.
kind: stock
unit: household
direction: down
frequency: round
slices: []
sources: [household_review]
rows: {household_list: {recognised_class: [poor, unknown]}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
access: public
--- */
-- One row per listed household, and one per khối.
SELECT period, standard_id, area_id,
       CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM core.household_round
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM reviewed_areas
