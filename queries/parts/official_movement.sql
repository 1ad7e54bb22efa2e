-- One row per khối, class, way of counting, column of the movement form and household; nothing of a khối whose movements are not known.
-- `place` is the number of the column, NULL outside the form; `sign` of what the form's own formula leaves out and is explained.
WITH form AS (
    SELECT * FROM (VALUES
        ('poor', 'begin', 1, 1, NULL, NULL, 'Số đầu kỳ', 'Opening'),
        ('poor', 'poor_to_near', 2, 2, 'Thoát nghèo', 'Left poverty', 'Trở thành hộ cận nghèo', 'To near-poor'),
        ('poor', 'poor_to_above', 3, 3, 'Thoát nghèo', 'Left poverty', 'Vượt chuẩn cận nghèo', 'Above near-poor'),
        ('poor', 'other_decrease', 4, 4, NULL, NULL, 'Giảm khác', 'Other decrease'),
        ('poor', 'near_to_poor', 5, 5, NULL, NULL, 'Hộ cận nghèo trở thành hộ nghèo', 'Near-poor to poor'),
        ('poor', 'relapsed_poor', 6, 6, 'Bổ sung', 'Added', 'Tái nghèo', 'Poor again'),
        ('poor', 'new_poor', 7, 7, 'Bổ sung', 'Added', 'Phát sinh mới', 'Newly poor'),
        ('poor', 'other_increase', 8, 8, NULL, NULL, 'Tăng khác', 'Other increase'),
        ('poor', 'end', 9, 9, NULL, NULL, 'Số cuối kỳ', 'End'),
        ('near_poor', 'begin', 1, 1, NULL, NULL, 'Số đầu kỳ', 'Opening'),
        ('near_poor', 'near_to_poor', 2, 2, 'Ra khỏi danh sách cận nghèo', 'Left the near-poor', 'Trở thành hộ nghèo', 'To poor'),
        ('near_poor', 'near_to_above', 3, 3, 'Ra khỏi danh sách cận nghèo', 'Left the near-poor', 'Vượt chuẩn cận nghèo', 'Above near-poor'),
        ('near_poor', 'other_decrease', 4, 4, NULL, NULL, 'Giảm khác', 'Other decrease'),
        ('near_poor', 'poor_to_near', 5, 5, NULL, NULL, 'Hộ nghèo trở thành hộ cận nghèo', 'Poor to near-poor'),
        ('near_poor', 'relapsed_near', 6, 6, 'Bổ sung', 'Added', 'Tái cận nghèo', 'Near-poor again'),
        ('near_poor', 'new_near', 7, 7, 'Bổ sung', 'Added', 'Phát sinh mới', 'Newly near-poor'),
        ('near_poor', 'other_increase', 8, 8, NULL, NULL, 'Tăng khác', 'Other increase'),
        ('near_poor', 'end', 9, 9, NULL, NULL, 'Số cuối kỳ', 'End')
    ) AS listed(listed_class, step, sort_key, place, heading, heading_en, name, name_en)
    UNION ALL
    SELECT class.listed_class, beside.step, beside.sort_key, NULL, 'Ngoài biểu', 'Beside the form', beside.name, beside.name_en
    FROM (VALUES ('poor'), ('near_poor')) AS class(listed_class)
    CROSS JOIN (VALUES
        ('area_out', 10, 'Chuyển khối đi', 'Moved to another neighbourhood'),
        ('area_in', 11, 'Chuyển khối đến', 'Moved from another neighbourhood'),
        ('member_change', 12, 'Đổi số người, hộ ở lại', 'Change of size of those who stay'),
        ('absences', 13, 'Vắng mặt, chưa rõ lý do', 'Absent, not explained'),
        ('arrivals', 14, 'Vào danh sách, chưa rõ lý do', 'Arrived, not explained'),
        ('became_unknown', 15, 'Thành chưa rõ loại', 'Class no longer known'),
        ('was_unknown', 16, 'Từ chưa rõ loại', 'Class not known before')
    ) AS beside(step, sort_key, name, name_en)
)
SELECT step.period, step.standard_id, step.area_id, step.listed_class, counted.sort_key + form.sort_key AS sort_key, counted.counted,
       form.place, CASE form.place WHEN 9 THEN '9=1-2-3-4+5+6+7+8' ELSE CAST(form.place AS VARCHAR) END AS formula,
       {'vi': form.heading, 'en': form.heading_en} AS heading, {'vi': form.name, 'en': form.name_en} AS name,
       CASE step.step WHEN 'area_out' THEN -1 WHEN 'area_in' THEN 1 WHEN 'member_change' THEN 1 ELSE 0 END AS sign,
       CASE counted.counted WHEN 'household' THEN step.households ELSE step.persons END AS number
FROM movement_steps AS step
JOIN form ON form.listed_class = step.listed_class AND form.step = step.step
CROSS JOIN (VALUES ('household', 0), ('person', 100)) AS counted(counted, sort_key)
WHERE step.households IS NOT NULL
