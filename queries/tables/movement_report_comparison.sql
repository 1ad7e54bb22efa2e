/* ---
title:      {vi: "Biểu diễn biến của phường và số đếm từ danh sách", en: "The ward's movement report beside the lists"}
definition:
  vi: >-
    Chín cột của biểu diễn biến hộ nghèo, hộ cận nghèo: số phường báo cáo, số đếm từ danh sách và diễn biến từng hộ, chênh
    lệch (số đếm trừ số báo cáo). Dòng «còn lại» là đầu kỳ trừ giảm cộng tăng trừ cuối kỳ của từng bên: khác 0 ở báo cáo là
    biểu không tự khớp, ở số đếm là hộ chưa rõ lý do hoặc (nhân khẩu) hộ ở lại mà đổi số người. Ô trống của biểu để trống,
    trong dòng «còn lại» tính như công thức của biểu. Hộ chuyển khối là giảm khác của khối cũ, tăng khác của khối mới, như các
    khối báo cáo. Hai bên để cạnh nhau, không bên nào bị sửa.
  en: >-
    The nine columns of the official movement form: as reported by the ward, as counted from lists and households, and the
    difference (counted less reported). The remainder is opening less decreases plus increases less end of each side: of
    the report, it does not add up; of ours, households unexplained or (persons) a change of size of those who stay. A
    blank cell stays blank, in the remainder it counts as in the form's own formula. Who changed neighbourhood is an other
    decrease of the one and an other increase of the other, as neighbourhoods report it. Neither side is repaired.
columns:
  - {name: listed_class, title: {vi: Loại hộ, en: Class}, kind: code, codes: class}
  - {name: counted, title: {vi: Phân tổ, en: Counted}, kind: code, codes: counted}
  - {name: step, title: {vi: Diễn biến, en: Step}, kind: code, codes: step}
  - {name: ours, title: {vi: Đếm từ danh sách, en: Counted from lists}, kind: count, sum: whole}
  - {name: reported, title: {vi: Phường báo cáo, en: Reported}, kind: count, sum: true}
  - {name: difference, title: {vi: Chênh lệch, en: Difference}, kind: count, sum: whole}
sources: [household_review, opening_list, earlier_lists, household_event, movement_report]
rows: {movement_report_list: {}, movement_list: {}}
coverage: movement
access: ward
--- */
-- One row per report, class, way of counting and column, in the order of the form. A report is of the standard then in force;
-- the ward's own row counts only where no khối has one. Where movements are not known, only the report is told.
WITH official AS (
    SELECT * FROM (VALUES
        ('poor', 'begin', 1, 1), ('poor', 'poor_to_near', -1, 2), ('poor', 'poor_to_above', -1, 3), ('poor', 'other_decrease', -1, 4),
        ('poor', 'near_to_poor', 1, 5), ('poor', 'relapsed_poor', 1, 6), ('poor', 'new_poor', 1, 7),
        ('poor', 'other_increase', 1, 8), ('poor', 'end', -1, 9),
        ('near_poor', 'begin', 1, 1), ('near_poor', 'near_to_poor', -1, 2), ('near_poor', 'near_to_above', -1, 3),
        ('near_poor', 'other_decrease', -1, 4), ('near_poor', 'poor_to_near', 1, 5), ('near_poor', 'relapsed_near', 1, 6),
        ('near_poor', 'new_near', 1, 7), ('near_poor', 'other_increase', 1, 8), ('near_poor', 'end', -1, 9)
    ) AS listed(listed_class, step, sign, place)
),
used AS (
    SELECT report.*, standard.standard_id, ward.area_id AS ward_id
    FROM core.movement_report AS report
    JOIN core.period AS shown ON shown.period = report.period
    JOIN core.standard AS standard
        ON shown.last_day BETWEEN standard.valid_from AND coalesce(standard.valid_to, shown.last_day)
    CROSS JOIN core.ward AS ward
    WHERE report.area_id <> ward.area_id
       OR NOT EXISTS (
           SELECT 1 FROM core.movement_report AS khoi
           WHERE khoi.period = report.period AND khoi.listed_class = report.listed_class AND khoi.counted = report.counted
             AND khoi.area_id <> ward.area_id
       )
),
known AS (
    SELECT *, CASE WHEN basis = 'lists' THEN begin_period ELSE period END AS begin_list FROM core.movement_pair WHERE is_known
),
taken AS (
    SELECT known.period, known.standard_id, known.area_id, 'begin' AS step,
           CASE WHEN known.basis = 'lists' THEN listed.recognised_class ELSE listed.opening_class END AS listed_class,
           CASE WHEN known.basis = 'lists' THEN listed.members END AS persons, FALSE AS is_crossing
    FROM known
    JOIN sized_households AS listed ON listed.period = known.begin_list AND listed.standard_id = known.standard_id AND listed.area_id = known.area_id
    UNION ALL
    SELECT known.period, known.standard_id, known.area_id, 'end', listed.recognised_class, listed.members, FALSE
    FROM known
    JOIN sized_households AS listed ON listed.period = known.period AND listed.standard_id = known.standard_id AND listed.area_id = known.area_id
    UNION ALL
    SELECT period, standard_id, area_id, kind, begin_class, begin_members, FALSE FROM core.movement WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, area_id, kind, end_class, end_members, FALSE FROM core.movement WHERE begin_class <> end_class
    UNION ALL
    SELECT period, standard_id, begin_area_id, 'other_decrease', begin_class, begin_members, TRUE
    FROM core.movement WHERE begin_area_id <> area_id
    UNION ALL
    SELECT period, standard_id, area_id, 'other_increase', begin_class, begin_members, TRUE
    FROM core.movement WHERE begin_area_id <> area_id
),
-- Who changed khối left the one otherwise and came to the other otherwise; in a report of the whole ward they did neither.
-- The khối that a report speaks of: its own, or all of them.
spoken AS (
    SELECT used.period, used.standard_id, used.area_id, used.listed_class, used.counted, khoi.area_id AS khoi_id, khoi.is_known,
           used.area_id = used.ward_id AS is_ward
    FROM used
    JOIN core.movement_pair AS khoi
        ON khoi.period = used.period AND khoi.standard_id = used.standard_id
        AND (khoi.area_id = used.area_id OR used.area_id = used.ward_id)
),
ours AS (
    SELECT spoken.period, spoken.area_id, spoken.listed_class, spoken.counted, official.step, bool_and(spoken.is_known) AS is_known,
           CASE WHEN spoken.counted = 'household' THEN count(taken.step)
                WHEN count(taken.step) = count(taken.persons) THEN coalesce(sum(taken.persons), 0) END AS number
    FROM spoken
    JOIN official ON official.listed_class = spoken.listed_class
    LEFT JOIN taken
        ON taken.period = spoken.period AND taken.standard_id = spoken.standard_id AND taken.area_id = spoken.khoi_id
        AND taken.listed_class = spoken.listed_class AND taken.step = official.step AND NOT (taken.is_crossing AND spoken.is_ward)
    GROUP BY spoken.period, spoken.area_id, spoken.listed_class, spoken.counted, official.step
),
told AS (
    SELECT used.period, used.standard_id, used.area_id, used.listed_class, used.counted, official.step, official.sign, official.place,
           CASE WHEN ours.is_known THEN ours.number END AS ours,
           CASE official.place WHEN 1 THEN used.begin_count WHEN 2 THEN used.to_listed WHEN 3 THEN used.to_above
               WHEN 4 THEN used.other_decrease WHEN 5 THEN used.from_listed WHEN 6 THEN used.relapsed WHEN 7 THEN used.new_count
               WHEN 8 THEN used.other_increase ELSE used.end_count END AS reported
    FROM used
    JOIN official ON official.listed_class = used.listed_class
    LEFT JOIN ours
        ON ours.period = used.period AND ours.area_id = used.area_id AND ours.listed_class = used.listed_class
        AND ours.counted = used.counted AND ours.step = official.step
),
shown AS (
    SELECT period, standard_id, area_id, listed_class, counted, step, place, ours, reported FROM told
    UNION ALL
    SELECT period, standard_id, area_id, listed_class, counted, 'residual', 10,
           CASE WHEN count(ours) = 9 THEN sum(sign * ours) END,
           CASE WHEN count(CASE WHEN place IN (1, 9) THEN reported END) = 2 THEN sum(sign * coalesce(reported, 0)) END
    FROM told
    GROUP BY period, standard_id, area_id, listed_class, counted
)
SELECT period, standard_id, area_id,
       CASE listed_class WHEN 'poor' THEN 100 ELSE 200 END + CASE counted WHEN 'household' THEN 0 ELSE 50 END + place AS sort_key,
       listed_class, counted, step, ours, reported, CASE WHEN ours = 0 AND reported IS NULL THEN 0 ELSE ours - reported END AS difference
FROM shown
