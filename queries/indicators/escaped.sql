/* ---
title:      {vi: "Hộ thoát nghèo", en: "Households that left poverty"}
definition:
  vi: >-
    Số hộ nghèo đầu kỳ trở thành hộ cận nghèo hoặc vượt chuẩn cận nghèo cuối kỳ; không gồm hộ chuyển đi, chết,
    nhập hộ. Hộ nghèo vắng mặt cuối kỳ mà không văn bản nào nói vì sao có thể đã thoát nghèo: đếm là chưa rõ.
  en: >-
    Poor households that became near-poor or rose above near-poverty; moves, deaths and mergers are not counted.
    A poor household that is absent without a document may have left poverty: it is counted as unknown.
kind: flow
unit: household
direction: up
frequency: round
slices: [kind]
sources: [household_review, opening_list, household_event]
rows: {movement_list: {kind: [poor_to_near, poor_to_above, unexplained], begin_class: [poor, unknown]}}
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
SELECT period, standard_id, area_id, CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN kind END AS kind,
       CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class IN ('poor', 'unknown') AND end_class <> 'poor' THEN 1 ELSE 0 END AS unknown
FROM moved
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, NULL, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
