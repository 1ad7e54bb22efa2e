/* ---
title:      {vi: "Hộ tái nghèo, cách đọc rộng", en: "Households poor again, the wider reading"}
definition:
  vi: >-
    Hộ tái nghèo, cộng hộ cận nghèo trở thành hộ nghèo mà trước đó từng là hộ nghèo theo cùng chuẩn; biểu diễn biến ghi
    các hộ này ở cột «cận nghèo trở thành hộ nghèo». Chưa rõ đếm như hộ tái nghèo.
  en: >-
    Relapses, plus near-poor households that became poor and had been poor before under the same standard; the
    official form has them in the column «near-poor to poor». Unknowns are counted as in relapses.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {kind: [relapsed_poor, near_to_poor, unexplained], end_class: [poor, unknown]}}
target: T1b
access: ward
--- */
-- One row per household whose khối at the end has known movements, and one per khối.
-- Whoever may be another household as well, by an open suggestion, has a past that is not known.
WITH doubted AS (
    SELECT DISTINCT later_household_id AS household_id FROM core.link_suggestion
)
SELECT moved.period, moved.standard_id, moved.area_id,
       CASE WHEN kind = 'relapsed_poor' OR (kind = 'near_to_poor' AND was_poor_before) THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind NOT IN ('unexplained', 'near_to_poor') OR begin_class = 'poor' OR end_class NOT IN ('poor', 'unknown') THEN 0
            WHEN kind = 'near_to_poor' AND was_poor_before THEN 0
            -- Never poor before, and surely this household: no relapse, whatever else is not known of it.
            WHEN NOT was_poor_before AND begin_class <> 'unknown' AND coalesce(reason, '') NOT IN ('link_pending', 'opening_contradicts')
                 AND doubted.household_id IS NULL THEN 0
            -- Split off from a household that was poor at the opening, or new: neither is a relapse.
            WHEN NOT was_poor_before AND reason = 'no_event' THEN 0
            ELSE 1 END AS unknown
FROM known_movements AS moved
LEFT JOIN doubted ON doubted.household_id = moved.household_id
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
