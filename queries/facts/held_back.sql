-- One row per sheet with rows that were read and are not counted until somebody mends them: contradicting themselves, or of a
-- household that looks like a test of the national software. Rows that a later file mends are open there, if anywhere.
WITH mended AS (
    SELECT file, sheet, count(*) AS rows FROM meta.mended_row GROUP BY file, sheet
),
test AS (
    SELECT file, sheet, count(DISTINCT source_row) AS rows FROM meta.issue WHERE rule = 'test_household' GROUP BY file, sheet
),
held AS (
    SELECT sheet.file, sheet.sheet, sheet.period,
           greatest(sheet.rows_quarantined - coalesce(mended.rows, 0), 0) + coalesce(test.rows, 0) AS rows
    FROM meta.source_sheet AS sheet
    LEFT JOIN mended ON mended.file = sheet.file AND mended.sheet = sheet.sheet
    LEFT JOIN test ON test.file = sheet.file AND test.sheet = sheet.sheet
)
SELECT file, sheet, period, rows FROM held WHERE rows > 0 ORDER BY file, sheet
