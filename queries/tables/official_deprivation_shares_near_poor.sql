/* ---
title:      {vi: "Biểu R7: Tỷ lệ hộ cận nghèo thiếu hụt từng chỉ số", en: "Form R7: Shares of near-poor households deprived"}
definition:
  vi: >-
    Số hộ thiếu hụt từng chỉ số ở biểu R6 chia cho số hộ cận nghèo. Các tỷ lệ không cộng lại thành 100%. Khối chưa báo
    cáo không phải là 0.
  en: >-
    The counts of form R6 over the near-poor households. The shares do not add up to 100%. A neighbourhood that has
    not reported is not 0.
columns:
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: over, title: {vi: Chia cho cột, en: Over column}, kind: count}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
  - {name: share, title: {vi: Tỷ lệ, en: Share}, kind: share, derived: true}
sources: [household_review]
rows: {household_list: {recognised_class: [near_poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per khối and column of the form; a column that is a share holds its numerator.
SELECT period, standard_id, area_id, item + 1 AS sort_key, CASE WHEN item < 100 THEN item + 1 END AS place,
       CASE WHEN item < 100 THEN CAST(item + 1 AS VARCHAR) END AS formula,
       {'vi': heading, 'en': heading_en} AS heading, {'vi': name, 'en': name_en} AS name,
       CASE WHEN item BETWEEN 1 AND 98 THEN 1 END AS over, number
FROM official_deprivations
WHERE listed_class = 'near_poor' AND item <> 99
