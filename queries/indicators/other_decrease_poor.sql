/* ---
title:      {vi: "Hộ nghèo giảm khác", en: "Poor households that left otherwise"}
definition:
  vi: >-
    Số hộ nghèo đầu kỳ không còn trong danh sách vì chuyển đi, chết, nhập hộ, đính chính hoặc đổi địa giới, có văn bản;
    không phải thoát nghèo. Hộ nghèo vắng mặt mà không rõ lý do đếm là chưa rõ.
  en: >-
    Households poor at the opening that are off the list for a documented move, death, merger, correction or boundary
    change; not an escape from poverty. Unexplained absences are counted as unknown.
kind: flow
unit: household
direction: down
frequency: round
slices: []
sources: [household_review, opening_list, household_event]
rows: {movement_list: {kind: [other_decrease, unexplained], begin_class: [poor, unknown]}}
access: ward
--- */
-- One row per household whose khối at the end has known movements, and one per khối.
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'other_decrease' AND begin_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class IN ('poor', 'unknown') AND end_class = 'absent' THEN 1 ELSE 0 END AS unknown
FROM known_movements
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
