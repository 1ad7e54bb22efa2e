-- One row per entitlement of the period, in the order of the source.
WITH head AS (
    SELECT household_id, arg_max(head_id_number, period) AS head_id_number FROM restricted.household GROUP BY household_id
)
SELECT policy.name AS policy, entitlement.area_id AS area, found.household_code, identity.head_name,
       CASE WHEN found.household_code IS NULL THEN head.head_id_number END AS head_id_number, identity.name,
       identity.birth_text AS birth_date, identity.id_number, coalesce(found.entitled_since, strftime(entitlement.entitled_since, '%d/%m/%Y')) AS entitled_since,
       CASE WHEN entitlement.is_served THEN 'Đã hưởng' WHEN NOT entitlement.is_served THEN 'Chưa hưởng' END AS is_served,
       entitlement.served_date, unit.name AS unit, identity.note
FROM core.entitlement AS entitlement
JOIN restricted.entitlement AS identity ON identity.entitlement_id = entitlement.entitlement_id
JOIN core.policy AS policy ON policy.policy_id = entitlement.policy_id
LEFT JOIN core.unit AS unit ON unit.unit_id = entitlement.unit_id
LEFT JOIN head ON head.household_id = entitlement.household_id
LEFT JOIN raw.entitlement_list AS found
    ON found.source_file = entitlement.source_file AND found.source_sheet = entitlement.source_sheet AND found.source_row = entitlement.source_row
WHERE entitlement.period = $period AND entitlement.area_id = coalesce($area_id, entitlement.area_id)
ORDER BY entitlement.source_file, entitlement.source_sheet, entitlement.source_row
