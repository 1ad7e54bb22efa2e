-- One row per policy and khối of the newest report of the period.
SELECT policy.name AS policy, coverage.area_id AS area, coverage.eligible, coverage.served
FROM core.policy_coverage AS coverage
JOIN core.policy AS policy ON policy.policy_id = coverage.policy_id
WHERE coverage.period = $period AND coverage.report_date = $report_date AND coverage.area_id = coalesce($area_id, coverage.area_id)
ORDER BY coverage.source_file, coverage.source_sheet, coverage.source_row
