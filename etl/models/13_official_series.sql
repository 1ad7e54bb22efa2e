-- Only for rows of stage.official_series.
-- Figures that a file brings, over those of data/reference with the same key: the newer publication stands, never both.
INSERT OR REPLACE INTO core.official_series BY NAME
SELECT * EXCLUDE (source_file, source_sheet, source_row) REPLACE (coalesce(source, source_file) AS source)
FROM stage.official_series
QUALIFY row_number() OVER (PARTITION BY series_id, period, indicator_id ORDER BY source_file, source_sheet, source_row) = 1
