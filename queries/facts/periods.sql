-- One row per period that a person may choose.
SELECT period.period, period.kind, period.label, period.first_day, period.last_day,
       EXISTS (SELECT 1 FROM core.household_round AS household WHERE household.period = period.period)
       OR EXISTS (SELECT 1 FROM core.project_progress AS progress
                  WHERE progress.report_date BETWEEN period.first_day AND period.last_day) AS is_loaded
FROM core.period AS period
ORDER BY period.first_day, period.last_day DESC
