-- One row per entitlement, in the order of policy, khối and list: policy, person, head of household, khối, served or not, whose matter.
SELECT given.period, CAST(NULL AS VARCHAR) AS standard_id, given.area_id,
       row_number() OVER (ORDER BY policy.sort_key, area.sort_key, given.source_file, given.source_row) AS sort_key,
       {'vi': policy.name, 'en': policy.name_en} AS policy_name, area.name AS area_name, identity.name, identity.head_name,
       given.entitled_since,
       CASE WHEN given.is_served IS NULL THEN 'unknown' WHEN given.is_served THEN 'served' ELSE 'not_served' END AS served,
       given.served_date, coalesce(given.unit_id, policy.lead_unit_id) AS unit_id,
       given.source_file, given.source_sheet, given.source_row
FROM core.entitlement AS given
JOIN core.policy AS policy ON policy.policy_id = given.policy_id
JOIN core.period AS shown ON shown.period = given.period
LEFT JOIN core.area AS area
    ON area.area_id = given.area_id AND area.level = 'neighbourhood'
    AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
LEFT JOIN restricted.entitlement AS identity ON identity.entitlement_id = given.entitlement_id
