/* ---
title:      {vi: "Biểu R1: Tổng hợp kết quả rà soát", en: "Form R1: Summary of the review"}
definition:
  vi: >-
    Số hộ, nhân khẩu dân cư và số hộ, nhân khẩu nghèo, cận nghèo, mức sống trung bình; tỷ lệ trên tổng số hộ, tổng số
    nhân khẩu của cùng kỳ. Số người để trống khi có hộ chưa rõ số người; mức sống trung bình để trống khi không danh
    sách nào của kỳ ghi loại này. Khối chưa báo cáo không phải là 0.
  en: >-
    Residents, and the poor, near-poor and average-living households and persons; shares of the residents of the same
    period. Persons are blank while the size of a household is not known, average living where no list of the period
    names that class. A neighbourhood that has not reported is not 0.
columns:
  - {name: place, title: {vi: Cột, en: Column}, kind: count}
  - {name: formula, title: {vi: Công thức, en: Formula}, kind: text}
  - {name: heading, title: {vi: Nhóm cột, en: Group}, kind: words}
  - {name: name, title: {vi: Tên cột, en: Name}, kind: words}
  - {name: over, title: {vi: Chia cho cột, en: Over column}, kind: count}
  - {name: number, title: {vi: Số, en: Number}, kind: count, sum: whole}
  - {name: share, title: {vi: Tỷ lệ, en: Share}, kind: share, derived: true}
sources: [household_review, resident_households, member_list]
rows: {household_list: {}}
coverage: household_review
access: public
--- */
-- One row per khối and column of the form. `over`: the column that a share is of; such a column holds its numerator.
WITH form AS (
    SELECT * FROM (VALUES
        (1, 1, '1', NULL, NULL, 'Tổng số hộ', 'Households', NULL),
        (2, 2, '2', NULL, NULL, 'Tổng số nhân khẩu', 'Persons', NULL),
        (3, 3, '3', 'Số hộ', 'Households', 'Hộ nghèo', 'Poor', NULL),
        (4, 4, '4=3/1×100', 'Số hộ', 'Households', 'Tỷ lệ nghèo', 'Share poor', 1),
        (5, 5, '5', 'Số hộ', 'Households', 'Hộ cận nghèo', 'Near-poor', NULL),
        (6, 6, '6=5/1×100', 'Số hộ', 'Households', 'Tỷ lệ cận nghèo', 'Share near-poor', 1),
        (7, 7, '7', 'Số hộ', 'Households', 'Hộ nông, lâm, ngư mức sống trung bình', 'Farming, average living', NULL),
        (8, 8, '8=7/1×100', 'Số hộ', 'Households', 'Tỷ lệ mức sống trung bình', 'Share average living', 1),
        (9, 9, '9', 'Số nhân khẩu', 'Persons', 'Hộ nghèo', 'Poor', NULL),
        (10, 10, '10=9/2×100', 'Số nhân khẩu', 'Persons', 'Tỷ lệ nghèo', 'Share poor', 2),
        (11, 11, '11', 'Số nhân khẩu', 'Persons', 'Hộ cận nghèo', 'Near-poor', NULL),
        (12, 12, '12=11/2×100', 'Số nhân khẩu', 'Persons', 'Tỷ lệ cận nghèo', 'Share near-poor', 2),
        (13, 13, '13', 'Số nhân khẩu', 'Persons', 'Hộ nông, lâm, ngư mức sống trung bình', 'Farming, average living', NULL),
        (14, 14, '14=13/2×100', 'Số nhân khẩu', 'Persons', 'Tỷ lệ mức sống trung bình', 'Share average living', 2),
        (15, NULL, NULL, 'Ngoài biểu', 'Beside the form', 'Hộ chưa rõ loại', 'Class not known', NULL)
    ) AS listed(sort_key, place, formula, heading, heading_en, name, name_en, over)
),
counted AS (
    SELECT area.period, area.standard_id, area.area_id,
           count(CASE WHEN household.recognised_class = 'poor' THEN 1 END) AS poor,
           count(CASE WHEN household.recognised_class = 'near_poor' THEN 1 END) AS near_poor,
           count(CASE WHEN household.recognised_class = 'average_living' THEN 1 END) AS average_living,
           count(CASE WHEN household.recognised_class = 'unknown' THEN 1 END) AS unknown,
           count(CASE WHEN household.recognised_class = 'poor' THEN household.members END) AS poor_sized,
           count(CASE WHEN household.recognised_class = 'near_poor' THEN household.members END) AS near_poor_sized,
           count(CASE WHEN household.recognised_class = 'average_living' THEN household.members END) AS average_living_sized,
           sum(CASE WHEN household.recognised_class = 'poor' THEN household.members ELSE 0 END) AS poor_persons,
           sum(CASE WHEN household.recognised_class = 'near_poor' THEN household.members ELSE 0 END) AS near_poor_persons,
           sum(CASE WHEN household.recognised_class = 'average_living' THEN household.members ELSE 0 END) AS average_living_persons
    FROM official_areas AS area
    LEFT JOIN sized_households AS household
        ON household.period = area.period AND household.standard_id = area.standard_id AND household.area_id = area.area_id
    GROUP BY area.period, area.standard_id, area.area_id
),
told AS (
    SELECT *, sum(average_living) OVER (PARTITION BY period, standard_id) > 0 AS has_average_living FROM counted
)
SELECT told.period, told.standard_id, told.area_id, form.sort_key, form.place, form.formula,
       {'vi': form.heading, 'en': form.heading_en} AS heading, {'vi': form.name, 'en': form.name_en} AS name, form.over,
       CASE WHEN form.sort_key IN (3, 4) THEN told.poor
            WHEN form.sort_key IN (5, 6) THEN told.near_poor
            WHEN form.sort_key IN (7, 8) THEN CASE WHEN told.has_average_living THEN told.average_living END
            WHEN form.sort_key IN (9, 10) THEN CASE WHEN told.poor_sized = told.poor THEN told.poor_persons END
            WHEN form.sort_key IN (11, 12) THEN CASE WHEN told.near_poor_sized = told.near_poor THEN told.near_poor_persons END
            WHEN form.sort_key IN (13, 14) THEN CASE WHEN told.has_average_living AND told.average_living_sized = told.average_living
                                                     THEN told.average_living_persons END
            ELSE told.unknown END AS number
FROM told
JOIN form ON form.sort_key > 2
UNION ALL
-- Residents also of the khối whose list is not in.
SELECT khoi.period, khoi.standard_id, khoi.area_id, form.sort_key, form.place, form.formula,
       {'vi': form.heading, 'en': form.heading_en}, {'vi': form.name, 'en': form.name_en}, form.over,
       CASE form.sort_key WHEN 1 THEN residents.resident_households ELSE residents.resident_persons END
FROM core.area_report AS khoi
JOIN form ON form.sort_key <= 2
LEFT JOIN core.area_round AS residents ON residents.period = khoi.period AND residents.area_id = khoi.area_id
WHERE khoi.form = 'household_review' AND khoi.area_id <> 'chua_xac_dinh'
