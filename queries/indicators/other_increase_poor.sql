/* ---
title:      {vi: "Hộ nghèo tăng khác", en: "Poor households that entered otherwise"}
definition:
  vi: >-
    Số hộ nghèo cuối kỳ vào danh sách vì chuyển đến, tách hộ, đính chính hoặc đổi địa giới, có văn bản; không phải tái
    nghèo hay phát sinh. Chưa rõ: văn bản mâu thuẫn nhau, hoặc hộ vào danh sách chưa rõ loại.
  en: >-
    Households poor at the end that entered the list by a documented move, split, correction or boundary change;
    neither relapsed nor new. Unknown: documents that contradict, or arrivals of unknown class.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review, opening_list, household_event]
rows: {movement_list: {kind: [other_increase, unexplained], end_class: [poor, unknown]}}
access: ward
--- */
-- Without a document an arrival is a relapse or new, by definition: only contradicting documents and unknown classes are in doubt.
-- One row per household whose khối at the end has known movements, and one per khối.
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'other_increase' AND end_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN reason IN ('events_contradict', 'class_unknown') AND begin_class NOT IN ('poor', 'near_poor')
            AND end_class IN ('poor', 'unknown') THEN 1 ELSE 0 END AS unknown
FROM known_movements
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
