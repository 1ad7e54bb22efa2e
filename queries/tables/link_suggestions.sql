/* ---
title:      {vi: "Gợi ý hai dòng là một hộ", en: "Suggested links"}
definition:
  vi: >-
    Mỗi dòng hai dòng của hai danh sách có thể là cùng một hộ mà máy không tự ghép; cán bộ quyết định bằng lệnh
    python -m etl link với kỳ và mã dòng ở đây. Điểm giống từ 0 đến 1.
  en: >-
    Two rows of two lists that may be one household and are not linked by themselves; an officer decides with
    python -m etl link and the periods and row ids given here. The score is from 0 to 1.
columns:
  - {name: earlier_period, title: {vi: Kỳ trước, en: Earlier period}, kind: text}
  - {name: earlier_id, title: {vi: Mã dòng trước, en: Earlier row id}, kind: household}
  - {name: earlier_area, title: {vi: Khối trước, en: Earlier neighbourhood}, kind: area}
  - {name: earlier_code, title: {vi: Mã hộ trước, en: Earlier code}, kind: household}
  - {name: earlier_name, title: {vi: Chủ hộ trước, en: Earlier head}, kind: name}
  - {name: earlier_class, title: {vi: Loại hộ trước, en: Earlier class}, kind: code, codes: class}
  - {name: later_period, title: {vi: Kỳ sau, en: Later period}, kind: text}
  - {name: later_id, title: {vi: Mã dòng sau, en: Later row id}, kind: household}
  - {name: later_area, title: {vi: Khối sau, en: Later neighbourhood}, kind: area}
  - {name: later_code, title: {vi: Mã hộ sau, en: Later code}, kind: household}
  - {name: later_name, title: {vi: Chủ hộ sau, en: Later head}, kind: name}
  - {name: later_class, title: {vi: Loại hộ sau, en: Later class}, kind: code, codes: class}
  - {name: score, title: {vi: Điểm giống, en: Score}, kind: decimal}
  - {name: evidence, title: {vi: Giống ở, en: Alike in}, kind: text}
  - {name: other_area_id, title: {vi: Mã khối trước, en: Earlier neighbourhood id}, kind: area}
sources: [household_review]
rows: {household_list: {}}
access: restricted
--- */
-- One row per suggestion, best first. A household listed under two standards in one round shows the class of the older.
WITH listed AS (
    SELECT household.period, household.household_id, household.area_id, household.recognised_class, area.name AS area_name,
           identity.household_code, identity.head_name,
           row_number() OVER (PARTITION BY household.period, household.household_id ORDER BY standard.valid_from) AS place
    FROM core.household_round AS household
    JOIN core.standard AS standard ON standard.standard_id = household.standard_id
    JOIN core.period AS shown ON shown.period = household.period
    LEFT JOIN core.area AS area
        ON area.area_id = household.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
    LEFT JOIN restricted.household AS identity
        ON identity.period = household.period AND identity.household_id = household.household_id
)
SELECT suggestion.later_period AS period, CAST(NULL AS VARCHAR) AS standard_id, later.area_id,
       row_number() OVER (ORDER BY suggestion.score DESC, suggestion.later_id, suggestion.earlier_id) AS sort_key,
       suggestion.earlier_period, suggestion.earlier_id, earlier.area_name AS earlier_area,
       earlier.household_code AS earlier_code, earlier.head_name AS earlier_name, earlier.recognised_class AS earlier_class,
       suggestion.later_period, suggestion.later_id, later.area_name AS later_area,
       later.household_code AS later_code, later.head_name AS later_name, later.recognised_class AS later_class,
       suggestion.score, suggestion.evidence, earlier.area_id AS other_area_id
FROM core.link_suggestion AS suggestion
JOIN listed AS earlier
    ON earlier.period = suggestion.earlier_period AND earlier.household_id = suggestion.earlier_household_id AND earlier.place = 1
JOIN listed AS later
    ON later.period = suggestion.later_period AND later.household_id = suggestion.later_household_id AND later.place = 1
