/* ---
title:      {vi: "Hộ biến động chưa rõ lý do", en: "Households whose movement is unexplained"}
definition:
  vi: >-
    Số hộ vào danh sách hộ nghèo, cận nghèo chưa phân được tái nghèo, phát sinh hay tăng khác, và số hộ nghèo, cận nghèo
    vắng mặt cuối kỳ mà không văn bản nào nói vì sao. Hộ chưa rõ loại ở một đầu kỳ đếm là chưa rõ.
  en: >-
    Arrivals among the poor and near-poor not told apart, and absences that no document explains. Households of
    unknown class at either end are counted as unknown.
kind: flow
unit: household
direction: down
frequency: round
slices: [end_class, reason]
sources: [household_review, opening_list, earlier_lists, household_event]
rows: {movement_list: {kind: [unexplained]}}
access: ward
--- */
-- One row per household whose khối at the end has known movements, and one per khối.
SELECT period, standard_id, area_id, CASE WHEN kind = 'unexplained' THEN end_class END AS end_class, reason,
       CASE WHEN kind = 'unexplained' AND reason <> 'class_unknown' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN reason = 'class_unknown' THEN 1 ELSE 0 END AS unknown
FROM known_movements
UNION ALL
SELECT period, standard_id, area_id, NULL, NULL, nothing, 0 FROM compared_areas
