-- One row per household as listed in one round under one standard, before it is known which household of other rounds it is.
-- Lists of households, and lists of persons that class them on the row of the head. A household that two lists class differently is
-- what a person answered, else as it was published before, else `unknown`; where two files list it alike, the first by name stands.
-- A household whose only row waits for an answer keeps its place in the same way.

-- What stands for the rows of those on several, and of those of whom somebody said the class: one row each. All others are read
-- where they stand.
CREATE TABLE stage.weighed AS
WITH weighed AS (
    SELECT * FROM stage.several UNION SELECT period, standard_id, listed_id FROM stage.class_kept
),
households AS MATERIALIZED (
    SELECT *, row_number() OVER () AS row_id FROM (
        SELECT * FROM stage.household_review SEMI JOIN weighed USING (period, standard_id, listed_id) WHERE NOT is_test
        UNION ALL BY NAME
        SELECT source_file, source_sheet, source_row, period, standard_id, head_listed_id AS listed_id, area_id, opening_class, recognised_class,
               b1_score, b2_score, member_count, is_ethnic_minority, has_no_labour, has_merit_member, poverty_causes, sex AS head_sex,
               household_code, name AS head_name, id_number AS head_id_number, birth_text AS head_birth_text, note
        FROM stage.member_list
        WHERE recognised_class IS NOT NULL AND head_listed_id IS NOT NULL AND is_test IS NOT TRUE
        UNION ALL BY NAME
        SELECT waiting.* REPLACE (kept.recognised_class AS recognised_class)
        FROM stage.waiting_household AS waiting
        JOIN stage.class_kept AS kept USING (period, standard_id, listed_id)
        ANTI JOIN stage.household_review AS told USING (period, standard_id, listed_id)
        WHERE NOT waiting.is_test
    )
),
agreed AS (
    SELECT arg_min(row_id, ROW(source_file, source_sheet, source_row, row_id)) AS row_id,
           min(recognised_class) AS first_class, max(recognised_class) AS last_class,
           min(nullif(opening_class, 'unknown')) AS first_opening, max(nullif(opening_class, 'unknown')) AS last_opening
    FROM households
    GROUP BY period, standard_id, listed_id
)
SELECT households.* EXCLUDE (row_id)
       REPLACE (CASE WHEN agreed.first_opening = agreed.last_opening THEN agreed.first_opening END AS opening_class,
                coalesce(kept.recognised_class, CASE WHEN agreed.first_class = agreed.last_class THEN agreed.first_class END)
                    AS recognised_class)
FROM households
JOIN agreed ON agreed.row_id = households.row_id
LEFT JOIN stage.class_kept AS kept
    ON kept.period = households.period AND kept.standard_id = households.standard_id AND kept.listed_id = households.listed_id;

-- deprivations: how many, NULL where one of them is unknown.
CREATE VIEW stage.listed AS
SELECT * REPLACE (coalesce(opening_class, 'unknown') AS opening_class, coalesce(recognised_class, 'unknown') AS recognised_class),
       CAST(employment AS INTEGER) + CAST(dependent_person AS INTEGER) + CAST(nutrition AS INTEGER)
           + CAST(health_insurance AS INTEGER) + CAST(adult_education AS INTEGER) + CAST(child_school_attendance AS INTEGER)
           + CAST(housing_quality AS INTEGER) + CAST(housing_area AS INTEGER) + CAST(clean_water AS INTEGER)
           + CAST(hygienic_toilet AS INTEGER) + CAST(telecommunication AS INTEGER) + CAST(information_access_assets AS INTEGER) AS deprivations
FROM (
    SELECT * FROM stage.household_review ANTI JOIN stage.weighed USING (period, standard_id, listed_id) WHERE NOT is_test
    UNION ALL BY NAME
    SELECT * FROM stage.weighed
)
