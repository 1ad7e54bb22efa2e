-- One row per level of school that an age belongs to, the youngest first.
SELECT level_id, school_age_from, school_age_to
FROM core.school_level
WHERE school_age_from IS NOT NULL AND school_age_to IS NOT NULL
ORDER BY rank
