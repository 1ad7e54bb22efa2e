-- One row per household of a period and kind of member that an amount is paid for: how many, and of how many nobody knows.
WITH settled AS (
    SELECT max(CASE WHEN key = 'child_age_from' THEN CAST(value AS INTEGER) END) AS child_from,
           max(CASE WHEN key = 'child_age_below' THEN CAST(value AS INTEGER) END) AS child_below
    FROM core.setting
    WHERE key IN ('child_age_from', 'child_age_below')
),
told AS (
    SELECT person.household_id, 'child_not_attending' AS kind,
           person.attends_school IS NULL AS is_unknown, person.attends_school = FALSE AS is_counted
    FROM core.person_round AS person, settled
    WHERE person.period = $period
      AND (person.age_on_reference_date IS NULL
           OR (person.age_on_reference_date >= settled.child_from AND person.age_on_reference_date < settled.child_below))
    UNION ALL
    SELECT household_id, 'member_untrained', training_status = 'unknown', training_status = 'none'
    FROM core.person_round
    WHERE period = $period AND training_status IS NOT NULL
)
SELECT household_id, kind, CAST(count(*) FILTER (WHERE is_counted) AS INTEGER) AS persons,
       CAST(count(*) FILTER (WHERE is_unknown) AS INTEGER) AS unknown
FROM told
GROUP BY household_id, kind
