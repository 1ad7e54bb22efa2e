/* ---
title:      {vi: "Các tổ hợp thiếu hụt", en: "Combinations of deprivations"}
definition:
  vi: >-
    Số hộ nghèo, hộ cận nghèo có cùng một tổ hợp thiếu hụt, tổ hợp nhiều hộ nhất trước. Mỗi hộ ở đúng một dòng; hộ còn một chỉ số
    chưa rõ thì tổ hợp chưa rõ.
  en: >-
    Poor and near-poor households with the same combination of deprivations, the most common first. Each household stands in one
    row; where one indicator is not known the combination is not known.
columns:
  - {name: combination, title: {vi: Thiếu hụt, en: Deprived of}, kind: words}
  - {name: deprivations, title: {vi: Số chỉ số thiếu hụt, en: Indicators}, kind: count}
  - {name: is_known, title: {vi: Đã rõ, en: Known}, kind: flag}
  - {name: poor, title: {vi: Hộ nghèo, en: Poor}, kind: count, sum: true}
  - {name: near_poor, title: {vi: Hộ cận nghèo, en: Near-poor}, kind: count, sum: true}
sources: [household_review]
rows: {household_gaps: {}}
coverage: household_review
access: sensitive
--- */
-- One row per poor or near-poor household.
SELECT period, standard_id, area_id,
       CASE WHEN unknown_deprivations > 0 THEN 100 ELSE deprivations END AS sort_key,
       CASE WHEN unknown_deprivations > 0 THEN {'vi': 'còn chỉ số chưa rõ', 'en': 'some indicator not known'}
            WHEN deprivations = 0 THEN {'vi': 'không thiếu hụt chỉ số nào', 'en': 'deprived of nothing'}
            ELSE deprived_of END AS combination,
       CASE WHEN unknown_deprivations = 0 THEN deprivations END AS deprivations,
       unknown_deprivations = 0 AS is_known,
       CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END AS poor,
       CASE WHEN recognised_class = 'near_poor' THEN 1 ELSE 0 END AS near_poor
FROM household_standing
