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
WITH moved AS (
    SELECT movement.*
    FROM core.movement AS movement
    JOIN core.movement_pair AS pair
        ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
    WHERE pair.is_known
)
SELECT period, standard_id, area_id, CASE WHEN kind = 'unexplained' THEN end_class END AS end_class, reason,
       CASE WHEN kind = 'unexplained' AND reason <> 'class_unknown' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN reason = 'class_unknown' THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, NULL, NULL, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, NULL, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
