-- One row per khối, round and form, for the rounds that have any list: did this khối report?
-- A khối has reported its members when its list of households is in and no poor household of it is without members.
INSERT INTO core.area_report BY NAME
WITH rounds AS (
    SELECT DISTINCT period FROM stage.named_area WHERE form IN ('household_review', 'member_list')
),
khoi AS (
    SELECT rounds.period, area.area_id
    FROM rounds
    JOIN core.period AS round_period ON round_period.period = rounds.period
    JOIN core.area AS area
        ON area.level = 'neighbourhood' AND round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
    JOIN core.ward AS ward ON ward.area_id = area.parent_id
    WHERE area.area_id <> 'chua_xac_dinh'
       OR EXISTS (SELECT 1 FROM core.household_round AS household WHERE household.period = rounds.period AND household.area_id = area.area_id)
),
named AS (
    SELECT DISTINCT period, area_id FROM stage.named_area WHERE form = 'household_review'
),
without_members AS (
    SELECT DISTINCT household.period, household.area_id
    FROM core.household_round AS household
    LEFT JOIN core.person_round AS person ON person.period = household.period AND person.household_id = household.household_id
    WHERE household.recognised_class IN ('poor', 'unknown') AND person.person_id IS NULL
)
SELECT khoi.period, khoi.area_id, 'household_review' AS form, named.area_id IS NOT NULL AS is_reported
FROM khoi
LEFT JOIN named ON named.period = khoi.period AND named.area_id = khoi.area_id
UNION ALL
SELECT khoi.period, khoi.area_id, 'member_list',
       named.area_id IS NOT NULL AND without_members.area_id IS NULL
           AND EXISTS (SELECT 1 FROM core.person_round AS person WHERE person.period = khoi.period)
FROM khoi
LEFT JOIN named ON named.period = khoi.period AND named.area_id = khoi.area_id
LEFT JOIN without_members ON without_members.period = khoi.period AND without_members.area_id = khoi.area_id
UNION ALL
SELECT khoi.period, khoi.area_id, 'resident_households', residents.area_id IS NOT NULL
FROM khoi
LEFT JOIN core.area_round AS residents ON residents.period = khoi.period AND residents.area_id = khoi.area_id
