-- Only for rows of stage.member.
-- One row per person and round: age on the reference date, schooling by level (reading M1), training of those aged 16 to 30.
-- A birthday not known to the day leaves two possible ages; on 31/12 they are one.
-- A list of members names no standard: where the lists of two standards give one row two households, the older standard's stands.
INSERT INTO core.person_round BY NAME
WITH setting AS (
    SELECT max(CASE WHEN key = 'child_age_from' THEN CAST(value AS INTEGER) END) AS child_from,
           max(CASE WHEN key = 'child_age_below' THEN CAST(value AS INTEGER) END) AS child_below,
           max(CASE WHEN key = 'youth_age_from' THEN CAST(value AS INTEGER) END) AS youth_from,
           max(CASE WHEN key = 'youth_age_to' THEN CAST(value AS INTEGER) END) AS youth_to,
           max(CASE WHEN key = 'adult_level_age_from' THEN CAST(value AS INTEGER) END) AS adult_level_from,
           max(CASE WHEN key = 'school_year_first_month' THEN CAST(value AS INTEGER) END) AS school_year_month
    FROM core.setting
),
dated AS (
    SELECT member.*, coalesce(link.household_id, member.listed_id) AS household_id, round_period.last_day AS reference_date,
           CASE
               WHEN month(round_period.last_day) = 12 AND day(round_period.last_day) = 31 THEN TRUE
               WHEN member.birth_month IS NULL THEN NULL
               WHEN member.birth_month <> month(round_period.last_day) THEN member.birth_month < month(round_period.last_day)
               ELSE member.birth_day <= day(round_period.last_day)
           END AS had_birthday
    FROM stage.member AS member
    JOIN core.period AS round_period ON round_period.period = member.period
    LEFT JOIN (
        SELECT link.period, link.listed_id, arg_min(link.household_id, standard.valid_from) AS household_id
        FROM core.household_link AS link
        JOIN core.standard AS standard ON standard.standard_id = link.standard_id
        GROUP BY link.period, link.listed_id
    ) AS link
        ON link.period = member.period AND link.listed_id = member.listed_id
),
aged AS (
    SELECT dated.*, setting.*,
           year(reference_date) - birth_year - CASE WHEN had_birthday THEN 0 ELSE 1 END AS age_low,
           year(reference_date) - birth_year - CASE WHEN had_birthday IS NOT FALSE THEN 0 ELSE 1 END AS age_high,
           year(reference_date) - CASE WHEN month(reference_date) >= school_year_month THEN 0 ELSE 1 END - birth_year AS school_age
    FROM dated
    CROSS JOIN setting
),
levelled AS (
    SELECT aged.*, attended.rank AS attended_rank, coalesce(expected.rank, last_level.rank) AS expected_rank, lower_secondary.rank AS youth_rank
    FROM aged
    LEFT JOIN core.school_level AS attended ON attended.level_id = aged.school_level
    LEFT JOIN core.school_level AS expected ON aged.school_age BETWEEN expected.school_age_from AND expected.school_age_to
    CROSS JOIN (SELECT max(rank) AS rank FROM core.school_level WHERE school_age_to IS NOT NULL) AS last_level
    CROSS JOIN (SELECT rank FROM core.school_level WHERE level_id = 'lower_secondary') AS lower_secondary
)
SELECT period, household_id, person_id,
       CASE WHEN age_low = age_high THEN age_low END AS age_on_reference_date,
       birth_precision, sex, ethnicity_code, attends_school, school_level,
       CASE
           WHEN birth_year IS NULL OR age_high < child_from OR age_low >= child_below THEN NULL
           WHEN age_low < child_from OR age_high >= child_below THEN 'unknown'
           WHEN NOT attends_school THEN 'not_attending'
           WHEN attends_school IS NULL OR attended_rank IS NULL THEN 'unknown'
           WHEN attended_rank > expected_rank THEN 'ahead'
           WHEN attended_rank < expected_rank THEN 'late'
           ELSE 'right_level'
       END AS school_status,
       CASE
           WHEN birth_year IS NULL OR age_high < youth_from OR age_low > youth_to THEN NULL
           WHEN age_low < youth_from OR age_high > youth_to THEN 'unknown'
           WHEN is_trained THEN 'trained'
           WHEN attends_school AND attended_rank >= youth_rank + CASE WHEN age_high >= adult_level_from THEN 1 ELSE 0 END THEN 'in_school'
           WHEN is_trained IS NULL OR attends_school IS NULL OR (attends_school AND attended_rank IS NULL) THEN 'unknown'
           ELSE 'none'
       END AS training_status,
       has_health_insurance, is_disabled, source_file, source_sheet, source_row
FROM levelled
