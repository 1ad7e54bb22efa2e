/* ---
title:      {vi: "Biểu R9: Hộ nghèo, hộ cận nghèo theo dân tộc", en: "Form R9: Poor and near-poor by ethnicity"}
definition:
  vi: >-
    Các dân tộc lấy theo danh mục dân tộc. Hộ là dân tộc thiểu số theo danh sách hộ; dân tộc của hộ là dân tộc chung
    của mọi thành viên, hộ nhiều dân tộc hoặc chưa rõ đếm ở cột ngoài biểu. Nhân khẩu đếm theo dân tộc của từng người
    trong danh sách thành viên; người không có trong danh sách ấy đếm là chưa rõ dân tộc, không ai có thì để trống. Khối chưa báo cáo không phải là 0.
  en: >-
    The ethnicities are those of the code list. A household is of a minority as the household list says; its ethnicity
    is that which all its members share, those of several or of one not known are counted beside the form. Persons are
    counted by their own ethnicity in the list of members; those not in it are of an ethnicity not known; where nobody is, it is blank. A neighbourhood that has
    not reported is not 0.
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
-- One row per khối, way of counting and column of the form: all, Kinh, minorities, each minority of the code list.
WITH form AS (
    SELECT 1 AS item, NULL AS ethnicity_code, 'Tổng số' AS name, 'All' AS name_en, 'all' AS kind
    UNION ALL SELECT 2, ethnicity_code, name, name, 'majority' FROM core.ethnicity WHERE NOT is_minority
    UNION ALL SELECT 3, NULL, 'Tổng dân tộc thiểu số', 'All minorities', 'minority'
    UNION ALL SELECT 3 + row_number() OVER (ORDER BY rowid), ethnicity_code, name, name, 'one' FROM core.ethnicity WHERE is_minority
    UNION ALL SELECT 90, NULL, 'chưa rõ dân tộc', 'ethnicity not known', 'unknown'
),
width AS (SELECT max(item) AS columns FROM form WHERE item < 90),
shared AS (
    SELECT period, household_id, min(ethnicity_code) AS ethnicity_code
    FROM core.person_round
    GROUP BY period, household_id
    HAVING count(*) = count(ethnicity_code) AND count(DISTINCT ethnicity_code) = 1
),
-- Households and persons alike: of a minority or not, and of which ethnicity, NULL where nobody says.
subject AS (
    SELECT 'household' AS counted, household.period, household.standard_id, household.area_id, household.recognised_class,
           household.household_id AS subject_id, household.is_ethnic_minority AS is_minority, shared.ethnicity_code
    FROM core.household_round AS household
    LEFT JOIN shared ON shared.period = household.period AND shared.household_id = household.household_id
    UNION ALL
    SELECT 'person', household.period, household.standard_id, household.area_id, household.recognised_class, person.person_id,
           ethnicity.is_minority, ethnicity.ethnicity_code
    FROM core.household_round AS household
    JOIN core.person_round AS person ON person.period = household.period AND person.household_id = household.household_id
    LEFT JOIN core.ethnicity AS ethnicity ON ethnicity.ethnicity_code = person.ethnicity_code
),
asked AS (
    SELECT subject.*, form.item,
           CASE form.kind WHEN 'all' THEN TRUE WHEN 'majority' THEN NOT is_minority WHEN 'minority' THEN is_minority
               WHEN 'one' THEN subject.ethnicity_code = form.ethnicity_code
               ELSE is_minority IS NULL OR (is_minority AND subject.ethnicity_code IS NULL) END AS is_of_group
    FROM subject
    CROSS JOIN form
),
listed AS (
    SELECT period, standard_id, area_id, recognised_class, count(*) AS households,
           CASE WHEN count(*) = count(members) THEN sum(members) END AS members
    FROM sized_households
    GROUP BY period, standard_id, area_id, recognised_class
),
counted AS (
    SELECT area.period, area.standard_id, area.area_id, class.listed_class, class.block, class.heading, class.heading_en, ways.counted,
           form.item, form.name, form.name_en, form.kind, coalesce(min(listed.households), 0) AS households,
           CASE WHEN min(listed.households) IS NULL THEN 0 ELSE min(listed.members) END AS members, count(asked.subject_id) AS told,
           count(asked.is_of_group) AS answered, count(CASE WHEN asked.is_of_group THEN 1 END) AS of_group
    FROM official_areas AS area
    CROSS JOIN (VALUES ('poor', 0, 'Hộ nghèo', 'Poor'), ('near_poor', 1, 'Hộ cận nghèo', 'Near-poor'))
        AS class(listed_class, block, heading, heading_en)
    CROSS JOIN (VALUES ('household'), ('person')) AS ways(counted)
    CROSS JOIN form
    LEFT JOIN listed
        ON listed.period = area.period AND listed.standard_id = area.standard_id AND listed.area_id = area.area_id
        AND listed.recognised_class = class.listed_class
    LEFT JOIN asked
        ON asked.period = area.period AND asked.standard_id = area.standard_id AND asked.area_id = area.area_id
        AND asked.recognised_class = class.listed_class AND asked.item = form.item AND asked.counted = ways.counted
    GROUP BY area.period, area.standard_id, area.area_id, class.listed_class, class.block, class.heading, class.heading_en, ways.counted,
             form.item, form.name, form.name_en, form.kind
)
SELECT counted.period, counted.standard_id, counted.area_id,
       CASE counted.counted WHEN 'household' THEN 0 ELSE 1000 END + CASE WHEN kind = 'unknown' THEN 500 ELSE 0 END
           + block * width.columns + item AS sort_key,
       counted.counted, CASE WHEN kind <> 'unknown' THEN block * width.columns + item END AS place,
       CASE WHEN kind <> 'unknown' THEN CAST(block * width.columns + item AS VARCHAR) END AS formula,
       CASE WHEN kind <> 'unknown' THEN {'vi': heading, 'en': heading_en} ELSE {'vi': 'Ngoài biểu', 'en': 'Beside the form'} END AS heading,
       CASE WHEN kind <> 'unknown' THEN {'vi': name, 'en': name_en}
            ELSE {'vi': concat(heading, ': ', name), 'en': concat(heading_en, ': ', name_en)} END AS name,
       -- The persons are all those of the households, also of those without a list of members.
       CASE WHEN counted.counted = 'person' AND kind = 'all' THEN members
            WHEN counted.counted = 'person' AND kind = 'unknown' THEN of_group + members - told
            WHEN households = 0 OR answered > 0 THEN of_group END AS number
FROM counted
CROSS JOIN width
