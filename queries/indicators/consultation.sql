/* ---
title:      {vi: "Hộ nghèo, hộ cận nghèo đã tham vấn", en: "Poor and near-poor households consulted"}
definition:
  vi: >-
    Số hộ nghèo, hộ cận nghèo của danh sách có ít nhất một lần tham vấn được ghi trong năm, đến hết kỳ, trên tổng số hộ nghèo, hộ cận
    nghèo. Hộ để trống trong biểu tham vấn là chưa tham vấn; năm chưa nạp biểu tham vấn nào thì chưa rõ.
  en: >-
    Poor and near-poor households of the list with a consultation recorded in the year up to the end of the period, over all of them.
    A row left empty in the form is a household not consulted; a year without any such form is not known.
kind: ratio
unit: percent_of_households
direction: up
frequency: round
slices: []
sources: [household_review, consultation]
rows: {household_cards: {recognised_class: [poor, near_poor, unknown]}}
basis: {vi: "Kế hoạch năm 2026, mục III.4", en: "2026 plan, section III.4"}
access: sensitive
--- */
-- One row per household that is poor, near-poor or of unknown class, and one per khối.
SELECT household.period, household.standard_id, household.area_id,
       CASE WHEN told.period IS NOT NULL
            THEN CASE WHEN consulted.household_id IS NOT NULL AND household.recognised_class <> 'unknown' THEN 1 ELSE 0 END END AS numerator,
       1 AS denominator,
       CASE WHEN household.recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
FROM core.household_round AS household
LEFT JOIN (SELECT DISTINCT period FROM core.wish) AS told ON told.period = substr(household.period, 1, 4)
LEFT JOIN consulted_households AS consulted
    ON consulted.period = household.period AND consulted.household_id = household.household_id
WHERE household.recognised_class IN ('poor', 'near_poor', 'unknown')
UNION ALL
-- Nobody consulted in a year is not known rather than 0.
SELECT area.period, area.standard_id, area.area_id, CASE WHEN told.period IS NOT NULL THEN area.nothing END, area.nothing, 0
FROM reviewed_areas AS area
LEFT JOIN (SELECT DISTINCT period FROM core.wish) AS told ON told.period = substr(area.period, 1, 4)
