/* ---
title:      {vi: "Mười hai chỉ số của một hộ", en: "Twelve indicators of one household"}
definition:
  vi: "Mỗi dòng một chỉ số của một lần hộ có trong danh sách rà soát: thiếu hụt hay không; danh sách không ghi thì chưa rõ."
  en: "One row per indicator of each round whose list holds the household: deprived or not; not known where the list does not say."
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: period, title: {vi: Kỳ, en: Period}, kind: text}
  - {name: standard_id, title: {vi: Chuẩn, en: Standard}, kind: text}
  - {name: dimension, title: {vi: Chiều, en: Dimension}, kind: words}
  - {name: indicator, title: {vi: Chỉ số, en: Indicator}, kind: words}
  - {name: is_deprived, title: {vi: Thiếu hụt, en: Deprived}, kind: flag}
  - {name: source_file, title: {vi: Tệp, en: File}, kind: text}
  - {name: source_sheet, title: {vi: Trang, en: Sheet}, kind: text}
  - {name: source_row, title: {vi: Dòng, en: Row}, kind: count}
sources: [household_review]
access: restricted
--- */
-- One row per household, round, standard and indicator, the newest round first.
SELECT asked.period, asked.standard_id, asked.area_id, asked.household_id,
       row_number() OVER (ORDER BY shown.last_day DESC, asked.period, asked.standard_id, asked.sort_key) AS sort_key,
       asked.dimension, asked.indicator, asked.is_deprived, asked.source_file, asked.source_sheet, asked.source_row
FROM household_deprivations AS asked
JOIN core.period AS shown ON shown.period = asked.period
