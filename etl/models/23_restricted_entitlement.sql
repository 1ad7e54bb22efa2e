-- Only for rows of stage.entitlement_list.
-- One row per entitlement: whose it is. Read only by those who may.
INSERT INTO restricted.entitlement BY NAME
SELECT listed.entitlement_id, listed.name, listed.id_number, listed.birth_text, listed.head_name, listed.note
FROM stage.entitlement_list AS listed
JOIN core.entitlement AS kept
    ON kept.entitlement_id = listed.entitlement_id AND kept.source_file = listed.source_file
    AND kept.source_sheet = listed.source_sheet AND kept.source_row = listed.source_row
