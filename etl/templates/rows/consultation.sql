-- One row per wish of the year, then one per poor or near-poor household of the newest list up to its end that has none; a day as it was
-- written.
WITH list AS (
    SELECT household.period
    FROM core.household_round AS household
    JOIN core.period AS listed ON listed.period = household.period
    JOIN core.period AS asked ON asked.period = $period
    WHERE listed.last_day <= asked.last_day AND household.standard_id = $standard_id
    ORDER BY household.period = $period DESC, listed.last_day DESC
    LIMIT 1
),
named AS (
    SELECT household_id, arg_max(household_code, last_day) AS household_code, arg_max(head_name, last_day) AS head_name,
           arg_max(head_id_number, last_day) AS head_id_number
    FROM restricted.household
    JOIN core.period AS shown USING (period)
    GROUP BY household_id
),
told AS (
    SELECT 1 AS part, wish.area_id, coalesce(found.household_code, named.household_code) AS household_code,
           coalesce(said.head_name, named.head_name) AS head_name, named.head_id_number,
           coalesce(found.consulted_date, strftime(wish.consulted_date, '%d/%m/%Y')) AS consulted_date, said.respondent,
           nullif(wish.wish_kind, 'unknown') AS wish_kind, said.wish, said.agreed, coalesce(unit.name, found.unit) AS unit, said.note,
           wish.source_file, wish.source_sheet, wish.source_row
    FROM core.wish AS wish
    JOIN restricted.wish AS said ON said.wish_id = wish.wish_id
    LEFT JOIN named ON named.household_id = wish.household_id
    LEFT JOIN core.unit AS unit ON unit.unit_id = wish.unit_id
    LEFT JOIN raw.consultation AS found
        ON found.source_file = wish.source_file AND found.source_sheet = wish.source_sheet AND found.source_row = wish.source_row
    WHERE wish.period = $period
    UNION ALL
    SELECT 2, household.area_id, identity.household_code, identity.head_name, identity.head_id_number, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
           household.source_file, household.source_sheet, household.source_row
    FROM core.household_round AS household
    JOIN list ON list.period = household.period
    JOIN restricted.household AS identity
        ON identity.period = household.period AND identity.household_id = household.household_id
    WHERE household.standard_id = $standard_id AND household.recognised_class IN ('poor', 'near_poor')
        AND household.household_id NOT IN (
            SELECT household_id FROM core.wish WHERE period = $period AND household_id IS NOT NULL)
)
SELECT area_id AS area, household_code, head_name, head_id_number, consulted_date, respondent, wish_kind, wish, agreed, unit, note
FROM told
WHERE area_id = coalesce($area_id, area_id)
ORDER BY part, source_file, source_sheet, source_row
