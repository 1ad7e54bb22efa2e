/* ---
title:      {vi: "Tỷ lệ nghèo đa chiều", en: "Multidimensional poverty, share"}
definition:
  vi: >-
    Số hộ nghèo và hộ cận nghèo trên tổng số hộ dân cư tại thời điểm chốt, như cách công bố toàn quốc.
  en: >-
    Poor and near-poor over all resident households at the cut-off, as announced nationally.
kind: ratio
unit: percent_of_households
direction: down
frequency: round
slices: []
sources: [household_review, resident_households]
rows: {household_list: {recognised_class: [poor, near_poor, unknown]}, resident_list: {}}
basis: {vi: "Nghị định 07/2021/NĐ-CP", en: "Decree 07/2021"}
access: public
--- */
-- One row per khối, review round and standard. Who is listed without a khối is counted among the residents of one.
WITH listed AS (
    SELECT period, standard_id, area_id,
           CASE WHEN recognised_class IN ('poor', 'near_poor') THEN 1 ELSE 0 END AS households,
           CASE WHEN recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
    FROM core.household_round
    UNION ALL
    -- Every khối that should report: nothing to add where it did, unknown where it did not.
    SELECT period, standard_id, area_id, CASE WHEN is_reported THEN 0 END, 0
    FROM core.area_report
    WHERE form = 'household_review' AND area_id <> 'chua_xac_dinh'
),
counted AS (
    SELECT period, standard_id, area_id, sum(unknown) AS unknown,
           CASE WHEN count(*) = count(households) THEN sum(households) END AS households
    FROM listed
    GROUP BY period, standard_id, area_id
)
SELECT counted.period, counted.standard_id, counted.area_id,
       counted.households AS numerator,
       CASE WHEN counted.area_id = 'chua_xac_dinh' THEN 0 ELSE residents.resident_households END AS denominator,
       counted.unknown
FROM counted
LEFT JOIN core.area_round AS residents ON residents.period = counted.period AND residents.area_id = counted.area_id
