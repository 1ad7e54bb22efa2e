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
SELECT period, standard_id, area_id, CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN kind END AS kind,
       CASE WHEN kind IN ('poor_to_near', 'poor_to_above') THEN 1 ELSE 0 END AS numerator,
       CASE WHEN kind = 'unexplained' AND begin_class IN ('poor', 'unknown') AND end_class <> 'poor' THEN 1 ELSE 0 END AS unknown
FROM known_movements
UNION ALL
SELECT period, standard_id, area_id, NULL, nothing, 0 FROM compared_areas
