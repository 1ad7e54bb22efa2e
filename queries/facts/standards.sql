SELECT standard_id, url_code, name, valid_from, valid_to FROM core.standard ORDER BY valid_from
