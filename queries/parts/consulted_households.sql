-- One row per household and period up to whose end a consultation of it is recorded, in the year of the period.
SELECT DISTINCT shown.period, wish.household_id
FROM core.wish AS wish
JOIN core.period AS shown
    ON substr(shown.period, 1, 4) = wish.period AND coalesce(wish.consulted_date, shown.last_day) <= shown.last_day
WHERE wish.household_id IS NOT NULL
