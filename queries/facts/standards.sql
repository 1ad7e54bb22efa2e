SELECT standard_id, url_code, name, coalesce(name_en, name) AS name_en, valid_from, valid_to FROM core.standard ORDER BY valid_from
