-- One row per household and round: who it is, as the first list of the round names it. Read only by those who may.
INSERT INTO restricted.household BY NAME
WITH named AS (
    SELECT link.period, link.household_id, listed.household_code, listed.head_name, listed.head_id_number, listed.head_birth_text, listed.note,
           listed.standard_id, listed.source_file
    FROM stage.listed AS listed
    JOIN core.household_link AS link
        ON link.period = listed.period AND link.standard_id = listed.standard_id AND link.listed_id = listed.listed_id
),
-- Only a household on lists of two standards is named twice.
several AS (
    SELECT period, household_id FROM core.household_link GROUP BY ALL HAVING count(*) > 1
),
first_named AS (
    SELECT named.*
    FROM named
    SEMI JOIN several USING (period, household_id)
    JOIN core.standard AS standard USING (standard_id)
    QUALIFY row_number() OVER (PARTITION BY period, household_id ORDER BY standard.valid_from, source_file) = 1
)
SELECT * EXCLUDE (standard_id, source_file) FROM named ANTI JOIN several USING (period, household_id)
UNION ALL
SELECT * EXCLUDE (standard_id, source_file) FROM first_named
