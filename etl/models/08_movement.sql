-- One row per household of a list that gives both ends of the year: from the opening to the closing column of the same row.
-- An arrival from outside poverty stays `unexplained` until lists of earlier years tell a relapse from a new case.
INSERT INTO core.movement BY NAME
SELECT household.period, CAST(CAST(household.period AS INTEGER) - 1 AS VARCHAR) AS begin_period, household.standard_id,
       household.household_id, household.area_id, household.opening_class AS begin_class, household.recognised_class AS end_class,
       CASE
           WHEN household.opening_class = household.recognised_class THEN 'stayed'
           WHEN household.opening_class = 'poor' AND household.recognised_class = 'near_poor' THEN 'poor_to_near'
           WHEN household.opening_class = 'poor' AND household.recognised_class IN ('not_poor', 'average_living') THEN 'poor_to_above'
           WHEN household.opening_class = 'near_poor' AND household.recognised_class = 'poor' THEN 'near_to_poor'
           WHEN household.opening_class = 'near_poor' AND household.recognised_class IN ('not_poor', 'average_living') THEN 'near_to_above'
           WHEN household.opening_class IN ('not_poor', 'average_living') AND household.recognised_class IN ('not_poor', 'average_living')
               THEN 'stayed'
           ELSE 'unexplained'
       END AS kind
FROM core.household_round AS household
JOIN core.period AS round_period ON round_period.period = household.period AND round_period.kind = 'year'
WHERE household.opening_class <> 'unknown'
