-- One row per household and round: who it is, as the first list of the round names it. Read only by those who may.
INSERT INTO restricted.household BY NAME
WITH named AS (
    SELECT link.period, link.household_id, listed.household_code, listed.head_name, listed.head_id_number, listed.head_birth_text, listed.note,
           standard.valid_from, listed.source_file
    FROM stage.listed AS listed
    JOIN core.household_link AS link
        ON link.period = listed.period AND link.standard_id = listed.standard_id AND link.listed_id = listed.listed_id
    JOIN core.standard AS standard ON standard.standard_id = listed.standard_id
)
SELECT * EXCLUDE (valid_from, source_file)
FROM named
QUALIFY row_number() OVER (PARTITION BY period, household_id ORDER BY valid_from, source_file) = 1
