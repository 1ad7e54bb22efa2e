-- Only for rows of stage.member.
-- One row per person and round: who it is. Read only by those who may.
INSERT INTO restricted.person BY NAME
SELECT period, person_id, name, id_number, birth_text, relation FROM stage.member
