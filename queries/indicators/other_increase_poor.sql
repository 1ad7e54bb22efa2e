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
WITH moved AS (
    SELECT movement.*
    FROM core.movement AS movement
    JOIN core.movement_pair AS pair
        ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
    WHERE pair.is_known
)
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'other_increase' AND end_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN reason IN ('events_contradict', 'class_unknown') AND begin_class NOT IN ('poor', 'near_poor')
            AND end_class IN ('poor', 'unknown') THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
