-- One row per person and round, tied to a household. The same person in two files counts once.
CREATE TABLE stage.member AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY period, own_key, source_file ORDER BY source_sheet, source_row) AS copy
    FROM stage.member_list
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY period, own_key, copy ORDER BY source_file, source_sheet, source_row) AS place
    FROM numbered
)
SELECT ranked.*,
       CASE WHEN ranked.copy = 1 THEN ranked.own_key ELSE ranked.own_key || '-' || ranked.copy END AS person_id,
       coalesce(by_number.household_id, by_code.household_id, ranked.head_household_id, 'H-' || ranked.household_code) AS household_id
FROM ranked
LEFT JOIN stage.household_key AS by_number
    ON by_number.period = ranked.period AND by_number.household_id = ranked.head_household_id
LEFT JOIN stage.household_key AS by_code ON by_code.period = ranked.period AND by_code.unique_code = ranked.household_code
WHERE ranked.place = 1
