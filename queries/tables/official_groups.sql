/* ---
title:      {vi: "Biểu R8: Hộ nghèo, hộ cận nghèo theo nhóm đối tượng", en: "Form R8: Poor and near-poor by group"}
definition:
  vi: >-
    Hộ dân tộc thiểu số, hộ không có khả năng lao động, hộ có thành viên là người có công; một hộ có thể thuộc nhiều
    nhóm nên các nhóm KHÔNG cộng lại được. «Khác» đếm các hộ không thuộc nhóm nào, không lấy công thức của biểu (tổng
    trừ ba nhóm); khi công thức ấy ra số âm thì có cảnh báo. Nhóm mà không hộ nào có câu trả lời để trống; hộ chưa rõ
    một nhóm đếm ở cột ngoài biểu. Khối chưa báo cáo không phải là 0.
  en: >-
    Ethnic minority households, without labour, with a member of merit; a household may be of several groups: they do
    NOT add up. Other counts those of no group, not the form's formula (all less the three); where that formula is
    negative a warning says so. A group that nobody answers is blank, households with one not known are counted beside
    the form. A neighbourhood that has not reported is not 0.
columns:
  - {name: counted, title: {vi: Phân tổ, en: Counted}, kind: code, codes: counted}
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
sources: [household_review, member_list]
rows: {household_list: {recognised_class: [poor, near_poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per khối, way of counting and column of the form.
WITH form AS (
    SELECT * FROM (VALUES
        (1, 'Tổng số', 'All'), (2, 'Dân tộc thiểu số', 'Ethnic minority'), (3, 'Không có khả năng lao động', 'Without labour'),
        (4, 'Có người có công', 'With a member of merit'), (5, 'Khác', 'Other'), (6, 'Chưa rõ một nhóm', 'A group not known')
    ) AS listed(item, name, name_en)
),
grouped AS (
    SELECT period, standard_id, area_id, recognised_class, household_id, members, is_ethnic_minority, has_no_labour, has_merit_member,
           is_ethnic_minority IS NULL OR has_no_labour IS NULL OR has_merit_member IS NULL AS is_doubtful
    FROM sized_households
),
-- Who is of a group, and of whom it is known: one row per household and group.
asked AS (
    SELECT grouped.*, form.item,
           CASE form.item WHEN 1 THEN TRUE WHEN 2 THEN is_ethnic_minority WHEN 3 THEN has_no_labour WHEN 4 THEN has_merit_member
               WHEN 5 THEN CASE WHEN is_ethnic_minority OR has_no_labour OR has_merit_member THEN FALSE
                                WHEN NOT is_doubtful THEN TRUE END
               ELSE is_doubtful END AS is_of_group
    FROM grouped
    CROSS JOIN form
),
counted AS (
    SELECT area.period, area.standard_id, area.area_id, class.listed_class, class.begin, class.heading, class.heading_en, form.item,
           form.name, form.name_en, count(asked.household_id) AS households, count(asked.is_of_group) AS answered,
           count(CASE WHEN asked.is_of_group THEN 1 END) AS of_group,
           count(CASE WHEN asked.is_of_group THEN asked.members END) AS sized,
           sum(CASE WHEN asked.is_of_group THEN asked.members ELSE 0 END) AS persons
    FROM official_areas AS area
    CROSS JOIN (VALUES ('poor', 0, 'Hộ nghèo', 'Poor'), ('near_poor', 5, 'Hộ cận nghèo', 'Near-poor'))
        AS class(listed_class, begin, heading, heading_en)
    CROSS JOIN form
    LEFT JOIN asked
        ON asked.period = area.period AND asked.standard_id = area.standard_id AND asked.area_id = area.area_id
        AND asked.recognised_class = class.listed_class AND asked.item = form.item
    GROUP BY area.period, area.standard_id, area.area_id, class.listed_class, class.begin, class.heading, class.heading_en, form.item,
             form.name, form.name_en
)
SELECT period, standard_id, area_id, ways.sort_key + begin + CASE item WHEN 6 THEN 20 ELSE item END AS sort_key, ways.counted,
       CASE WHEN item < 6 THEN begin + item END AS place,
       CASE WHEN item < 5 THEN CAST(begin + item AS VARCHAR) WHEN begin = 0 AND item = 5 THEN '5=1-2-3-4'
            WHEN item = 5 THEN '10=6-7-8-9' END AS formula,
       CASE WHEN item < 6 THEN {'vi': heading, 'en': heading_en} ELSE {'vi': 'Ngoài biểu', 'en': 'Beside the form'} END AS heading,
       CASE WHEN item < 6 THEN {'vi': name, 'en': name_en}
            ELSE {'vi': concat(heading, ': chưa rõ một nhóm'), 'en': concat(heading_en, ': a group not known')} END AS name,
       CASE WHEN households > 0 AND answered = 0 THEN NULL
            -- Of none of the groups: known only of those of whom all three are known.
            WHEN item = 5 AND answered < households THEN NULL
            WHEN ways.counted = 'household' THEN of_group
            WHEN sized = of_group THEN persons END AS number
FROM counted
CROSS JOIN (VALUES ('household', 0), ('person', 100)) AS ways(counted, sort_key)
