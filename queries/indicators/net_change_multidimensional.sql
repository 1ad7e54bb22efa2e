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
WITH listed AS (
    SELECT pair.period, pair.standard_id, pair.area_id, household.household_id, 1 AS sign, household.recognised_class AS class
    FROM core.movement_pair AS pair
    JOIN core.household_round AS household
        ON household.period = pair.period AND household.standard_id = pair.standard_id AND household.area_id = pair.area_id
    WHERE pair.is_known
    UNION ALL
    SELECT pair.period, pair.standard_id, pair.area_id, household.household_id, -1,
           CASE WHEN pair.basis = 'lists' THEN household.recognised_class ELSE household.opening_class END
    FROM core.movement_pair AS pair
    JOIN core.household_round AS household
        ON household.period = CASE WHEN pair.basis = 'lists' THEN pair.begin_period ELSE pair.period END
        AND household.standard_id = pair.standard_id AND household.area_id = pair.area_id
    WHERE pair.is_known
)
SELECT period, standard_id, area_id,
       sum(CASE WHEN class IN ('poor', 'near_poor') THEN sign ELSE 0 END) AS numerator,
       max(CASE WHEN class = 'unknown' THEN 1 ELSE 0 END) AS unknown
FROM listed
GROUP BY period, standard_id, area_id, household_id
UNION ALL
-- Gone from the list and nobody says why: it may be poor still, only left out.
SELECT period, standard_id, coalesce(begin_area_id, area_id), 0, 1
FROM core.movement
WHERE kind = 'unexplained' AND begin_class IN ('poor', 'near_poor') AND end_class = 'absent'
UNION ALL
-- Every khối: nothing to add where its movements can be told, unknown where they cannot.
SELECT period, standard_id, area_id, CASE WHEN is_known THEN 0 END, 0 FROM core.movement_pair
UNION ALL
SELECT period, standard_id, area_id, NULL, 0
FROM core.area_report
WHERE form = 'household_review'
  AND (period, standard_id, area_id) NOT IN (SELECT period, standard_id, area_id FROM core.movement_pair)
