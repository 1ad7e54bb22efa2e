-- One row per period, date of report, reporting line, unit and source of money: the newest report of the year at or before that
-- date, in whole đồng. The dates are those of the line itself, in the period; `is_last` is the newest of them.
-- A report that names no source speaks for the whole line: it takes the place of what stood under sources, and they take its.
SELECT told.*,
       coalesce(told.assigned_vnd + told.carried_over_vnd, told.assigned_vnd, told.carried_over_vnd) AS available_vnd,
       CASE WHEN told.scope IN ('in_scope', 'not_started') AND told.disbursed_vnd IS NULL THEN 1 ELSE 0 END AS is_silent
FROM (
    SELECT asked.shown_period, asked.shown_date, asked.is_last, progress.*,
           row_number() OVER (PARTITION BY asked.shown_period, asked.shown_date, progress.line_id, progress.unit_id,
                                           progress.fund_source_id
                              ORDER BY progress.report_date DESC) AS place,
           max(CASE WHEN progress.fund_source_id = 'unknown' THEN progress.report_date END)
               OVER (PARTITION BY asked.shown_period, asked.shown_date, progress.line_id, progress.unit_id) AS unnamed_date
    FROM (
        SELECT shown.period AS shown_period, line.line_id, line.unit_id, line.report_date AS shown_date,
               line.report_date = max(line.report_date) OVER (PARTITION BY shown.period, line.line_id, line.unit_id) AS is_last
        FROM core.period AS shown
        JOIN (SELECT DISTINCT line_id, unit_id, report_date FROM core.project_progress) AS line
            ON line.report_date <= shown.last_day
            AND extract(year FROM line.report_date) = extract(year FROM shown.last_day)
    ) AS asked
    JOIN core.project_progress AS progress
        ON progress.line_id = asked.line_id AND progress.unit_id = asked.unit_id
        AND progress.report_date <= asked.shown_date
        AND extract(year FROM progress.report_date) = extract(year FROM asked.shown_date)
) AS told
WHERE told.place = 1
  AND told.report_date >= CASE WHEN told.fund_source_id = 'unknown' THEN told.shown_date
                               ELSE coalesce(told.unnamed_date, told.report_date) END
