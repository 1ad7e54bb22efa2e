/* ---
title:      {vi: "Biểu R4: Số hộ nghèo thiếu hụt từng chỉ số", en: "Form R4: Deprivations of poor households"}
definition:
  vi: >-
    Số hộ nghèo, tổng số lượt thiếu hụt và số hộ thiếu hụt từng chỉ số của chuẩn. Một hộ thiếu hụt nhiều chỉ số nên
    các cột chỉ số cộng lại là số lượt, không phải số hộ. Chỉ số mà không hộ nào có câu trả lời để trống; hộ chưa rõ
    một chỉ số đếm ở cột ngoài biểu. Khối chưa báo cáo không phải là 0.
  en: >-
    Poor households, all their deprivations, and those deprived of each indicator of the standard. A household lacks
    several: the columns add up to deprivations, not to households. An indicator that nobody answers is blank,
    households with one not known are counted beside the form. A neighbourhood that has not reported is not 0.
columns:
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
sources: [household_review]
rows: {household_list: {recognised_class: [poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per khối and column of the form.
SELECT period, standard_id, area_id, CASE item WHEN 0 THEN 1 WHEN 99 THEN 2 ELSE item + 2 END AS sort_key,
       CASE item WHEN 0 THEN 1 WHEN 99 THEN 2 WHEN 100 THEN NULL ELSE item + 2 END AS place,
       CASE item WHEN 0 THEN '1' WHEN 99 THEN '2' WHEN 100 THEN NULL ELSE CAST(item + 2 AS VARCHAR) END AS formula,
       {'vi': heading, 'en': heading_en} AS heading, {'vi': name, 'en': name_en} AS name, number
FROM official_deprivations
WHERE listed_class = 'poor'
