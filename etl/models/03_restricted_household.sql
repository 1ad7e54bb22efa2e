-- One row per household and round: who it is. Read only by those who may.
INSERT INTO restricted.household BY NAME
SELECT listed.period, listed.household_id, listed.household_code, listed.head_name, listed.head_id_number, listed.head_birth_text, listed.note
FROM stage.household_review AS listed
JOIN core.household_round AS household
    ON household.period = listed.period AND household.household_id = listed.household_id AND household.source_file = listed.source_file
    AND household.source_sheet = listed.source_sheet AND household.source_row = listed.source_row
