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
WITH moved AS (
    SELECT movement.*
    FROM core.movement AS movement
    JOIN core.movement_pair AS pair
        ON pair.period = movement.period AND pair.standard_id = movement.standard_id AND pair.area_id = movement.area_id
    WHERE pair.is_known
)
SELECT period, standard_id, area_id,
       CASE WHEN kind = 'other_decrease' AND begin_class = 'poor' THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class IN ('poor', 'unknown') AND end_class = 'absent' THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
