SELECT key, value, unit, text_shown FROM core.setting
