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
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'new_poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class NOT IN ('poor', 'near_poor') AND end_class IN ('poor', 'unknown')
            AND was_poor_before IS NOT TRUE THEN 1 ELSE 0 END AS unknown
FROM known_movements
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
