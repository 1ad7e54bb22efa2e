-- One row per listed household: what it may be recognised by. Names folded as etl/clean/text.py folds them; a khối not
-- recognised is no khối in common.
CREATE TABLE stage.link_row AS
WITH told AS (
    SELECT list.place, listed.period, listed.listed_id, nullif(listed.area_id, 'chua_xac_dinh') AS area_id, listed.household_code, listed.member_count,
           trim(regexp_replace(strip_accents(lower(translate(listed.head_name, 'đĐðÐ', 'dddd'))), '[^0-9a-z]+', ' ', 'g')) AS name,
           trim(listed.head_birth_text) AS birth_text, person.number
    FROM stage.listed AS listed
    JOIN stage.link_round AS list ON list.period = listed.period AND list.standard_id = listed.standard_id
    LEFT JOIN stage.link_person AS person
        ON person.place = list.place AND person.listed_id = listed.listed_id AND person.is_head AND person.number = listed.head_id_number
)
SELECT * EXCLUDE (birth_text),
       left(name, 1) || left(regexp_extract(name, '[^ ]*$'), 1) AS initials,
       CASE WHEN regexp_matches(birth_text, '\d{4}')
            THEN CAST(try_strptime(regexp_replace(birth_text, '[\s./-]+', '/', 'g'), ['%d/%m/%Y', '%Y/%m/%d']) AS DATE) END AS birth,
       CAST(nullif(regexp_extract(birth_text, '(19|20)\d{2}'), '') AS INTEGER) AS birth_year
FROM told
