/* ---
title:      {vi: "Biểu R10: Hộ nghèo, hộ cận nghèo theo nguyên nhân", en: "Form R10: Poor and near-poor by cause"}
definition:
  vi: >-
    Số hộ có từng nguyên nhân nghèo; một hộ có thể có nhiều nguyên nhân nên các cột không cộng lại thành số hộ, tỷ lệ
    không cộng lại thành 100%. Hộ chưa ghi nguyên nhân đếm ở cột ngoài biểu; khối mà không hộ nào ghi nguyên nhân để
    trống, tổng số cộng các khối có ghi. Khối chưa báo cáo không phải là 0.
  en: >-
    Households with each cause of poverty; one may have several: the columns do not add up to households, nor shares
    to 100%. Households of which no cause is written are counted beside the form; a neighbourhood where none has one
    is blank, the total adds up the others. A neighbourhood that has not reported is not 0.
columns:
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: true}
sources: [household_review, member_list]
rows: {household_list: {recognised_class: [poor, near_poor, unknown]}}
coverage: household_review
access: sensitive
--- */
-- One row per khối and column of the form.
WITH form AS (
    SELECT * FROM (VALUES
        (1, NULL, 'Tổng số hộ', 'Households'), (2, 'land', 'Không có đất sản xuất', 'No land'),
        (3, 'capital', 'Không có vốn sản xuất', 'No capital'), (4, 'labour', 'Không có lao động', 'No labour'),
        (5, 'tools', 'Không có công cụ sản xuất', 'No tools'), (6, 'knowledge', 'Không có kiến thức về sản xuất', 'No knowledge of production'),
        (7, 'skills', 'Không có kỹ năng lao động', 'No skills'), (8, 'illness', 'Ốm đau, bệnh nặng, tai nạn', 'Illness, accident'),
        (9, 'other', 'Nguyên nhân khác', 'Other cause'), (90, NULL, 'chưa ghi nguyên nhân', 'no cause written')
    ) AS listed(item, cause, name, name_en)
),
counted AS (
    SELECT area.period, area.standard_id, area.area_id, class.begin, class.heading, class.heading_en, form.item, form.name, form.name_en,
           count(household.household_id) AS households, count(household.poverty_causes) AS answered,
           count(CASE WHEN list_contains(string_split(household.poverty_causes, ','), form.cause) THEN 1 END) AS caused
    FROM official_areas AS area
    CROSS JOIN (VALUES ('poor', 0, 'Hộ nghèo', 'Poor'), ('near_poor', 9, 'Hộ cận nghèo', 'Near-poor'))
        AS class(listed_class, begin, heading, heading_en)
    CROSS JOIN form
    LEFT JOIN core.household_round AS household
        ON household.period = area.period AND household.standard_id = area.standard_id AND household.area_id = area.area_id
        AND household.recognised_class = class.listed_class
    GROUP BY area.period, area.standard_id, area.area_id, class.begin, class.heading, class.heading_en, form.item, form.name, form.name_en
)
SELECT period, standard_id, area_id, begin + item AS sort_key, CASE WHEN item < 90 THEN begin + item END AS place,
       CASE WHEN item < 90 THEN CAST(begin + item AS VARCHAR) END AS formula,
       CASE WHEN item < 90 THEN {'vi': heading, 'en': heading_en} ELSE {'vi': 'Ngoài biểu', 'en': 'Beside the form'} END AS heading,
       CASE WHEN item < 90 THEN {'vi': name, 'en': name_en}
            ELSE {'vi': concat(heading, ': ', name), 'en': concat(heading_en, ': ', name_en)} END AS name,
       CASE WHEN item = 1 THEN households WHEN item = 90 THEN households - answered
            WHEN households = 0 OR answered > 0 THEN caused END AS number
FROM counted
