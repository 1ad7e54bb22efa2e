-- One row per household of the list, in the order of its source; where the round has no list yet, of the list before it (`is_new`).
WITH list AS (
    SELECT household.period
    FROM core.household_round AS household
    JOIN core.period AS listed ON listed.period = household.period
    JOIN core.period AS asked ON asked.period = $period
    WHERE listed.last_day <= asked.last_day AND household.standard_id = $standard_id
    ORDER BY household.period = $period DESC, listed.last_day DESC
    LIMIT 1
)
SELECT identity.household_code, identity.head_name, identity.head_id_number, identity.head_birth_text AS head_birth_date,
       CASE household.head_sex WHEN 'male' THEN 'Nam' WHEN 'female' THEN 'Nữ' END AS sex, found.ethnicity, household.area_id AS area,
       household.member_count,
       CASE WHEN household.period = $period THEN household.opening_class ELSE household.recognised_class END AS opening_class,
       household.recognised_class AS closing_class, household.b1_score, household.b2_score, household.income_per_capita_vnd,
       household.employment, household.dependent_person, household.nutrition, household.health_insurance, household.adult_education,
       household.child_school_attendance, household.housing_quality, household.housing_area, household.clean_water,
       household.hygienic_toilet, household.telecommunication, household.information_access_assets, household.is_ethnic_minority,
       household.has_no_labour, household.has_merit_member, household.has_disabled_member, household.poverty_causes, identity.note,
       household.period <> $period AS is_new
FROM core.household_round AS household
JOIN list ON list.period = household.period
JOIN restricted.household AS identity ON identity.period = household.period AND identity.household_id = household.household_id
LEFT JOIN raw.household_review AS found
    ON found.source_file = household.source_file AND found.source_sheet = household.source_sheet AND found.source_row = household.source_row
WHERE household.standard_id = $standard_id AND household.area_id = coalesce($area_id, household.area_id)
ORDER BY household.source_file, household.source_sheet, household.source_row
