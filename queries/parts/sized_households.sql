-- One row per household, round and standard, with how many members it has: as its list says, else as its members are listed.
SELECT household.*, coalesce(household.member_count, counted.persons) AS members
FROM core.household_round AS household
LEFT JOIN (SELECT period, household_id, count(*) AS persons FROM core.person_round GROUP BY period, household_id) AS counted
    ON counted.period = household.period AND counted.household_id = household.household_id
