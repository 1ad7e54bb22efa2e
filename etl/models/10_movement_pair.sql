-- Each round beside the one before it under the same standard: a year-end beside the last year-end; a month beside the newest earlier
-- month of its year, else beside the last year-end. Lists on two sides of a day on which the ward changed are never subtracted.
INSERT INTO core.movement_pair BY NAME
WITH report AS (
    SELECT period, standard_id, area_id, is_reported FROM core.area_report WHERE form = 'household_review'
),
loaded AS (
    SELECT report.period, report.standard_id, round_period.kind, round_period.last_day, year(round_period.last_day) AS year,
           bool_and(report.is_reported) AS is_whole
    FROM report
    JOIN core.period AS round_period ON round_period.period = report.period
    WHERE round_period.kind IN ('year', 'month')
    GROUP BY report.period, report.standard_id, round_period.kind, round_period.last_day
    HAVING bool_or(report.is_reported)
),
break_day AS (
    SELECT valid_from AS day
    FROM core.area
    JOIN core.ward USING (area_id)
    WHERE valid_from > (SELECT min(first.valid_from) FROM core.area AS first WHERE first.area_id = ward.area_id)
       OR area_id IN (SELECT successor_id FROM core.area)
),
before AS (
    SELECT later.period, later.standard_id, earlier.period AS begin_period, earlier.is_whole
    FROM loaded AS later
    JOIN loaded AS earlier
        ON earlier.standard_id = later.standard_id AND earlier.last_day < later.last_day
        AND ((earlier.kind = 'year' AND earlier.year = later.year - 1)
             OR (earlier.kind = 'month' AND later.kind = 'month' AND earlier.year = later.year))
    WHERE NOT EXISTS (SELECT 1 FROM break_day WHERE break_day.day > earlier.last_day AND break_day.day <= later.last_day)
    QUALIFY row_number() OVER (PARTITION BY later.period, later.standard_id ORDER BY earlier.last_day DESC) = 1
),
setting AS (
    SELECT try_cast(max(value) AS INTEGER) AS years FROM core.setting WHERE key = 'relapse_lookback_years'
),
-- The first year whose list must be there: the standard's first round, or where the look-back begins.
-- An opening column speaks of this standard only where the standard was in force from the first day of the year on. That of a
-- month says how the year began: beside the months before it, their changes would count twice.
looked_back AS (
    SELECT loaded.*, standard.valid_from <= make_date(loaded.year, 1, 1) AS may_open,
           loaded.kind = 'month' AND loaded.last_day > min(loaded.last_day) FILTER (loaded.kind = 'month')
               OVER (PARTITION BY loaded.standard_id, loaded.year) AS follows_month,
           greatest(least(year(standard.valid_from), coalesce(first_round.year, 9999)), loaded.year - coalesce(setting.years, 9999)) AS first_year
    FROM loaded
    JOIN core.standard AS standard ON standard.standard_id = loaded.standard_id
    LEFT JOIN (SELECT standard_id, min(year(reference_date)) AS year FROM core.round GROUP BY standard_id) AS first_round
        ON first_round.standard_id = loaded.standard_id
    CROSS JOIN setting
),
history AS (
    SELECT later.period, later.standard_id, count(earlier.period) = greatest(later.year - later.first_year, 0) AS is_whole
    FROM looked_back AS later
    LEFT JOIN loaded AS earlier
        ON earlier.standard_id = later.standard_id AND earlier.kind = 'year' AND earlier.is_whole
        AND earlier.year >= later.first_year AND earlier.year < later.year
    GROUP BY later.period, later.standard_id, later.year, later.first_year
),
-- A list has an opening column where it says the opening class of most: a few ticks of who left are no column.
opened AS (
    SELECT period, standard_id
    FROM core.household_round
    GROUP BY period, standard_id
    HAVING 2 * count(*) FILTER (opening_class <> 'unknown') > count(*)
),
pair AS (
    SELECT later.period, later.standard_id, coalesce(before.begin_period, CAST(later.year - 1 AS VARCHAR)) AS begin_period,
           CASE
               WHEN before.begin_period IS NOT NULL THEN 'lists'
               WHEN opened.period IS NOT NULL AND later.may_open AND NOT later.follows_month THEN 'opening_column'
               ELSE 'none'
           END AS basis,
           history.is_whole AND coalesce(before.is_whole, TRUE) AS history_is_whole
    FROM looked_back AS later
    JOIN history ON history.period = later.period AND history.standard_id = later.standard_id
    LEFT JOIN before ON before.period = later.period AND before.standard_id = later.standard_id
    LEFT JOIN opened ON opened.period = later.period AND opened.standard_id = later.standard_id
),
-- A khối that did not exist at one end is not silent there: its households came from other khối or went to them.
at_end AS (
    SELECT pair.*, report.area_id, report.is_reported
    FROM pair
    JOIN report ON report.period = pair.period AND report.standard_id = pair.standard_id
    UNION ALL
    SELECT pair.*, report.area_id, report.is_reported
    FROM pair
    JOIN report ON report.period = pair.begin_period AND report.standard_id = pair.standard_id
    WHERE pair.basis = 'lists'
)
SELECT period, standard_id, area_id, begin_period, basis, basis <> 'none' AND bool_and(is_reported) AS is_known, history_is_whole
FROM at_end
GROUP BY period, standard_id, area_id, begin_period, basis, history_is_whole
