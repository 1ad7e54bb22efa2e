-- One row per household on a list: its name on that very list, which no other load renames.
WITH listed AS (
    SELECT period, standard_id, household_id, min(listed_id) AS listed_id
    FROM core.household_link
    GROUP BY period, standard_id, household_id
)
SELECT household.period, household.standard_id, coalesce(listed.listed_id, household.household_id) AS listed_id,
       household.area_id, household.recognised_class
FROM core.household_round AS household
LEFT JOIN listed USING (period, standard_id, household_id)
