/* ---
title:      {vi: "Thiếu hụt theo từng chỉ số", en: "Deprivations by indicator"}
definition:
  vi: >-
    Số hộ nghèo và số hộ cận nghèo thiếu hụt từng chỉ số, chia được theo khối; «chưa rõ» là hộ không có câu trả lời. Khối chưa
    nộp danh sách thì chưa có số, không phải là 0.
  en: >-
    Poor and near-poor households deprived of each indicator, also by neighbourhood; not known: those without an answer. A
    neighbourhood that has not handed in its list has no number, which is not 0.
columns:
  - {name: indicator_code, title: {vi: Mã chỉ số, en: Indicator code}, kind: text}
  - {name: dimension, title: {vi: Chiều, en: Dimension}, kind: words}
  - {name: indicator, title: {vi: Chỉ số, en: Indicator}, kind: words}
  - {name: poor, title: {vi: Hộ nghèo, en: Poor}, kind: count, sum: true}
  - {name: poor_unknown, title: {vi: Hộ nghèo chưa rõ, en: "Poor, not known"}, kind: count, sum: true}
  - {name: near_poor, title: {vi: Hộ cận nghèo, en: Near-poor}, kind: count, sum: true}
  - {name: near_poor_unknown, title: {vi: Hộ cận nghèo chưa rõ, en: "Near-poor, not known"}, kind: count, sum: true}
sources: [household_review]
rows: {household_list: {recognised_class: [poor, near_poor]}}
coverage: household_review
access: sensitive
--- */
-- One row per poor or near-poor household and indicator, and one per khối and indicator: nothing to add where it reported.
WITH told AS (
    SELECT period, standard_id, area_id, indicator_code,
           CASE WHEN recognised_class = 'poor' AND is_deprived THEN 1 ELSE 0 END AS poor,
           CASE WHEN recognised_class = 'poor' AND is_deprived IS NULL THEN 1 ELSE 0 END AS poor_unknown,
           CASE WHEN recognised_class = 'near_poor' AND is_deprived THEN 1 ELSE 0 END AS near_poor,
           CASE WHEN recognised_class = 'near_poor' AND is_deprived IS NULL THEN 1 ELSE 0 END AS near_poor_unknown
    FROM household_deprivations
    WHERE recognised_class IN ('poor', 'near_poor')
    UNION ALL
    SELECT area.period, area.standard_id, area.area_id, indicator.indicator_code,
           area.nothing, area.nothing, area.nothing, area.nothing
    FROM reviewed_areas AS area
    JOIN core.standard_indicator AS indicator ON indicator.standard_id = area.standard_id
)
SELECT told.period, told.standard_id, told.area_id, indicator.sort_key, told.indicator_code,
       {'vi': indicator.dimension, 'en': indicator.dimension_en} AS dimension,
       {'vi': indicator.name, 'en': indicator.name_en} AS indicator,
       told.poor, told.poor_unknown, told.near_poor, told.near_poor_unknown
FROM told
JOIN core.standard_indicator AS indicator
    ON indicator.standard_id = told.standard_id AND indicator.indicator_code = told.indicator_code
