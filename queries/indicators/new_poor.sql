/* ---
title:      {vi: "Hộ nghèo phát sinh", en: "Newly poor households"}
definition:
  vi: >-
    Số hộ lần đầu là hộ nghèo mà đầu kỳ không phải hộ cận nghèo, không phải chuyển đến hay tách hộ. Hộ vào danh sách mà
    chưa phân được tái nghèo hay phát sinh thì đếm là chưa rõ, trừ hộ chắc chắn từng là hộ nghèo.
  en: >-
    Households poor for the first time, not near-poor before, neither moved in nor split off. Arrivals not told apart
    from relapses are counted as unknown, unless they were poor before for certain.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {kind: [new_poor, unexplained], end_class: [poor, unknown]}}
access: ward
--- */
-- One row per household whose khối at the end has known movements, and one per khối.
WITH moved AS (
    SELECT movement.*
    FROM core.movement AS movement
    JOIN core.movement_pair AS pair
        ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
    WHERE pair.is_known
)
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'new_poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class NOT IN ('poor', 'near_poor') AND end_class IN ('poor', 'unknown')
            AND was_poor_before IS NOT TRUE THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
