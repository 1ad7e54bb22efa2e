-- One row per identity number on a listed household: its head's and its members'. A head is an adult; a member is from 16 on,
-- where the birth year is known. Digits that are all alike, or stand on more than two households of a list, name nobody.
CREATE TABLE stage.link_person AS
WITH written AS (
    SELECT list.place, listed.listed_id, listed.head_id_number AS number, TRUE AS is_head, TRUE AS is_adult
    FROM stage.listed AS listed
    JOIN stage.link_round AS list ON list.period = listed.period AND list.standard_id = listed.standard_id
    UNION ALL
    SELECT list.place, listed.listed_id, member.id_number, FALSE,
           row(member.birth_year + 16, coalesce(member.birth_month, 12), coalesce(member.birth_day, 31))
               <= row(year(list.last_day), month(list.last_day), day(list.last_day))
    FROM stage.member AS member
    JOIN stage.listed AS listed ON listed.period = member.period AND listed.listed_id = member.listed_id
    JOIN stage.link_round AS list ON list.period = listed.period AND list.standard_id = listed.standard_id
),
persons AS (
    SELECT place, listed_id, number, bool_or(is_head) AS is_head, bool_or(coalesce(is_adult, FALSE)) AS is_adult
    FROM written
    WHERE replace(number, left(number, 1), '') <> ''
    GROUP BY place, listed_id, number
)
SELECT * FROM persons QUALIFY count(*) OVER (PARTITION BY place, number) <= 2
