-- One row per source of money of the plan, and one more for a line whose report names none, or none of these.
SELECT fund_source_id, sort_key, short_name, name_en FROM core.fund_source
UNION ALL
SELECT 'unknown', 999, 'Chưa rõ nguồn', 'Source not known'
