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
  - {name: area_name, title: {vi: Khối, en: Khối}, kind: area}
  - {name: household_id, title: {vi: Mã trong kho số liệu, en: Warehouse id}, kind: household}
  - {name: household_code, title: {vi: Mã hộ, en: Household code}, kind: household}
  - {name: head_name, title: {vi: Chủ hộ, en: Head}, kind: name}
  - {name: begin_class, title: {vi: Đầu kỳ, en: Opening}, kind: code, codes: class}
  - {name: end_class, title: {vi: Cuối kỳ, en: End}, kind: code, codes: class}
  - {name: reason, title: {vi: Vì sao chưa rõ, en: Why unexplained}, kind: code, codes: reason}
  - {name: other_code, title: {vi: Mã của hộ giống, en: Code of the other}, kind: household}
  - {name: other_name, title: {vi: Chủ hộ giống, en: Head of the other}, kind: name}
  - {name: other_area, title: {vi: Khối của hộ giống, en: Khối of the other}, kind: area}
  - {name: other_area_id, title: {vi: Mã khối của hộ giống, en: Khối id of the other}, kind: area}
  - {name: score, title: {vi: Điểm giống, en: Score}, kind: decimal}
sources: [household_review, household_event]
coverage: movement
access: restricted
--- */
-- One row per household: an arrival is like a household of an earlier list, an absence like one of this list.
WITH moved AS (
    SELECT movement.*, CASE WHEN movement.end_class = 'absent' THEN movement.begin_period ELSE movement.period END AS named_in
    FROM core.movement AS movement
    JOIN core.movement_pair AS pair
        ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
    WHERE pair.is_known AND movement.kind = 'unexplained'
),
suggested AS (
    SELECT later_period AS period, later_household_id AS household_id, earlier_period AS other_period,
           earlier_household_id AS other_id, score, FALSE AS is_absence
    FROM core.link_suggestion
    UNION ALL
    SELECT later_period, earlier_household_id, later_period, later_household_id, score, TRUE FROM core.link_suggestion
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY period, household_id, is_absence ORDER BY score DESC, other_id) AS place
    FROM suggested
)
SELECT moved.period, moved.standard_id, moved.area_id,
       row_number() OVER (ORDER BY area.sort_key, identity.head_name, moved.household_id) AS sort_key,
       area.name AS area_name, moved.household_id, identity.household_code, identity.head_name,
       moved.begin_class, moved.end_class, moved.reason,
       other.household_code AS other_code, other.head_name AS other_name, other_area.name AS other_area,
       other_row.area_id AS other_area_id, ranked.score
FROM moved
JOIN core.period AS shown ON shown.period = moved.period
LEFT JOIN core.area AS area
    ON area.area_id = moved.area_id AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.household AS identity
    ON identity.period = moved.named_in AND identity.household_id = moved.household_id
LEFT JOIN ranked
    ON ranked.period = moved.period AND ranked.household_id = moved.household_id AND ranked.place = 1
    AND ranked.is_absence = (moved.end_class = 'absent')
LEFT JOIN restricted.household AS other
    ON other.period = ranked.other_period AND other.household_id = ranked.other_id
LEFT JOIN core.household_round AS other_row
    ON other_row.period = ranked.other_period AND other_row.household_id = ranked.other_id
    AND other_row.standard_id = moved.standard_id
LEFT JOIN core.period AS other_shown ON other_shown.period = ranked.other_period
LEFT JOIN core.area AS other_area
    ON other_area.area_id = other_row.area_id
    AND other_shown.last_day BETWEEN other_area.valid_from AND coalesce(other_area.valid_to, other_shown.last_day)
