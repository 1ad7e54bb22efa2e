-- Only for rows of stage.member_list.
-- A list of persons that carries classes is a list of households too: one row for each head with a class.
INSERT INTO stage.household_review BY NAME
WITH counted AS (
    SELECT source_file, source_sheet, head_listed_id, count(*) AS members
    FROM stage.member_list
    GROUP BY source_file, source_sheet, head_listed_id
)
SELECT head.source_file, head.source_sheet, head.source_row, head.period, head.standard_id, head.head_listed_id AS listed_id, head.area_id,
       head.opening_class, head.recognised_class, head.b1_score, head.b2_score, coalesce(head.member_count, counted.members) AS member_count,
       head.is_ethnic_minority, head.sex AS head_sex, head.has_no_labour, head.has_merit_member, head.poverty_causes,
       head.household_code, head.name AS head_name, head.id_number AS head_id_number, head.birth_text AS head_birth_text,
       head.note, head.is_test
FROM stage.member_list AS head
JOIN counted
    ON counted.source_file = head.source_file AND counted.source_sheet = head.source_sheet AND counted.head_listed_id = head.head_listed_id
WHERE head.is_head AND head.recognised_class IS NOT NULL
