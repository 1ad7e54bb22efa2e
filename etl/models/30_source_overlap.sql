-- One row per pair of files that tell of the same households or lines, seen from each of the two. Only where two files give one form
-- for one period is anything compared.
INSERT INTO meta.source_overlap BY NAME
WITH told AS (
    SELECT source_file AS file, 'household_review' AS form, period, standard_id, listed_id AS subject
    FROM stage.household_review AS listed
    WHERE NOT EXISTS (SELECT 1 FROM stage.member_list AS person
                      WHERE person.source_file = listed.source_file AND person.source_sheet = listed.source_sheet)
    UNION ALL SELECT source_file, 'member_list', period, standard_id, own_key FROM stage.member_list
    UNION ALL SELECT source_file, 'resident_households', period, NULL, area_id FROM stage.resident_households
    UNION ALL SELECT source_file, 'movement_report', period, NULL, concat_ws('|', area_id, listed_class, counted) FROM stage.movement_report
    UNION ALL SELECT source_file, 'household_event', period, NULL, event_id FROM stage.household_event
    UNION ALL SELECT source_file, 'official_series', period, standard_id, concat_ws('|', series_id, indicator_id) FROM stage.official_series
    UNION ALL SELECT source_file, 'task_report', period, NULL, concat_ws('|', task_id, report_date) FROM stage.task_report
    UNION ALL SELECT source_file, 'meeting_conclusions', period, NULL, concat_ws('|', conclusion_id, report_date) FROM stage.meeting_conclusions
    UNION ALL SELECT source_file, 'policy_coverage', period, NULL, concat_ws('|', policy_id, area_id, report_date) FROM stage.policy_coverage
    UNION ALL SELECT source_file, 'entitlement_list', period, NULL, entitlement_id FROM stage.entitlement_list
    UNION ALL SELECT source_file, 'consultation', period, NULL, wish_id FROM stage.consultation WHERE NOT is_blank
    UNION ALL SELECT source_file, 'project_progress', period, NULL, concat_ws('|', line_id, unit_id, fund_source_id, report_date)
              FROM stage.project_progress
),
shared_by_files AS (
    SELECT form, period, standard_id FROM told GROUP BY ALL HAVING min(file) <> max(file)
),
subject AS (
    SELECT DISTINCT told.* FROM told
    JOIN shared_by_files AS pair
        ON pair.form = told.form AND pair.period = told.period AND pair.standard_id IS NOT DISTINCT FROM told.standard_id
),
counted AS (
    SELECT file, form, period, standard_id, count(*) AS subjects FROM subject GROUP BY ALL
),
overlap AS (
    SELECT one.file, other.file AS other_file, one.form, one.period, one.standard_id, count(*) AS shared_subjects
    FROM subject AS one
    JOIN subject AS other
        ON other.form = one.form AND other.period = one.period AND other.standard_id IS NOT DISTINCT FROM one.standard_id
        AND other.subject = one.subject AND other.file <> one.file
    GROUP BY ALL
)
SELECT overlap.*, mine.subjects, theirs.subjects AS other_subjects
FROM overlap
JOIN counted AS mine
    ON mine.file = overlap.file AND mine.form = overlap.form AND mine.period = overlap.period
    AND mine.standard_id IS NOT DISTINCT FROM overlap.standard_id
JOIN counted AS theirs
    ON theirs.file = overlap.other_file AND theirs.form = overlap.form AND theirs.period = overlap.period
    AND theirs.standard_id IS NOT DISTINCT FROM overlap.standard_id
