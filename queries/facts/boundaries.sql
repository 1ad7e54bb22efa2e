-- One row per area and day from which it is not what it was.
WITH named AS (
    SELECT area.area_id, area.valid_from, area.parent_id, area.successor_id, area.sort_key,
           min(area.valid_from) OVER (PARTITION BY area.area_id) AS first_day,
           concat_ws(', ', area.name, CASE WHEN area.level = 'neighbourhood' THEN parent.name END) AS name
    FROM core.area AS area
    LEFT JOIN core.area AS parent
        ON parent.area_id = area.parent_id
        AND area.valid_from BETWEEN parent.valid_from AND coalesce(parent.valid_to, area.valid_from)
),
changed AS (
    -- A later row of the same area: its parent, type or boundary is another.
    SELECT area_id, valid_from AS day, lag(name) OVER (PARTITION BY area_id ORDER BY valid_from) AS before, name AS after
    FROM named
    UNION ALL
    -- What other areas became.
    SELECT heir.area_id, heir.valid_from, string_agg(former.name, ' + ' ORDER BY former.sort_key), heir.name
    FROM named AS former
    JOIN named AS heir ON heir.area_id = former.successor_id
    WHERE heir.valid_from = heir.first_day
    GROUP BY heir.area_id, heir.valid_from, heir.name
    UNION ALL
    -- Who is listed without a khối is so within the ward: before the ward was formed that was another place.
    SELECT place.area_id, formed.valid_from, place.name, concat_ws(', ', place.name, formed.name)
    FROM named AS place
    JOIN named AS formed ON formed.area_id = place.parent_id
    WHERE formed.valid_from = formed.first_day AND formed.valid_from > place.valid_from
)
SELECT area_id, day, before, after FROM changed WHERE before IS NOT NULL ORDER BY day, area_id
