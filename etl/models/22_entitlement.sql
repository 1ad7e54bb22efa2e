-- Only for rows of stage.entitlement_list.
-- One row per person or household that a policy is due to. The household is found by its head's number, else by a code that is unique
-- in the round: of the same period, else of the newest round before (a list of autumn gives the rights of the year after).
INSERT INTO core.entitlement BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY entitlement_id ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.entitlement_list
),
by_code AS (
    SELECT DISTINCT period, unique_code, listed_id FROM stage.household_key WHERE unique_code IS NOT NULL
),
found AS (
    SELECT ranked.entitlement_id, link.household_id, household.area_id,
           row_number() OVER (PARTITION BY ranked.entitlement_id
               ORDER BY link.period DESC, link.listed_id <> coalesce(ranked.head_listed_id, ''), link.standard_id) AS place
    FROM ranked
    JOIN core.household_link AS link ON link.period <= ranked.period
    LEFT JOIN by_code ON by_code.period = link.period AND by_code.listed_id = link.listed_id
    LEFT JOIN core.household_round AS household
        ON household.period = link.period AND household.standard_id = link.standard_id AND household.household_id = link.household_id
    WHERE ranked.place = 1
        AND (link.listed_id = ranked.head_listed_id OR (ranked.head_listed_id IS NULL AND by_code.unique_code = ranked.household_code))
)
SELECT ranked.entitlement_id, ranked.policy_id, ranked.period, found.household_id, ranked.own_key AS person_id,
       coalesce(ranked.area_id, found.area_id, 'chua_xac_dinh') AS area_id, ranked.unit_id, ranked.entitled_since, ranked.is_served,
       ranked.served_date, ranked.source_file, ranked.source_sheet, ranked.source_row
FROM ranked
LEFT JOIN found ON found.entitlement_id = ranked.entitlement_id AND found.place = 1
WHERE ranked.place = 1
