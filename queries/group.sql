-- Stands before a statement that reads households of one group alone: on the list's side of the group ($is_of_group), or,
-- where it is NULL, those of whom the list does not say. Who moved is of the group that the end says, else the opening.
WITH household_of_group AS (
    SELECT * EXCLUDE (is_of_group)
    FROM (
        SELECT *, CASE $group WHEN 'ethnic_minority' THEN is_ethnic_minority WHEN 'woman_headed' THEN head_sex = 'female' END AS is_of_group
        FROM core.household_round
    ) AS told
    WHERE is_of_group IS NOT DISTINCT FROM CAST($is_of_group AS BOOLEAN)
),
movement_of_group AS (
    SELECT moved.*
    FROM core.movement AS moved
    LEFT JOIN core.household_round AS closed
        ON closed.period = moved.period AND closed.standard_id = moved.standard_id AND closed.household_id = moved.household_id
    LEFT JOIN core.household_round AS opened
        ON opened.period = moved.begin_period AND opened.standard_id = moved.standard_id AND opened.household_id = moved.household_id
    WHERE CASE $group
              WHEN 'ethnic_minority' THEN coalesce(closed.is_ethnic_minority, opened.is_ethnic_minority)
              WHEN 'woman_headed' THEN coalesce(closed.head_sex, opened.head_sex) = 'female'
          END IS NOT DISTINCT FROM CAST($is_of_group AS BOOLEAN)
)
