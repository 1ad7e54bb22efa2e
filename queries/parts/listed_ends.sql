-- One row per household and khối at either end of a period whose movements are known: 1 at the end, -1 at the opening.
SELECT pair.period, pair.standard_id, pair.area_id, household.household_id, 1 AS sign, household.recognised_class AS class
FROM core.movement_pair AS pair
JOIN core.household_round AS household
    ON household.period = pair.period AND household.standard_id = pair.standard_id AND household.area_id = pair.area_id
WHERE pair.is_known
UNION ALL
SELECT pair.period, pair.standard_id, pair.area_id, household.household_id, -1,
       CASE WHEN pair.basis = 'lists' THEN household.recognised_class ELSE household.opening_class END
FROM core.movement_pair AS pair
JOIN core.household_round AS household
    ON household.period = CASE WHEN pair.basis = 'lists' THEN pair.begin_period ELSE pair.period END
    AND household.standard_id = pair.standard_id AND household.area_id = pair.area_id
WHERE pair.is_known
