/* ---
title:      {vi: "Hộ tái nghèo", en: "Households that fell back into poverty"}
definition:
  vi: >-
    Số hộ từng là hộ nghèo theo cùng chuẩn, đã ra khỏi danh sách hộ nghèo và không phải hộ cận nghèo đầu kỳ, nay lại là
    hộ nghèo. Hộ vào danh sách mà chưa nói chắc được không phải tái nghèo thì đếm là chưa rõ: chưa rõ loại hộ, chưa nạp
    đủ các năm trước, hoặc chưa chắc là hộ nào.
  en: >-
    Households once poor under the same standard that left the list, were not near-poor at the opening and are poor
    again. Arrivals that cannot be told for certain from a relapse are counted as unknown: a class not known, earlier
    years not loaded, or an identity in doubt.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {kind: [relapsed_poor, unexplained], end_class: [poor, unknown]}}
target: T1b
access: ward
--- */
-- One row per household whose khối at the end has known movements, and one per khối.
-- Whoever may be another household as well, by an open suggestion, has a past that is not known.
WITH doubted AS (
    SELECT DISTINCT later_household_id AS household_id FROM core.link_suggestion
)
SELECT moved.period, moved.standard_id, moved.area_id,
       CASE WHEN kind = 'relapsed_poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind <> 'unexplained' OR begin_class IN ('poor', 'near_poor') OR end_class NOT IN ('poor', 'unknown') THEN 0
            -- Never poor before, and surely this household: no relapse, whatever else is not known of it.
            WHEN NOT was_poor_before AND begin_class <> 'unknown' AND reason IN ('events_contradict', 'class_unknown')
                 AND doubted.household_id IS NULL THEN 0
            -- Split off from a household that was poor at the opening, or new: neither is a relapse.
            WHEN NOT was_poor_before AND reason = 'no_event' THEN 0
            ELSE 1 END AS unknown
FROM known_movements AS moved
LEFT JOIN doubted ON doubted.household_id = moved.household_id
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
