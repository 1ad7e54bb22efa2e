/* ---
title:      {vi: "Hộ biến động chưa rõ lý do", en: "Unexplained movements"}
definition:
  vi: >-
    Mỗi dòng một hộ vào hay rời danh sách mà chưa rõ lý do, và vì sao chưa rõ. Bên cạnh là hộ giống nhất ở danh sách kia,
    nếu có gợi ý còn chờ quyết định; điểm giống từ 0 đến 1.
  en: >-
    One row per household that entered or left the list unexplained, and why. Beside it the most alike household of the
    other list, where a suggestion waits for a decision; the score is from 0 to 1.
columns:
  - {name: area_name, title: {vi: Khối, en: Neighbourhood}, kind: area}
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: begin_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: end_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: reason, title: {vi: Vì sao chưa rõ, en: Why unexplained}, kind: code, codes: reason}
  - {name: other_code, title: {vi: Mã của hộ giống, en: Code of the other}, kind: household}
  - {name: other_name, title: {vi: Chủ hộ giống, en: Head of the other}, kind: name}
  - {name: other_area, title: {vi: Khối của hộ giống, en: Neighbourhood of the other}, kind: area}
  - {name: other_area_id, title: {vi: Mã khối của hộ giống, en: Neighbourhood id of the other}, kind: area}
  - {name: score, title: {vi: Điểm giống, en: Score}, kind: decimal}
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {kind: [unexplained]}}
coverage: movement
access: restricted
--- */
-- One row per household: an arrival is like a household of an earlier list, an absence like one of this list.
WITH moved AS (
    SELECT *, CASE WHEN end_class = 'absent' THEN begin_period ELSE period END AS named_in
    FROM known_movements
    WHERE kind = 'unexplained'
),
suggested AS (
    SELECT moved.period, moved.household_id, moved.standard_id, link.earlier_period AS other_period, link.earlier_household_id AS other_id, link.score
    FROM moved
    JOIN core.link_suggestion AS link ON link.later_household_id = moved.household_id
    WHERE moved.end_class <> 'absent'
    UNION ALL
    SELECT moved.period, moved.household_id, moved.standard_id, moved.period, link.later_household_id, link.score
    FROM moved
    JOIN core.link_suggestion AS link ON link.earlier_household_id = moved.household_id
    WHERE moved.end_class = 'absent'
),
-- A suggestion may have been made on a month's list: the other household counts where it stands on the list asked about.
ranked AS (
    SELECT suggested.*, other_row.area_id AS other_area_id,
           row_number() OVER (PARTITION BY suggested.period, suggested.standard_id, suggested.household_id
                              ORDER BY suggested.score DESC, suggested.other_id, suggested.other_period) AS place
    FROM suggested
    JOIN core.household_round AS other_row
        ON other_row.period = suggested.other_period AND other_row.household_id = suggested.other_id
        AND other_row.standard_id = suggested.standard_id
)
SELECT moved.period, moved.standard_id, moved.area_id,
       row_number() OVER (ORDER BY area.sort_key, identity.head_name, moved.household_id, moved.period) AS sort_key,
       area.name AS area_name, moved.household_id, identity.household_code, identity.head_name,
       moved.begin_class, moved.end_class, moved.reason,
       other.household_code AS other_code, other.head_name AS other_name, other_area.name AS other_area,
       ranked.other_area_id, ranked.score
FROM moved
JOIN core.period AS shown ON shown.period = moved.period
LEFT JOIN core.area AS area
    ON area.area_id = moved.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = moved.named_in AND identity.household_id = moved.household_id
LEFT JOIN ranked
    ON ranked.period = moved.period AND ranked.standard_id = moved.standard_id AND ranked.household_id = moved.household_id
    AND ranked.place = 1
LEFT JOIN restricted.household AS other
    ON other.period = ranked.other_period AND other.household_id = ranked.other_id
LEFT JOIN core.period AS other_shown ON other_shown.period = ranked.other_period
LEFT JOIN core.area AS other_area
    ON other_area.area_id = ranked.other_area_id
    AND other_shown.last_day BETWEEN other_area.valid_from AND coalesce(other_area.valid_to, other_shown.last_day)
