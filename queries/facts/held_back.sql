-- One row per sheet with rows that were read and are not counted until somebody mends them: contradicting themselves, or of a
-- household that looks like a test of the national software.
SELECT sheet.file, sheet.sheet, sheet.period, sheet.rows_quarantined + count(DISTINCT test.source_row) AS rows
FROM meta.source_sheet AS sheet
LEFT JOIN meta.issue AS test ON test.rule = 'test_household' AND test.file = sheet.file AND test.sheet = sheet.sheet
GROUP BY sheet.file, sheet.sheet, sheet.period, sheet.rows_quarantined
HAVING sheet.rows_quarantined + count(DISTINCT test.source_row) > 0
ORDER BY sheet.file, sheet.sheet
