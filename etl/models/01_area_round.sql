-- Only for rows of stage.resident_households.
-- One row per khối and round. Where two files give the same khối, the first by name stands and a check says so.
INSERT INTO core.area_round BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY period, area_id ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.resident_households
),
status AS (
    SELECT period, min(figure_status) AS figure_status FROM core.round GROUP BY period
)
SELECT ranked.period, ranked.area_id, ranked.resident_households, ranked.resident_persons, status.figure_status,
       ranked.source_file, ranked.source_sheet, ranked.source_row
FROM ranked
LEFT JOIN status ON status.period = ranked.period
WHERE ranked.place = 1
