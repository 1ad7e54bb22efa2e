/* ---
title:      {vi: "Biểu R11: Trẻ em hộ nghèo, hộ cận nghèo", en: "Form R11: Children of poor and near-poor households"}
definition:
  vi: >-
    Trẻ dưới 16 tuổi tại ngày chốt, theo danh sách thành viên. Dinh dưỡng: trẻ sống trong hộ thiếu hụt chỉ số dinh
    dưỡng (không có số đo từng trẻ). Bảo hiểm y tế: trẻ từ 6 tuổi chưa có thẻ. Giáo dục: trẻ từ 3 tuổi không đi học
    hoặc học chậm bậc, trẻ được phép học chậm không tính. Cột mà không trẻ nào có câu trả lời để trống; trẻ chưa rõ ít
    nhất một mục và hộ chưa có danh sách thành viên đếm ở cột ngoài biểu. Khối chưa báo cáo không phải là 0.
  en: >-
    Children under 16 at the cut-off, from the list of members. Nutrition: children of a household deprived of it (no
    child is measured by itself). Health insurance: children from 6 without a card. Education: children from 3 not at
    school or behind their level, those allowed to be late left out. A column that nobody answers is blank; children
    with one not known and households without a list of members are counted beside the form. A neighbourhood that has
    not reported is not 0.
columns:
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
sources: [household_review, member_list]
rows: {children_list: {}, household_list: {recognised_class: [poor, near_poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per khối and column of the form.
WITH form AS (
    SELECT * FROM (VALUES
        (1, 'Tổng số trẻ em', 'Children'), (2, 'Y tế: dinh dưỡng', 'Health: nutrition'), (3, 'Y tế: bảo hiểm y tế', 'Health: insurance'),
        (4, 'Giáo dục: đi học', 'Education: school'), (90, 'trẻ chưa rõ một mục', 'children with an item not known'),
        (91, 'hộ chưa có danh sách thành viên', 'households without a list of members')
    ) AS listed(item, name, name_en)
),
member AS (
    SELECT household.period, household.standard_id, household.area_id, household.recognised_class, household.household_id,
           person.person_id, person.age_on_reference_date < 16 AS is_child, household.nutrition AS lacks_nutrition,
           CASE WHEN person.age_on_reference_date < 6 THEN FALSE ELSE NOT person.has_health_insurance END AS lacks_insurance,
           CASE WHEN person.age_on_reference_date < 3 THEN FALSE
                WHEN person.school_status IN ('right_level', 'ahead', 'late_allowed', 'exempt') THEN FALSE
                WHEN person.school_status IN ('late', 'not_attending') THEN TRUE
                WHEN person.school_status = 'finished_level' THEN NOT person.attends_school END AS lacks_school
    FROM core.household_round AS household
    LEFT JOIN core.person_round AS person ON person.period = household.period AND person.household_id = household.household_id
),
counted AS (
    SELECT area.period, area.standard_id, area.area_id, class.begin, class.heading, class.heading_en,
           count(DISTINCT member.household_id) AS households, count(member.person_id) AS persons,
           count(DISTINCT CASE WHEN member.person_id IS NULL THEN member.household_id END) AS unlisted,
           count(CASE WHEN member.is_child THEN 1 END) AS children,
           count(CASE WHEN member.is_child AND member.lacks_nutrition IS NOT NULL THEN 1 END) AS told_nutrition,
           count(CASE WHEN member.is_child AND member.lacks_insurance IS NOT NULL THEN 1 END) AS told_insurance,
           count(CASE WHEN member.is_child AND member.lacks_school IS NOT NULL THEN 1 END) AS told_school,
           count(CASE WHEN member.is_child AND member.lacks_nutrition THEN 1 END) AS lack_nutrition,
           count(CASE WHEN member.is_child AND member.lacks_insurance THEN 1 END) AS lack_insurance,
           count(CASE WHEN member.is_child AND member.lacks_school THEN 1 END) AS lack_school,
           count(CASE WHEN member.person_id IS NOT NULL AND coalesce(member.is_child, TRUE)
                       AND (member.is_child IS NULL OR member.lacks_nutrition IS NULL OR member.lacks_insurance IS NULL
                            OR member.lacks_school IS NULL) THEN 1 END) AS doubtful
    FROM official_areas AS area
    CROSS JOIN (VALUES ('poor', 0, 'Hộ nghèo', 'Poor'), ('near_poor', 4, 'Hộ cận nghèo', 'Near-poor'))
        AS class(listed_class, begin, heading, heading_en)
    LEFT JOIN member
        ON member.period = area.period AND member.standard_id = area.standard_id AND member.area_id = area.area_id
        AND member.recognised_class = class.listed_class
    GROUP BY area.period, area.standard_id, area.area_id, class.begin, class.heading, class.heading_en
)
SELECT counted.period, counted.standard_id, counted.area_id, begin + item AS sort_key, CASE WHEN item < 90 THEN begin + item END AS place,
       CASE WHEN item < 90 THEN CAST(begin + item AS VARCHAR) END AS formula,
       CASE WHEN item < 90 THEN {'vi': heading, 'en': heading_en} ELSE {'vi': 'Ngoài biểu', 'en': 'Beside the form'} END AS heading,
       CASE WHEN item < 90 THEN {'vi': name, 'en': name_en}
            ELSE {'vi': concat(heading, ': ', name), 'en': concat(heading_en, ': ', name_en)} END AS name,
       CASE WHEN item = 91 THEN unlisted
            WHEN households > 0 AND persons = 0 THEN NULL
            WHEN item = 1 THEN children
            WHEN item = 2 AND (children = 0 OR told_nutrition > 0) THEN lack_nutrition
            WHEN item = 3 AND (children = 0 OR told_insurance > 0) THEN lack_insurance
            WHEN item = 4 AND (children = 0 OR told_school > 0) THEN lack_school
            WHEN item = 90 THEN doubtful END AS number
FROM counted
CROSS JOIN form
