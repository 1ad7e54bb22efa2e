/* ---
title:      {vi: "Loại hộ theo hai chuẩn", en: "Classes under two standards"}
definition:
  vi: >-
    Số hộ của cùng một kỳ theo loại hộ ở chuẩn cũ và loại hộ ở chuẩn mới. «Ngoài danh sách» là hộ chỉ có trong danh sách của
    một chuẩn; khối chưa nộp danh sách theo chuẩn kia thì «chưa rõ». Khác nhau ở đây là do chuẩn, không phải do đời sống.
  en: >-
    Households of one round by class under the old and the new standard. «Not on the list»: on the list of one standard
    only; «not known» where the neighbourhood has not handed in the other list. These differences come from the standard.
columns:
  - {name: old_class, title: {vi: Chuẩn cũ, en: Old standard}, kind: code, codes: class}
  - {name: new_class, title: {vi: Chuẩn mới, en: New standard}, kind: code, codes: class}
  - {name: households, title: {vi: Số hộ, en: Households}, kind: count, sum: true}
sources: [household_review]
rows: {household_list: {}}
coverage: two_standards
access: ward
--- */
-- One row per household of a round that is listed under two standards. Whoever stands on one list only is absent from the
-- other, unless the khối has not handed that one in.
WITH place AS (
    SELECT * FROM (VALUES ('poor', 1), ('near_poor', 2), ('average_living', 3), ('not_poor', 4), ('absent', 5), ('unknown', 6))
        AS listed(class, place)
),
pair AS (
    SELECT listed.period, arg_min(listed.standard_id, standard.valid_from) AS old, arg_max(listed.standard_id, standard.valid_from) AS new
    FROM (SELECT DISTINCT period, standard_id FROM core.household_round) AS listed
    JOIN core.standard AS standard ON standard.standard_id = listed.standard_id
    GROUP BY listed.period
    HAVING count(*) > 1
),
classed AS (
    SELECT pair.period, coalesce(max(CASE WHEN household.standard_id = pair.new THEN household.area_id END), max(household.area_id)) AS area_id,
           max(CASE WHEN household.standard_id = pair.old THEN household.recognised_class END) AS old_class,
           max(CASE WHEN household.standard_id = pair.new THEN household.recognised_class END) AS new_class,
           pair.old, pair.new
    FROM pair
    JOIN core.household_round AS household ON household.period = pair.period AND household.standard_id IN (pair.old, pair.new)
    GROUP BY pair.period, household.household_id, pair.old, pair.new
),
told AS (
    SELECT classed.period, classed.area_id,
           coalesce(classed.old_class, CASE WHEN old_report.is_reported THEN 'absent' ELSE 'unknown' END) AS old_class,
           coalesce(classed.new_class, CASE WHEN new_report.is_reported THEN 'absent' ELSE 'unknown' END) AS new_class
    FROM classed
    LEFT JOIN core.area_report AS old_report
        ON old_report.period = classed.period AND old_report.standard_id = classed.old
        AND old_report.area_id = classed.area_id AND old_report.form = 'household_review'
    LEFT JOIN core.area_report AS new_report
        ON new_report.period = classed.period AND new_report.standard_id = classed.new
        AND new_report.area_id = classed.area_id AND new_report.form = 'household_review'
)
SELECT told.period, CAST(NULL AS VARCHAR) AS standard_id, told.area_id, 10 * old_place.place + new_place.place AS sort_key,
       told.old_class, told.new_class, 1 AS households
FROM told
JOIN place AS old_place ON old_place.class = told.old_class
JOIN place AS new_place ON new_place.class = told.new_class
