-- Only for rows of stage.consultation.
-- One row per wish; where two files hold the same, the first by name stands. The household is found by its head's number, else by a code
-- that is unique in its round, else by the head's name in its khối, each only where it points to one household; in the newest round up to
-- the end of the year.
CREATE TABLE stage.wish AS
SELECT * FROM stage.consultation
WHERE NOT is_blank
QUALIFY row_number() OVER (PARTITION BY wish_id ORDER BY source_file, source_sheet, source_row) = 1;

INSERT INTO core.wish BY NAME
WITH seen AS (
    SELECT listed.listed_id, listed.area_id, listed.household_code, listed.head_id_number, listed.household_id, shown.last_day,
           trim(regexp_replace(strip_accents(replace(lower(listed.head_name), 'đ', 'd')), '[^0-9a-z]+', ' ', 'g')) AS folded
    FROM stage.linked AS listed
    JOIN core.period AS shown ON shown.period = listed.period
),
-- Names are compared as etl.clean.text.fold_text has them.
asked AS (
    SELECT wish.wish_id, wish.area_id, wish.head_listed_id, wish.household_code, year.last_day,
           trim(regexp_replace(strip_accents(replace(lower(wish.head_name), 'đ', 'd')), '[^0-9a-z]+', ' ', 'g')) AS folded
    FROM stage.wish AS wish
    JOIN core.period AS year ON year.period = wish.period
),
candidate AS (
    SELECT asked.wish_id, 1 AS way, seen.last_day, seen.household_id, seen.area_id
    FROM asked
    JOIN seen ON seen.listed_id = asked.head_listed_id AND seen.last_day <= asked.last_day
    UNION ALL
    SELECT asked.wish_id, 2, seen.last_day, seen.household_id, seen.area_id
    FROM asked
    JOIN seen ON seen.household_code = asked.household_code AND seen.last_day <= asked.last_day
    WHERE asked.head_listed_id IS NULL OR seen.head_id_number IS NULL
    UNION ALL
    SELECT asked.wish_id, 3, seen.last_day, seen.household_id, seen.area_id
    FROM asked
    JOIN seen ON seen.folded = asked.folded AND seen.area_id = asked.area_id AND seen.last_day <= asked.last_day
    WHERE (asked.head_listed_id IS NULL OR seen.head_id_number IS NULL) AND asked.folded <> ''
        AND (asked.household_code IS NULL OR seen.household_code IS NULL OR seen.household_code = asked.household_code)
),
-- rank() keeps ties: two households of the newest round are not one recognised.
newest AS (
    SELECT * FROM candidate
    QUALIFY rank() OVER (PARTITION BY wish_id, way ORDER BY last_day DESC) = 1
),
told AS (
    SELECT wish_id, way, min(household_id) AS household_id, min(area_id) AS area_id
    FROM newest
    GROUP BY wish_id, way
    HAVING min(household_id) = max(household_id)
),
found AS (
    SELECT *, row_number() OVER (PARTITION BY wish_id ORDER BY way) AS place FROM told
)
SELECT wish.wish_id, wish.period, found.household_id, coalesce(wish.area_id, found.area_id, 'chua_xac_dinh') AS area_id,
       wish.consulted_date, wish.wish_kind, wish.unit_id, wish.agreed IS NOT NULL AS has_agreement,
       wish.source_file, wish.source_sheet, wish.source_row
FROM stage.wish AS wish
LEFT JOIN found ON found.wish_id = wish.wish_id AND found.place = 1;

INSERT INTO restricted.wish BY NAME
SELECT wish_id, head_name, respondent, wish, agreed, note FROM stage.wish
