SELECT unit_id, name, short_name, name_en, sheet_title FROM core.unit ORDER BY sort_key
