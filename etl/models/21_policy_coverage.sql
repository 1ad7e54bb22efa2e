-- Only for rows of stage.policy_coverage.
-- One row per policy, khối and report; the first by file name stands where two files give the same.
INSERT INTO core.policy_coverage BY NAME
WITH ranked AS (
    SELECT *, row_number() OVER (PARTITION BY policy_id, area_id, period, report_date ORDER BY source_file, source_sheet, source_row) AS place
    FROM stage.policy_coverage
)
SELECT * EXCLUDE (place) FROM ranked WHERE place = 1
