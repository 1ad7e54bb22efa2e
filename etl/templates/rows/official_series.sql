-- One row per figure that a file brought, as it was written.
SELECT indicator, place, year, value, unit, kind, figure_status, standard, series, source, note
FROM raw.official_series
ORDER BY source_file, source_sheet, source_row
