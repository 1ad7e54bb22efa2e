-- One row per household and round: who it is, as the first list of the round names it. Read only by those who may.
INSERT INTO restricted.household BY NAME
SELECT period, household_id, household_code, head_name, head_id_number, head_birth_text, note
FROM (
    SELECT listed.*, link.household_id,
           row_number() OVER (PARTITION BY listed.period, link.household_id ORDER BY standard.valid_from, listed.source_file) AS place
    FROM stage.listed AS listed
    JOIN core.household_link AS link
        ON link.period = listed.period AND link.standard_id = listed.standard_id AND link.listed_id = listed.listed_id
    JOIN core.standard AS standard ON standard.standard_id = listed.standard_id
)
WHERE place = 1
