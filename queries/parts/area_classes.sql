-- One row per khối, round and standard: households of each class, unknown where the khối did not report, and all its residents.
-- Who is listed without a khối is counted among the residents of one.
WITH listed AS (
    SELECT period, standard_id, area_id,
           CASE WHEN recognised_class = 'poor' THEN 1 ELSE 0 END AS poor,
           CASE WHEN recognised_class = 'near_poor' THEN 1 ELSE 0 END AS near_poor,
           CASE WHEN recognised_class = 'unknown' THEN 1 ELSE 0 END AS unknown
    FROM core.household_round
    UNION ALL
    SELECT period, standard_id, area_id, nothing, nothing, 0 FROM reviewed_areas
)
SELECT listed.period, listed.standard_id, listed.area_id,
       CASE WHEN count(*) = count(listed.poor) THEN sum(listed.poor) END AS poor,
       CASE WHEN count(*) = count(listed.near_poor) THEN sum(listed.near_poor) END AS near_poor,
       sum(listed.unknown) AS unknown,
       CASE WHEN listed.area_id = 'chua_xac_dinh' THEN 0 ELSE max(residents.resident_households) END AS residents
FROM listed
LEFT JOIN core.area_round AS residents ON residents.period = listed.period AND residents.area_id = listed.area_id
GROUP BY listed.period, listed.standard_id, listed.area_id
