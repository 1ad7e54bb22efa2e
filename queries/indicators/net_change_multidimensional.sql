/* ---
title:      {vi: "Thực tăng, giảm hộ nghèo và hộ cận nghèo", en: "Net change of poor and near-poor households"}
definition:
  vi: >-
    Số hộ nghèo và cận nghèo cuối kỳ trừ đầu kỳ, cách đọc rộng của «hộ nghèo đa chiều»; số âm là giảm. Đầu kỳ như ở số
    thực tăng, giảm hộ nghèo.
    Hộ nghèo, cận nghèo đầu kỳ vắng mặt mà chưa rõ lý do đếm là chưa rõ, vì có thể chỉ sót khỏi danh sách.
  en: >-
    Poor and near-poor households at the end less those at the opening, the wider reading of the target; negative is a
    decrease. The opening is that of the net change of poor households.
    A poor or near-poor household of the opening that is absent without a reason is counted as unknown: it may only be left out.
kind: flow
unit: household_change
direction: down
frequency: round
slices: []
sources: [household_review, opening_list]
rows: {movement_list: {}, household_list: {recognised_class: [poor, near_poor, unknown]}}
target: T1a
access: ward
--- */
-- One row per household and khối at either end, and one per khối: the difference of two stocks, whoever is whom.
-- A class not known at either end may move the balance either way.
SELECT period, standard_id, area_id,
       sum(CASE WHEN class IN ('poor', 'near_poor') THEN sign ELSE 0 END) AS numerator,
       max(CASE WHEN class = 'unknown' THEN 1 ELSE 0 END) AS unknown
FROM listed_ends
GROUP BY period, standard_id, area_id, household_id
UNION ALL
-- Gone from the list and nobody says why: it may be poor still, only left out.
SELECT period, standard_id, coalesce(begin_area_id, area_id), 0, 1
FROM core.movement
WHERE kind = 'unexplained' AND begin_class IN ('poor', 'near_poor') AND end_class = 'absent'
UNION ALL
SELECT period, standard_id, area_id, nothing, 0 FROM compared_areas
