/* ---
title:      {vi: "Tỷ lệ hộ cận nghèo", en: "Near-poor households, share"}
definition:
  vi: >-
    Số hộ cận nghèo trên tổng số hộ dân cư tại thời điểm chốt.
  en: >-
    Near-poor over all resident households at the cut-off.
kind: ratio
unit: percent_of_households
direction: down
frequency: round
slices: []
sources: [household_review, resident_households]
rows: {household_list: {recognised_class: [near_poor, unknown]}, resident_list: {}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
access: public
--- */
-- One row per khối, review round and standard.
SELECT period, standard_id, area_id, near_poor AS numerator, residents AS denominator, unknown
FROM area_classes
