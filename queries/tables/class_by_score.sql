/* ---
title:      {vi: "Loại hộ công nhận và loại hộ tính theo điểm", en: "Decided class by computed class"}
definition:
  vi: >-
    Số hộ theo loại đã công nhận và loại tính từ điểm B1, B2 của cùng dòng. Quyết định luôn được dùng; «chưa rõ» là không đủ điểm
    để tính. Điểm không phân biệt mức sống trung bình với không nghèo.
  en: >-
    Households by the class decided and the class that the scores of the same row give. The decision is always used; unknown
    is where scores are missing. Scores do not tell an average living standard from not poor.
columns:
  - {name: recognised_class, title: {vi: Theo quyết định, en: Decided}, kind: code, codes: class}
  - {name: computed_class, title: {vi: Tính theo điểm, en: Computed}, kind: code, codes: class}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
sources: [household_review]
rows: {class_differences: {}, household_list: {}}
coverage: household_review
access: ward
--- */
-- One row per household.
SELECT period, standard_id, area_id,
       CASE recognised_class WHEN 'poor' THEN 1 WHEN 'near_poor' THEN 2 ELSE 3 END AS sort_key,
       CASE recognised_class WHEN 'average_living' THEN 'not_poor' ELSE recognised_class END AS recognised_class,
       CASE computed_class WHEN 'average_living' THEN 'not_poor' ELSE computed_class END AS computed_class,
       1 AS households
FROM core.household_round
