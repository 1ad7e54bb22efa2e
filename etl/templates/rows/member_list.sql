-- One row per person of the round, in the order of the source. A household without a number of its head is named by what its row is
-- known under, its code where there is one.
SELECT CASE WHEN identity.head_id_number IS NULL OR link.listed_id IS NULL
            THEN coalesce(found.household_code, substr(coalesce(link.listed_id, person.household_id), 3)) ELSE identity.household_code END AS household_code,
       identity.head_name, identity.head_id_number, named.name AS member_name, named.relation, named.birth_text AS birth_date,
       CASE person.sex WHEN 'male' THEN 'Nam' WHEN 'female' THEN 'Nữ' END AS sex, ethnicity.name AS ethnicity, named.id_number,
       person.attends_school, level.name AS school_level, coalesce(found.is_trained, '') AS is_trained, person.has_health_insurance, person.is_disabled
FROM core.person_round AS person
JOIN restricted.person AS named ON named.period = person.period AND named.person_id = person.person_id
LEFT JOIN restricted.household AS identity ON identity.period = person.period AND identity.household_id = person.household_id
LEFT JOIN (
    SELECT period, household_id, min(listed_id) AS listed_id FROM core.household_link GROUP BY period, household_id
) AS link ON link.period = person.period AND link.household_id = person.household_id
LEFT JOIN (
    SELECT period, household_id, min(area_id) AS area_id FROM core.household_round GROUP BY period, household_id
) AS household ON household.period = person.period AND household.household_id = person.household_id
LEFT JOIN core.ethnicity AS ethnicity ON ethnicity.ethnicity_code = person.ethnicity_code
LEFT JOIN core.school_level AS level ON level.level_id = person.school_level
LEFT JOIN raw.member_list AS found
    ON found.source_file = person.source_file AND found.source_sheet = person.source_sheet AND found.source_row = person.source_row
WHERE person.period = $period AND ($area_id IS NULL OR household.area_id = $area_id)
ORDER BY person.source_file, person.source_sheet, person.source_row
