/* ---
title:      {vi: "Hộ theo khoảng cách tới ngưỡng và số thiếu hụt", en: "Households by gap and number of deprivations"}
definition:
  vi: >-
    Số hộ nghèo, cận nghèo theo điểm B1 (hay thu nhập) trừ ngưỡng và số chỉ số thiếu hụt; không nêu hộ nào, khối nào. Số thiếu hụt
    trống là còn chỉ số chưa rõ.
  en: >-
    Poor and near-poor households by B1 score (or income) less the line and number of deprivations, without naming any household
    or neighbourhood. Without a number of deprivations some indicator is not known.
columns:
  - {name: b1_gap, title: {vi: Điểm B1 so với ngưỡng, en: B1 score to the line}, kind: count}
  - {name: income_gap_vnd, title: {vi: Thu nhập so với ngưỡng, en: Income to the line}, kind: money}
  - {name: deprivations, title: {vi: Số thiếu hụt, en: Deprivations}, kind: count}
  - {name: poor_from, title: {vi: Hộ nghèo từ số thiếu hụt, en: Poor from how many deprivations}, kind: count}
  - {name: poor, title: {vi: Hộ nghèo, en: Poor}, kind: count, sum: true}
  - {name: near_poor, title: {vi: Hộ cận nghèo, en: Near-poor}, kind: count, sum: true}
sources: [household_review]
rows: {household_gaps: {}}
coverage: household_review
access: sensitive
--- */
-- One row per household.
SELECT period, standard_id, area_id, b1_gap AS sort_key, b1_gap, income_gap_vnd,
       CASE WHEN unknown_deprivations = 0 THEN deprivations END AS deprivations, poor_from,
       CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END AS poor,
       CASE WHEN recognised_class = 'near_poor' THEN 1 ELSE 0 END AS near_poor
FROM household_standing
