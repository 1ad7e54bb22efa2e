-- Only for rows of stage.member_list.
-- One row per person and round, tied to a listed household. The same person in two files counts once.
INSERT INTO stage.member BY NAME
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY period, own_key, source_file ORDER BY source_sheet, source_row) AS copy
    FROM stage.member_list
),
ranked AS (
    SELECT *, row_number() OVER (PARTITION BY period, own_key, copy ORDER BY source_file, source_sheet, source_row) AS place
    FROM numbered
),
household AS MATERIALIZED (
    SELECT * FROM stage.household_key
),
by_number AS (
    SELECT DISTINCT period, listed_id FROM household
),
by_code AS (
    SELECT DISTINCT period, unique_code, listed_id FROM household WHERE unique_code IS NOT NULL
)
SELECT ranked.* EXCLUDE (copy, place),
       CASE WHEN ranked.copy = 1 THEN ranked.own_key ELSE ranked.own_key || '-' || ranked.copy END AS person_id,
       coalesce(by_number.listed_id, by_code.listed_id, ranked.head_listed_id, 'H-' || ranked.household_code) AS listed_id
FROM ranked
LEFT JOIN by_number ON by_number.period = ranked.period AND by_number.listed_id = ranked.head_listed_id
LEFT JOIN by_code ON by_code.period = ranked.period AND by_code.unique_code = ranked.household_code
WHERE ranked.place = 1
