-- Two rows per khối, households and persons, with the figures reported where there are any.
WITH khoi AS (
    SELECT area.area_id, area.sort_key
    FROM core.area AS area
    JOIN core.period AS asked
        ON asked.period = $period AND asked.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, DATE '9999-12-31')
    WHERE area.level = 'neighbourhood' AND area.area_id = coalesce($area_id, area.area_id)
),
asked AS (
    SELECT khoi.*, counted FROM khoi CROSS JOIN (VALUES ('household'), ('person')) AS line (counted)
)
SELECT asked.area_id AS area, asked.counted, report.begin_count,
       CASE $listed_class WHEN 'poor' THEN report.to_listed ELSE report.from_listed END AS poor_to_near,
       CASE $listed_class WHEN 'poor' THEN report.from_listed ELSE report.to_listed END AS near_to_poor,
       report.to_above, report.other_decrease, report.relapsed, report.new_count, report.other_increase, report.end_count
FROM asked
LEFT JOIN core.movement_report AS report
    ON report.period = $period AND report.area_id = asked.area_id AND report.listed_class = $listed_class AND report.counted = asked.counted
WHERE asked.area_id <> 'chua_xac_dinh' OR report.area_id IS NOT NULL
ORDER BY asked.sort_key, asked.counted
