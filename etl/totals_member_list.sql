-- One row: the members of one sheet, and those of poor households; NULL where no household list of that year is at hand.
-- A list of persons that carries classes is asked first: its totals come from the file alone.
WITH own AS (
    SELECT DISTINCT listed.period, link.household_id, listed.recognised_class
    FROM stage.household_review AS listed
    JOIN stage.member_list AS head
        ON head.source_file = listed.source_file AND head.source_sheet = listed.source_sheet AND head.source_row = listed.source_row
    JOIN core.household_link AS link
        ON link.period = listed.period AND link.standard_id = listed.standard_id AND link.listed_id = listed.listed_id
    WHERE listed.source_file = $file
),
classes AS (
    SELECT period, household_id, recognised_class FROM own
    UNION
    SELECT period, household_id, recognised_class FROM (
        SELECT period, household_id, recognised_class FROM core.household_round
        UNION
        SELECT period, listed_id, recognised_class FROM stage.known_household
    )
    WHERE (period, household_id) NOT IN (SELECT (period, household_id) FROM own)
),
settled AS (
    SELECT period, household_id,
           CASE WHEN count(DISTINCT recognised_class) = 1 THEN max(recognised_class) ELSE 'unknown' END AS recognised_class
    FROM classes
    GROUP BY period, household_id
),
listed AS (
    SELECT person.*, settled.recognised_class
    FROM core.person_round AS person
    LEFT JOIN settled ON settled.period = person.period AND settled.household_id = person.household_id
    WHERE person.source_file = $file AND person.source_sheet = $sheet
),
known AS (
    SELECT count(recognised_class) > 0 AS is_known FROM listed
),
counted AS (
    SELECT count(*) AS members,
           count(CASE WHEN recognised_class = 'poor' AND school_status IS NOT NULL THEN 1 END) AS children,
           count(CASE WHEN recognised_class = 'poor' AND school_status IS NOT NULL AND attends_school THEN 1 END) AS attending,
           count(CASE WHEN recognised_class = 'poor' AND school_status IN ('right_level', 'ahead') THEN 1 END) AS right_level,
           count(CASE WHEN recognised_class = 'poor' AND school_status = 'unknown' THEN 1 END) AS level_unknown,
           count(DISTINCT CASE WHEN recognised_class = 'poor' AND training_status IS NOT NULL THEN household_id END) AS with_youth,
           count(DISTINCT CASE WHEN recognised_class = 'poor' AND training_status IN ('trained', 'in_school') THEN household_id END) AS trained
    FROM listed
)
SELECT members,
       CASE WHEN is_known THEN children END AS children_3_15_poor,
       CASE WHEN is_known THEN attending END AS children_3_15_poor_attending,
       CASE WHEN is_known THEN right_level END AS children_3_15_poor_right_level,
       CASE WHEN is_known THEN level_unknown END AS children_3_15_poor_level_unknown,
       CASE WHEN is_known THEN with_youth END AS poor_households_with_16_30,
       CASE WHEN is_known THEN trained END AS poor_households_trained
FROM counted
CROSS JOIN known
