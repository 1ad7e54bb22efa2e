-- One row per khối, round, standard and form, for the rounds that have any list: did this khối report?
-- A khối has reported its members when its list of households is in and no poor household of it is without members.
INSERT INTO core.area_report BY NAME
WITH named AS (
    SELECT DISTINCT period, standard_id, area_id FROM stage.named_area WHERE form = 'household_review'
),
rounds AS (
    SELECT DISTINCT period, standard_id FROM stage.named_area WHERE form IN ('household_review', 'member_list')
),
khoi AS (
    SELECT rounds.period, rounds.standard_id, area.area_id
    FROM rounds
    JOIN core.period AS round_period ON round_period.period = rounds.period
    JOIN core.area AS area
        ON area.level = 'neighbourhood' AND round_period.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
    WHERE area.area_id <> 'chua_xac_dinh'
       OR EXISTS (SELECT 1 FROM core.household_round AS household
                  WHERE household.period = rounds.period AND household.standard_id = rounds.standard_id AND household.area_id = area.area_id)
),
without_members AS (
    SELECT DISTINCT household.period, household.standard_id, household.area_id
    FROM core.household_round AS household
    LEFT JOIN core.person_round AS person ON person.period = household.period AND person.household_id = household.household_id
    WHERE household.recognised_class IN ('poor', 'unknown') AND person.person_id IS NULL
),
listed AS (
    SELECT khoi.period, khoi.standard_id, khoi.area_id, named.area_id IS NOT NULL AS is_named
    FROM khoi
    LEFT JOIN named ON named.period = khoi.period AND named.standard_id = khoi.standard_id AND named.area_id = khoi.area_id
)
SELECT period, standard_id, area_id, 'household_review' AS form, is_named AS is_reported
FROM listed
UNION ALL
SELECT listed.period, listed.standard_id, listed.area_id, 'member_list',
       listed.is_named AND without_members.area_id IS NULL
           AND EXISTS (SELECT 1 FROM core.person_round AS person WHERE person.period = listed.period)
FROM listed
LEFT JOIN without_members
    ON without_members.period = listed.period AND without_members.standard_id = listed.standard_id AND without_members.area_id = listed.area_id
UNION ALL
SELECT listed.period, listed.standard_id, listed.area_id, 'resident_households', residents.area_id IS NOT NULL
FROM listed
LEFT JOIN core.area_round AS residents ON residents.period = listed.period AND residents.area_id = listed.area_id
