-- The warehouse, as its readers see it. `etl` writes it, `queries` reads it; nothing else joins the two.
-- Whoever changes a statement here raises the number in etl/schema.py.
-- A NULL is always "unknown" or "does not apply", never zero.
CREATE SCHEMA raw;
CREATE SCHEMA core;
CREATE SCHEMA restricted;
CREATE SCHEMA meta;

-- ---------------------------------------------------------------- reference facts (data/reference/*.csv)
CREATE TABLE core.ward (
    area_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, province_name VARCHAR NOT NULL,
    plan_year INTEGER NOT NULL, plan_document_id VARCHAR NOT NULL, logo_file VARCHAR, accent_colour VARCHAR
);
CREATE TABLE core.document (
    document_id VARCHAR PRIMARY KEY, number VARCHAR, issued_date DATE, issued_text VARCHAR, issuer VARCHAR, title VARCHAR NOT NULL
);
-- One row per area and validity; a code may repeat over time (05986 was xã Hoàng Đồng, then phường Tam Thanh). A second
-- row of the same area is a break: its parent, type or boundary changed that day. `successor_id`: what a former commune became.
CREATE TABLE core.area (
    area_id VARCHAR NOT NULL, code VARCHAR, parent_id VARCHAR, level VARCHAR NOT NULL, name VARCHAR NOT NULL,
    area_type VARCHAR, sort_key INTEGER NOT NULL, valid_from DATE NOT NULL, valid_to DATE, successor_id VARCHAR, aliases VARCHAR,
    is_fictional BOOLEAN NOT NULL, note VARCHAR, PRIMARY KEY (area_id, valid_from)
);
CREATE TABLE core.period (
    period VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, label VARCHAR NOT NULL, first_day DATE NOT NULL, last_day DATE NOT NULL
);
CREATE TABLE core.standard (
    standard_id VARCHAR PRIMARY KEY, url_code VARCHAR NOT NULL, name VARCHAR NOT NULL, name_en VARCHAR, document_id VARCHAR NOT NULL,
    valid_from DATE NOT NULL, valid_to DATE, aliases VARCHAR, note VARCHAR
);
-- Bounds of one class in one area type: `_upto` is inclusive, `_above` exclusive, `_from` inclusive, `_below` exclusive;
-- NULL is no bound. `is_complete` false: some bound is not issued yet, nothing may be computed with the row.
CREATE TABLE core.standard_threshold (
    standard_id VARCHAR NOT NULL, area_type VARCHAR NOT NULL, class VARCHAR NOT NULL, basis VARCHAR NOT NULL, sort_key INTEGER NOT NULL,
    b1_above INTEGER, b1_upto INTEGER, b2_from INTEGER, b2_below INTEGER, income_above_vnd BIGINT, income_upto_vnd BIGINT,
    deprivations_from INTEGER, deprivations_below INTEGER, is_complete BOOLEAN NOT NULL, note VARCHAR,
    PRIMARY KEY (standard_id, area_type, basis, sort_key)
);
CREATE TABLE core.standard_indicator (
    standard_id VARCHAR NOT NULL, indicator_code VARCHAR NOT NULL, sort_key INTEGER NOT NULL, dimension VARCHAR NOT NULL, dimension_en VARCHAR,
    name VARCHAR NOT NULL, name_en VARCHAR NOT NULL, points INTEGER, rule_text VARCHAR, evidence VARCHAR, certainty VARCHAR,
    PRIMARY KEY (standard_id, indicator_code)
);
-- A survey round under one standard; closed once it has a decision.
CREATE TABLE core.round (
    period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, reference_date DATE NOT NULL, figure_status VARCHAR NOT NULL,
    decision_number VARCHAR, decision_date DATE, decision_issuer VARCHAR, note VARCHAR, PRIMARY KEY (period, standard_id)
);
-- By which day a form of a period is due, where a document says so. A form without a row here has no day: it is never late.
CREATE TABLE core.report_due (
    form VARCHAR NOT NULL, period VARCHAR NOT NULL, due_date DATE NOT NULL, document_id VARCHAR NOT NULL, note VARCHAR,
    PRIMARY KEY (form, period)
);
CREATE TABLE core.unit (
    unit_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL, text_issued VARCHAR NOT NULL,
    name VARCHAR NOT NULL, short_name VARCHAR NOT NULL, name_en VARCHAR NOT NULL, aliases VARCHAR, sheet_title VARCHAR NOT NULL
);
CREATE TABLE core.duty (
    duty_id VARCHAR PRIMARY KEY, unit_id VARCHAR NOT NULL, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL,
    text_issued VARCHAR NOT NULL, text_shown VARCHAR NOT NULL
);
CREATE TABLE core.programme (
    programme_id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, document_id VARCHAR, first_year INTEGER, last_year INTEGER, note VARCHAR
);
CREATE TABLE core.project (
    project_id VARCHAR PRIMARY KEY, programme_id VARCHAR NOT NULL, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL,
    text_issued VARCHAR NOT NULL, code_shown VARCHAR NOT NULL, code_en VARCHAR, name VARCHAR NOT NULL, name_en VARCHAR NOT NULL, lead_unit_id VARCHAR NOT NULL,
    report_frequency VARCHAR NOT NULL, beneficiaries VARCHAR, note VARCHAR
);
-- Every sentence of the plan that asks for something. answered_by: «kind:id» joined by ";"; next: what is not answered yet.
CREATE TABLE core.plan_sentence (
    sentence_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL, text_issued VARCHAR NOT NULL,
    answered_by VARCHAR NOT NULL, next VARCHAR
);
CREATE TABLE core.fund_source (
    fund_source_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL, text_issued VARCHAR NOT NULL,
    name VARCHAR NOT NULL, short_name VARCHAR NOT NULL, name_en VARCHAR NOT NULL, programme_id VARCHAR, aliases VARCHAR
);
-- `unit_counted`: person, household or turn. `is_in_target`: one of those that target 6 adds up, each with a natural percentage.
CREATE TABLE core.policy (
    policy_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL, name VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
    text_issued VARCHAR NOT NULL, text_shown VARCHAR NOT NULL, beneficiaries VARCHAR, counted VARCHAR NOT NULL,
    unit_counted VARCHAR NOT NULL, has_percentage BOOLEAN NOT NULL, is_in_target BOOLEAN NOT NULL, lead_unit_id VARCHAR,
    document_id VARCHAR, certainty VARCHAR, note VARCHAR, aliases VARCHAR
);
-- One row per price, amount or share that a policy pays, and validity; `comparison` is <=, >= or =. A NULL amount is «chưa có»: no
-- document says it yet. `document_id` NULL: nobody knows which document says it.
CREATE TABLE core.policy_amount (
    amount_id VARCHAR PRIMARY KEY, policy_id VARCHAR NOT NULL, sort_key INTEGER NOT NULL, item VARCHAR NOT NULL, item_en VARCHAR,
    valid_from DATE, valid_to DATE, comparison VARCHAR NOT NULL, amount DOUBLE, unit VARCHAR NOT NULL, unit_en VARCHAR, includes_vat BOOLEAN,
    document_id VARCHAR, certainty VARCHAR NOT NULL, note VARCHAR
);
CREATE TABLE core.measure (
    measure_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, place VARCHAR NOT NULL, name VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
    text_issued VARCHAR NOT NULL, text_shown VARCHAR NOT NULL, lead_unit_id VARCHAR, first_day DATE, due_date DATE, note VARCHAR,
    aliases VARCHAR
);
-- A target of section I.2. `comparison` is <=, >= or =; shares are fractions; `scope` ward: meaningless for one khối.
CREATE TABLE core.target (
    target_id VARCHAR PRIMARY KEY, sort_key INTEGER NOT NULL, label VARCHAR NOT NULL, place VARCHAR NOT NULL,
    text_issued VARCHAR NOT NULL, text_shown VARCHAR NOT NULL, text_en VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    indicator_id VARCHAR, stock_indicator_id VARCHAR, wider_indicator_id VARCHAR, direction VARCHAR NOT NULL,
    comparison VARCHAR, target_value DECIMAL(9, 4), unit VARCHAR, scope VARCHAR NOT NULL, year INTEGER NOT NULL, standard_id VARCHAR,
    lead_unit_id VARCHAR, document_id VARCHAR NOT NULL, adopted_reading VARCHAR, adopted_document VARCHAR
);
CREATE TABLE core.school_level (
    level_id VARCHAR PRIMARY KEY, rank INTEGER NOT NULL, name VARCHAR NOT NULL, name_en VARCHAR NOT NULL,
    school_age_from INTEGER, school_age_to INTEGER, aliases VARCHAR, document_id VARCHAR
);
CREATE TABLE core.ethnicity (ethnicity_code VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, is_minority BOOLEAN NOT NULL, aliases VARCHAR);
-- Every threshold and choice that is not law: one table, printed on the pages that use it.
CREATE TABLE core.setting (key VARCHAR PRIMARY KEY, value VARCHAR NOT NULL, unit VARCHAR, text_shown VARCHAR NOT NULL, document VARCHAR);

-- ---------------------------------------------------------------- facts
CREATE TABLE core.area_round (
    period VARCHAR NOT NULL, area_id VARCHAR NOT NULL, resident_households INTEGER, resident_persons INTEGER, figure_status VARCHAR,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL, PRIMARY KEY (period, area_id)
);
-- One row per khối, round, standard and form, whether or not it reported.
CREATE TABLE core.area_report (
    period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, area_id VARCHAR NOT NULL, form VARCHAR NOT NULL, is_reported BOOLEAN NOT NULL,
    PRIMARY KEY (period, standard_id, area_id, form)
);
-- Classes: poor, near_poor, average_living, not_poor, unknown. Deprivations: true = deprived, NULL = unknown.
-- Its key: period, household_id, standard_id (`long_keys.sql`).
CREATE TABLE core.household_round (
    period VARCHAR NOT NULL, household_id VARCHAR NOT NULL, area_id VARCHAR NOT NULL, standard_id VARCHAR NOT NULL,
    opening_class VARCHAR NOT NULL, recognised_class VARCHAR NOT NULL, computed_class VARCHAR NOT NULL,
    b1_score INTEGER, b2_score INTEGER, income_per_capita_vnd BIGINT, member_count INTEGER,
    employment BOOLEAN, dependent_person BOOLEAN, nutrition BOOLEAN, health_insurance BOOLEAN, adult_education BOOLEAN,
    child_school_attendance BOOLEAN, housing_quality BOOLEAN, housing_area BOOLEAN, clean_water BOOLEAN, hygienic_toilet BOOLEAN,
    telecommunication BOOLEAN, information_access_assets BOOLEAN,
    is_ethnic_minority BOOLEAN, head_sex VARCHAR, has_no_labour BOOLEAN, has_merit_member BOOLEAN, has_disabled_member BOOLEAN,
    poverty_causes VARCHAR,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL
);
-- school_status: right_level, ahead, late, late_allowed, finished_level, not_attending, exempt, unknown; NULL = not aged 3 to under 16.
-- training_status: trained, in_school, none, unknown; NULL = not aged 16 to 30.
-- Its key: period, person_id (`long_keys.sql`).
CREATE TABLE core.person_round (
    period VARCHAR NOT NULL, household_id VARCHAR NOT NULL, person_id VARCHAR NOT NULL,
    age_on_reference_date INTEGER, birth_precision VARCHAR, sex VARCHAR, ethnicity_code VARCHAR,
    attends_school BOOLEAN, school_level VARCHAR, school_status VARCHAR, training_status VARCHAR,
    employment_status VARCHAR, has_health_insurance BOOLEAN, is_disabled BOOLEAN,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL
);
-- Which row of which list is which household. `listed_id` names the row of one round (a pseudonym of the head's number, else of
-- name, birth and khối), `household_id` the household through all rounds: the listed_id of its first round.
-- method: new, members, head, decision, event.
-- Its key: period, standard_id, listed_id (`long_keys.sql`).
CREATE TABLE core.household_link (
    period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, listed_id VARCHAR NOT NULL, household_id VARCHAR NOT NULL,
    method VARCHAR NOT NULL, score DOUBLE
);
-- Two rows that may be one household; a person decides. `evidence`: codes joined by ",": shared_member, code, name or similar_name,
-- birth or birth_year, similar_number, member_count, area.
CREATE TABLE core.link_suggestion (
    earlier_period VARCHAR NOT NULL, earlier_id VARCHAR NOT NULL, later_period VARCHAR NOT NULL, later_id VARCHAR NOT NULL,
    earlier_household_id VARCHAR NOT NULL, later_household_id VARCHAR NOT NULL, score DOUBLE NOT NULL, evidence VARCHAR NOT NULL,
    PRIMARY KEY (earlier_period, earlier_id, later_period, later_id)
);
-- What a document says of a household. kind: moved_out, moved_in, split, merged, dissolved, head_changed, boundary, correction.
-- split: household_id is the new household, related_household_id the one it left; merged: household_id went into the related one.
-- household_id NULL: nobody on any list was recognised in it.
CREATE TABLE core.household_event (
    event_id VARCHAR PRIMARY KEY, household_id VARCHAR, related_household_id VARCHAR, kind VARCHAR NOT NULL, event_date DATE,
    document VARCHAR, area_id VARCHAR, source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL
);
-- Each round beside the one before it, khối by khối, and how its opening is known.
-- basis: lists (the list of begin_period), opening_column (of the round's own list, where the boundary changed in between or no
-- earlier list is loaded), none. is_known: movements of this khối can be told. history_is_whole: every year since the look-back is loaded.
CREATE TABLE core.movement_pair (
    period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, area_id VARCHAR NOT NULL, begin_period VARCHAR NOT NULL,
    basis VARCHAR NOT NULL, is_known BOOLEAN NOT NULL, history_is_whole BOOLEAN NOT NULL, PRIMARY KEY (period, standard_id, area_id)
);
-- One row per household that was poor, near-poor or of unknown class at either end.
-- Classes as in household_round, and `absent`: not on that list. area_id: the khối at the end (of an absence: at the opening);
-- begin_area_id: at the opening, NULL for who was absent then. Members as listed at each end, NULL where absent or unknown.
-- kind: stayed, poor_to_near, poor_to_above, near_to_poor, near_to_above, relapsed_poor, new_poor, relapsed_near, new_near,
-- other_decrease, other_increase, unexplained. reason, of the unexplained alone: no_event, events_contradict, link_pending,
-- opening_contradicts, history_incomplete, class_unknown. was_poor_before: poor in an earlier round of the look-back and then not;
-- NULL where the history is not whole.
-- Its key: period, begin_period, standard_id, household_id (`long_keys.sql`).
CREATE TABLE core.movement (
    period VARCHAR NOT NULL, begin_period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, household_id VARCHAR NOT NULL,
    area_id VARCHAR NOT NULL, begin_area_id VARCHAR, begin_class VARCHAR NOT NULL, end_class VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    reason VARCHAR, was_poor_before BOOLEAN, begin_members INTEGER, end_members INTEGER, event_id VARCHAR
);
-- The ward's own movement report (biểu diễn biến), as written. listed_class: poor (R2) or near_poor (R3); counted: household or person.
-- to_listed and from_listed: to and from the other listed class. NULL = blank cell.
CREATE TABLE core.movement_report (
    period VARCHAR NOT NULL, area_id VARCHAR NOT NULL, listed_class VARCHAR NOT NULL, counted VARCHAR NOT NULL,
    begin_count INTEGER, to_listed INTEGER, to_above INTEGER, other_decrease INTEGER, from_listed INTEGER, relapsed INTEGER,
    new_count INTEGER, other_increase INTEGER, end_count INTEGER,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL,
    PRIMARY KEY (period, area_id, listed_class, counted)
);
-- Published figures of the province and the country. `series_id` is one line: one place, source and method; nothing joins two.
-- kind: review, survey, forecast, stated (the source does not say how it was counted). indicator_id as in queries/indicators; shares are fractions, counts whole.
CREATE TABLE core.official_series (
    series_id VARCHAR NOT NULL, period VARCHAR NOT NULL, place_id VARCHAR NOT NULL, indicator_id VARCHAR NOT NULL, kind VARCHAR NOT NULL,
    figure_status VARCHAR, standard_id VARCHAR, series_name VARCHAR NOT NULL, series_name_en VARCHAR, value DOUBLE NOT NULL, source VARCHAR NOT NULL, note VARCHAR,
    PRIMARY KEY (series_id, period, indicator_id)
);
-- A dated task as reported. status: not_started, in_progress, done, blocked, unknown. Outputs as in «nhà tạm: cần, khởi công, xong».
-- unit_id NULL: nobody of the nine đầu mối is named.
CREATE TABLE core.task (
    task_id VARCHAR NOT NULL, report_date DATE NOT NULL, period VARCHAR NOT NULL, unit_id VARCHAR, measure_id VARCHAR,
    name VARCHAR NOT NULL, due_date DATE, done_date DATE, status VARCHAR NOT NULL, output_unit VARCHAR, output_needed INTEGER,
    output_started INTEGER, output_done INTEGER,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL, PRIMARY KEY (task_id, report_date)
);
-- A conclusion of a meeting as reported: one row per conclusion, unit and report. status as of core.task; unit_id NULL as there.
CREATE TABLE core.meeting_conclusion (
    conclusion_id VARCHAR NOT NULL, report_date DATE NOT NULL, period VARCHAR NOT NULL, meeting VARCHAR, meeting_date DATE,
    content VARCHAR NOT NULL, unit_id VARCHAR, due_date DATE, done_date DATE, status VARCHAR NOT NULL,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL, PRIMARY KEY (conclusion_id, report_date)
);
CREATE TABLE core.policy_coverage (
    policy_id VARCHAR NOT NULL, area_id VARCHAR NOT NULL, period VARCHAR NOT NULL, report_date DATE NOT NULL, eligible INTEGER, served INTEGER,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL,
    PRIMARY KEY (policy_id, area_id, period, report_date)
);
-- One row per person or household that a policy is due to; served_date NULL: not served yet (is_served false) or not said (NULL).
CREATE TABLE core.entitlement (
    entitlement_id VARCHAR PRIMARY KEY, policy_id VARCHAR NOT NULL, period VARCHAR NOT NULL, household_id VARCHAR, person_id VARCHAR,
    area_id VARCHAR NOT NULL, unit_id VARCHAR, entitled_since DATE, is_served BOOLEAN, served_date DATE,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL
);
-- One row per wish of a household at a consultation; one that has several has several rows. wish_kind: livelihood, job, education, health,
-- housing, water, information, care, legal_aid, other; none (consulted, wishes nothing), unknown (of no kind yet). household_id NULL: on
-- no list. consulted_date NULL: not known, some day of `period`, a year. has_agreement: it is written what help was agreed on.
CREATE TABLE core.wish (
    wish_id VARCHAR PRIMARY KEY, period VARCHAR NOT NULL, household_id VARCHAR, area_id VARCHAR NOT NULL, consulted_date DATE,
    wish_kind VARCHAR NOT NULL, unit_id VARCHAR, has_agreement BOOLEAN NOT NULL,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL
);
-- How far each policy reaches, as seen at the end of each period: one row per period, policy, unit and khối, from one source alone.
-- A list of those entitled is preferred (origin entitlement_list; a khối where it lists nobody has nobody entitled), else the newest
-- report of the year (policy_coverage; the ward's own row only where no khối has one). A khối that is missing in a report by khối, and
-- a policy of which nobody says anything (origin NULL, area_id the ward), keep a row without numbers. `eligible` and `served` are as
-- written, none made from the other. `unknown`: of the eligible, those of whom it is not known whether they were served: all of them
-- where served is missing, or says more than were eligible. `is_whole`: nothing that is asked of this policy is missing.
CREATE VIEW core.policy_reach AS
WITH listed AS (
    SELECT given.period, given.policy_id, coalesce(given.unit_id, policy.lead_unit_id) AS unit_id, given.area_id,
           count(*) AS eligible, sum(CASE WHEN given.is_served THEN 1 ELSE 0 END) AS served,
           sum(CASE WHEN given.is_served IS NULL THEN 1 ELSE 0 END) AS unknown,
           min(CASE WHEN NOT given.is_served THEN given.entitled_since END) AS oldest_since
    FROM core.entitlement AS given
    JOIN core.policy AS policy ON policy.policy_id = given.policy_id
    GROUP BY given.period, given.policy_id, coalesce(given.unit_id, policy.lead_unit_id), given.area_id
),
dated AS (
    SELECT shown.period, coverage.policy_id, coverage.area_id, coverage.report_date, coverage.eligible, coverage.served,
           row_number() OVER (PARTITION BY shown.period, coverage.policy_id, coverage.area_id
                              ORDER BY coverage.report_date DESC, coverage.period DESC) AS place
    FROM core.period AS shown
    JOIN core.policy_coverage AS coverage
        ON coverage.report_date <= shown.last_day AND year(coverage.report_date) = year(shown.last_day)
    WHERE (shown.period, coverage.policy_id) NOT IN (SELECT period, policy_id FROM listed)
),
reported AS (
    SELECT dated.period, dated.policy_id, dated.area_id, dated.report_date, dated.eligible, dated.served
    FROM dated
    CROSS JOIN core.ward AS ward
    WHERE dated.place = 1
      AND (dated.area_id <> ward.area_id OR NOT EXISTS (
          SELECT 1 FROM dated AS khoi
          WHERE khoi.period = dated.period AND khoi.policy_id = dated.policy_id AND khoi.area_id <> ward.area_id))
),
told AS (
    SELECT 'entitlement_list' AS origin, period, policy_id, unit_id, area_id, CAST(NULL AS DATE) AS report_date, eligible, served, unknown,
           oldest_since
    FROM listed
    UNION ALL
    SELECT 'policy_coverage', reported.period, reported.policy_id, policy.lead_unit_id, reported.area_id, reported.report_date,
           reported.eligible, reported.served,
           CASE WHEN reported.served <= reported.eligible THEN 0 ELSE coalesce(reported.eligible, 0) END, NULL
    FROM reported
    JOIN core.policy AS policy ON policy.policy_id = reported.policy_id
),
-- Every khối of a policy that is told by khối.
wanted AS (
    SELECT whole.origin, whole.period, whole.policy_id, whole.unit_id, area.area_id
    FROM (SELECT told.origin, told.period, told.policy_id, min(told.unit_id) AS unit_id
          FROM told CROSS JOIN core.ward AS ward
          WHERE told.area_id <> ward.area_id
          GROUP BY told.origin, told.period, told.policy_id) AS whole
    JOIN core.period AS shown ON shown.period = whole.period
    JOIN core.area AS area
        ON area.level = 'neighbourhood' AND area.area_id <> 'chua_xac_dinh'
        AND shown.last_day BETWEEN area.valid_from AND coalesce(area.valid_to, shown.last_day)
    WHERE (whole.period, whole.policy_id, area.area_id) NOT IN (SELECT period, policy_id, area_id FROM told)
),
whole AS (
    SELECT * FROM told
    UNION ALL
    SELECT origin, period, policy_id, unit_id, area_id, NULL,
           CASE WHEN origin = 'entitlement_list' THEN 0 END, CASE WHEN origin = 'entitlement_list' THEN 0 END, 0, NULL
    FROM wanted
    UNION ALL
    SELECT NULL, any_told.period, policy.policy_id, policy.lead_unit_id, ward.area_id, NULL, NULL, NULL, 0, NULL
    FROM core.policy AS policy
    CROSS JOIN (SELECT DISTINCT period FROM told) AS any_told
    CROSS JOIN core.ward AS ward
    WHERE (any_told.period, policy.policy_id) NOT IN (SELECT period, policy_id FROM told)
)
SELECT whole.*, CASE WHEN policy.has_percentage THEN coalesce(whole.served <= whole.eligible, FALSE)
                     ELSE whole.served IS NOT NULL END AS is_whole
FROM whole
JOIN core.policy AS policy ON policy.policy_id = whole.policy_id;
-- One row per reporting line, unit, fund source and report. A combined line keeps one row and all its project ids, joined by ",".
-- scope: in_scope, out_of_scope, not_arisen, no_capital, not_started. Money in whole đồng; NULL = not reported. fund_source_id
-- «unknown»: the report names no source, or none of the plan's.
CREATE TABLE core.project_progress (
    line_id VARCHAR NOT NULL, project_ids VARCHAR NOT NULL, line_name VARCHAR NOT NULL, unit_id VARCHAR NOT NULL,
    fund_source_id VARCHAR NOT NULL, period VARCHAR NOT NULL, report_date DATE NOT NULL,
    scope VARCHAR NOT NULL, output_unit VARCHAR, output_planned DOUBLE, output_milestone DOUBLE, output_done DOUBLE,
    assigned_vnd BIGINT, carried_over_vnd BIGINT, disbursed_vnd BIGINT,
    source_file VARCHAR NOT NULL, source_sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL,
    PRIMARY KEY (line_id, unit_id, fund_source_id, report_date)
);

-- ---------------------------------------------------------------- identity: read only through tables with `access: restricted`
-- As whoever holds the key reads it. In a published file every column outside the primary key is a BLOB, sealed in pieces of 4,096 rows
-- in the order of the key (`identity/`): AES-SIV of their texts, in the first of these rows, bound to table, column and all keys of the
-- piece. Hence no primary key here may tell who somebody is.
CREATE TABLE restricted.household (
    period VARCHAR NOT NULL, household_id VARCHAR NOT NULL, household_code VARCHAR, head_name VARCHAR, head_id_number VARCHAR,
    head_birth_text VARCHAR, note VARCHAR, PRIMARY KEY (period, household_id)
);
CREATE TABLE restricted.person (
    period VARCHAR NOT NULL, person_id VARCHAR NOT NULL, name VARCHAR, id_number VARCHAR, birth_text VARCHAR, relation VARCHAR,
    PRIMARY KEY (period, person_id)
);

-- Free text of a report may name anybody.
CREATE TABLE restricted.project_note (
    line_id VARCHAR NOT NULL, unit_id VARCHAR NOT NULL, fund_source_id VARCHAR NOT NULL, report_date DATE NOT NULL,
    obstacle VARCHAR NOT NULL, PRIMARY KEY (line_id, unit_id, fund_source_id, report_date)
);

-- Names as an event writes them, of a household that may be on no list.
CREATE TABLE restricted.household_event (
    event_id VARCHAR PRIMARY KEY, head_name VARCHAR, head_id_number VARCHAR, household_code VARCHAR, related_head_name VARCHAR,
    related_id_number VARCHAR, note VARCHAR
);
CREATE TABLE restricted.entitlement (
    entitlement_id VARCHAR PRIMARY KEY, name VARCHAR, id_number VARCHAR, birth_text VARCHAR, head_name VARCHAR, note VARCHAR
);
-- Who was consulted, and in whose words.
CREATE TABLE restricted.wish (
    wish_id VARCHAR PRIMARY KEY, head_name VARCHAR, respondent VARCHAR, wish VARCHAR, agreed VARCHAR, note VARCHAR
);
-- name, meeting, content: the sentence as written where it names somebody, whom core.task and core.meeting_conclusion leave out.
CREATE TABLE restricted.task_note (
    task_id VARCHAR NOT NULL, report_date DATE NOT NULL, name VARCHAR, obstacle VARCHAR, proposal VARCHAR,
    PRIMARY KEY (task_id, report_date)
);
CREATE TABLE restricted.conclusion_note (
    conclusion_id VARCHAR NOT NULL, report_date DATE NOT NULL, meeting VARCHAR, content VARCHAR, note VARCHAR,
    PRIMARY KEY (conclusion_id, report_date)
);

-- ---------------------------------------------------------------- what was loaded, and what was wrong with it
-- One row. previous: the stamp of what was published before. action: load, decision, rollback, rebuild. sealed_with: the id of the
-- key that opens `restricted`.
CREATE TABLE meta.snapshot (
    stamp VARCHAR NOT NULL, built_at TIMESTAMP NOT NULL, inputs_sha256 VARCHAR NOT NULL, is_sample BOOLEAN NOT NULL,
    schema_version INTEGER NOT NULL, previous VARCHAR, action VARCHAR, published_by VARCHAR, note VARCHAR, sealed_with VARCHAR
);
-- The lines of each file of decisions that were in force: what stands below them came later.
CREATE TABLE meta.decision_lines (
    file VARCHAR NOT NULL, first_line INTEGER NOT NULL, last_line INTEGER NOT NULL, PRIMARY KEY (file, first_line)
);
-- loaded_by NULL: laid into raw/ by hand, nobody said who.
CREATE TABLE meta.source_file (
    file VARCHAR PRIMARY KEY, sha256 VARCHAR NOT NULL, loaded_date DATE, loaded_by VARCHAR, form VARCHAR, rows INTEGER NOT NULL,
    refused_rule VARCHAR, refused_message VARCHAR
);
-- Conservation: rows_read = rows_accepted + rows_quarantined + rows_merged + rows_skipped_total.
CREATE TABLE meta.source_sheet (
    file VARCHAR NOT NULL, sheet VARCHAR NOT NULL, form VARCHAR NOT NULL, period VARCHAR, header_row INTEGER, rows_read INTEGER NOT NULL,
    rows_accepted INTEGER NOT NULL, rows_quarantined INTEGER NOT NULL, rows_merged INTEGER NOT NULL,
    rows_skipped_total INTEGER NOT NULL, rows_skipped VARCHAR NOT NULL, PRIMARY KEY (file, sheet)
);
-- Two files of one form and period that tell of the same households or lines (subjects), seen from `file`.
CREATE TABLE meta.source_overlap (
    file VARCHAR NOT NULL, other_file VARCHAR NOT NULL, form VARCHAR NOT NULL, period VARCHAR NOT NULL, standard_id VARCHAR,
    subjects INTEGER NOT NULL, other_subjects INTEGER NOT NULL, shared_subjects INTEGER NOT NULL
);
-- Rows that waited to be mended and stand in a later file, `mended_by`: what is still wrong with them waits there.
CREATE TABLE meta.mended_row (
    file VARCHAR NOT NULL, sheet VARCHAR NOT NULL, source_row INTEGER NOT NULL, mended_by VARCHAR NOT NULL,
    PRIMARY KEY (file, sheet, source_row)
);
CREATE TABLE meta.issue (
    issue_id INTEGER PRIMARY KEY, file VARCHAR, sheet VARCHAR, cell VARCHAR, source_row INTEGER, column_name VARCHAR,
    severity VARCHAR NOT NULL, rule VARCHAR NOT NULL, found VARCHAR, used VARCHAR, message VARCHAR NOT NULL
);
-- Every figure a sheet writes above or below its rows that could be held against them, whether or not they agree.
-- kind: subtotal (of a khối), total, summary (a sheet of sums). Money in whole đồng; area_id NULL = the whole sheet.
CREATE TABLE meta.checksum (
    file VARCHAR NOT NULL, sheet VARCHAR NOT NULL, cell VARCHAR, source_row INTEGER, kind VARCHAR NOT NULL, title VARCHAR NOT NULL,
    area_id VARCHAR, written BIGINT NOT NULL, counted BIGINT NOT NULL
);
-- What waits for a person's answer. kind: column, area, class, tick, test_household, link; `subject` is what the answer is about, a
-- stable key; `options` JSON [{value, label}]. Nothing here is personal.
CREATE TABLE meta.question (
    question_id VARCHAR PRIMARY KEY, kind VARCHAR NOT NULL, subject VARCHAR NOT NULL, file VARCHAR, sheet VARCHAR, cell VARCHAR,
    source_row INTEGER, text VARCHAR NOT NULL, options VARCHAR NOT NULL, household_id VARCHAR
);
-- Of a draft alone: classes kept as the snapshot before had them, written into decisions/held.csv when it is published.
CREATE TABLE meta.class_held (
    period VARCHAR NOT NULL, standard_id VARCHAR NOT NULL, listed_id VARCHAR NOT NULL, recognised_class VARCHAR NOT NULL,
    stamp VARCHAR NOT NULL
);
