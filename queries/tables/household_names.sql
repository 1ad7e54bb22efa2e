/* ---
title:      {vi: "Tên chủ hộ qua các kỳ", en: "Heads of households through all rounds"}
definition:
  vi: "Mỗi dòng một hộ từng có trong danh sách rà soát: khối, mã hộ, chủ hộ ở kỳ mới nhất có hộ ấy. Dùng để tìm hộ."
  en: "One row per household that was ever on a list: neighbourhood, code and head on its newest list. For finding a household."
columns:
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: last_period, title: {vi: Kỳ mới nhất, en: Newest period}, kind: text}
sources: [household_review]
rows: {household_list: {}}
access: restricted
--- */
-- One row per household, in the order of khối and name; it belongs to no round, so every round may ask.
WITH listed AS (
    SELECT household.household_id, household.area_id, household.period, shown.last_day,
           row_number() OVER (PARTITION BY household.household_id
                              ORDER BY shown.last_day DESC, shown.first_day, household.standard_id) AS newest
    FROM core.household_round AS household
    JOIN core.period AS shown ON shown.period = household.period
)
SELECT CAST(NULL AS VARCHAR) AS period, CAST(NULL AS VARCHAR) AS standard_id, listed.area_id,
       row_number() OVER (ORDER BY area.sort_key, identity.head_name, listed.household_id) AS sort_key,
       listed.household_id, area.name AS area_name, identity.household_code, identity.head_name,
       listed.period AS last_period
FROM listed
LEFT JOIN core.area AS area
    ON area.area_id = listed.area_id AND listed.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, listed.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = listed.period AND identity.household_id = listed.household_id
WHERE listed.newest = 1
