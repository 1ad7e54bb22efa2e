-- Accepted rows as read, before they are joined; names and all, so they never stand in a file.
CREATE TABLE stage.household_review (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, standard_id VARCHAR, listed_id VARCHAR, area_id VARCHAR,
    opening_class VARCHAR, recognised_class VARCHAR, b1_score INTEGER, b2_score INTEGER, income_per_capita_vnd BIGINT, member_count INTEGER,
    employment BOOLEAN, dependent_person BOOLEAN, nutrition BOOLEAN, health_insurance BOOLEAN, adult_education BOOLEAN,
    child_school_attendance BOOLEAN, housing_quality BOOLEAN, housing_area BOOLEAN, clean_water BOOLEAN, hygienic_toilet BOOLEAN,
    telecommunication BOOLEAN, information_access_assets BOOLEAN, is_ethnic_minority BOOLEAN, head_sex VARCHAR,
    has_no_labour BOOLEAN, has_merit_member BOOLEAN, has_disabled_member BOOLEAN, poverty_causes VARCHAR,
    household_code VARCHAR, head_name VARCHAR, head_id_number VARCHAR, head_birth_text VARCHAR, note VARCHAR, is_test BOOLEAN
);
CREATE TABLE stage.member_list (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, standard_id VARCHAR, head_listed_id VARCHAR, household_code VARCHAR,
    own_key VARCHAR, birth_year INTEGER, birth_month INTEGER, birth_day INTEGER, birth_precision VARCHAR, sex VARCHAR, ethnicity_code VARCHAR,
    attends_school BOOLEAN, school_level VARCHAR, is_trained BOOLEAN, has_health_insurance BOOLEAN, is_disabled BOOLEAN,
    name VARCHAR, id_number VARCHAR, birth_text VARCHAR, relation VARCHAR,
    -- What a list of persons says of the household, on the row of its head alone.
    is_head BOOLEAN, area_id VARCHAR, opening_class VARCHAR, recognised_class VARCHAR, b1_score INTEGER, b2_score INTEGER,
    member_count INTEGER, is_ethnic_minority BOOLEAN, has_no_labour BOOLEAN, has_merit_member BOOLEAN, poverty_causes VARCHAR,
    note VARCHAR, is_test BOOLEAN
);
-- The same person in two files counts once; tied to a listed household.
CREATE TABLE stage.member AS SELECT *, '' AS person_id, '' AS listed_id FROM stage.member_list;
CREATE TABLE stage.resident_households (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, area_id VARCHAR,
    resident_households INTEGER, resident_persons INTEGER
);
CREATE TABLE stage.project_progress (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, report_date DATE, line_id VARCHAR, project_ids VARCHAR,
    line_name VARCHAR, unit_id VARCHAR, fund_source_id VARCHAR, scope VARCHAR, output_unit VARCHAR, output_planned DOUBLE,
    output_milestone DOUBLE, output_done DOUBLE, assigned_vnd BIGINT, carried_over_vnd BIGINT, disbursed_vnd BIGINT, obstacle VARCHAR
);
-- Khối that a sheet, a section or a row names.
CREATE TABLE stage.named_area (period VARCHAR, standard_id VARCHAR, area_id VARCHAR, form VARCHAR);
-- Classes of households loaded earlier: only an inspection of a member list fills it.
CREATE TABLE stage.known_household (period VARCHAR, listed_id VARCHAR, household_code VARCHAR, recognised_class VARCHAR);
CREATE TABLE stage.movement_report (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, area_id VARCHAR, listed_class VARCHAR, counted VARCHAR,
    begin_count INTEGER, to_listed INTEGER, to_above INTEGER, other_decrease INTEGER, from_listed INTEGER, relapsed INTEGER,
    new_count INTEGER, other_increase INTEGER, end_count INTEGER
);
-- Both households by the key of the head's number, and by what else the row says of them. event_date: the last day of the month where
-- date_precision is month, NULL where it is year or nothing is written (the event is one of its period).
CREATE TABLE stage.household_event (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, event_id VARCHAR, kind VARCHAR, event_date DATE,
    date_precision VARCHAR, document VARCHAR, area_id VARCHAR, listed_id VARCHAR, household_code VARCHAR, head_name VARCHAR, head_id_number VARCHAR,
    related_listed_id VARCHAR, related_code VARCHAR, related_head_name VARCHAR, related_id_number VARCHAR, note VARCHAR
);
CREATE TABLE stage.official_series (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, series_id VARCHAR, period VARCHAR, place_id VARCHAR, indicator_id VARCHAR,
    kind VARCHAR, figure_status VARCHAR, standard_id VARCHAR, series_name VARCHAR, value DOUBLE, source VARCHAR, note VARCHAR
);
-- told_: without whom the sentence names.
CREATE TABLE stage.task_report (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, report_date DATE, task_id VARCHAR, unit_id VARCHAR,
    measure_id VARCHAR, name VARCHAR, told_name VARCHAR, due_date DATE, done_date DATE, status VARCHAR, output_unit VARCHAR, output_needed INTEGER,
    output_started INTEGER, output_done INTEGER, obstacle VARCHAR, proposal VARCHAR
);
CREATE TABLE stage.meeting_conclusions (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, report_date DATE, conclusion_id VARCHAR, meeting VARCHAR,
    told_meeting VARCHAR, meeting_date DATE, content VARCHAR, told_content VARCHAR, unit_id VARCHAR, due_date DATE, done_date DATE, status VARCHAR, note VARCHAR
);
CREATE TABLE stage.policy_coverage (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, report_date DATE, policy_id VARCHAR, area_id VARCHAR,
    eligible INTEGER, served INTEGER
);
CREATE TABLE stage.entitlement_list (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, entitlement_id VARCHAR, policy_id VARCHAR, area_id VARCHAR,
    unit_id VARCHAR, head_listed_id VARCHAR, household_code VARCHAR, own_key VARCHAR, entitled_since DATE, is_served BOOLEAN, served_date DATE,
    name VARCHAR, id_number VARCHAR, birth_text VARCHAR, head_name VARCHAR, note VARCHAR
);
-- is_blank: a household of the form of which nothing is written yet.
CREATE TABLE stage.consultation (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, wish_id VARCHAR, area_id VARCHAR, head_listed_id VARCHAR,
    household_code VARCHAR, head_name VARCHAR, consulted_date DATE, wish_kind VARCHAR, unit_id VARCHAR, respondent VARCHAR, wish VARCHAR,
    agreed VARCHAR, note VARCHAR, is_blank BOOLEAN
);
-- What people decided: decisions/links.csv. verdict: same, different.
CREATE TABLE stage.link_decision (
    line INTEGER, earlier_period VARCHAR, earlier_id VARCHAR, later_period VARCHAR, later_id VARCHAR, verdict VARCHAR
);

-- Households of quarantined rows, by all but their class.
CREATE TABLE stage.waiting_household AS FROM stage.household_review;
-- Answers in force: decisions/answers.csv.
CREATE TABLE stage.answer (line INTEGER, kind VARCHAR, subject VARCHAR, answer VARCHAR);
-- Classes that stand for those of the lists: `line` of the answer, NULL where the class published before is kept; `is_fresh` one
-- that decisions/held.csv does not hold yet.
CREATE TABLE stage.class_held (line INTEGER, period VARCHAR, standard_id VARCHAR, listed_id VARCHAR, recognised_class VARCHAR);
CREATE TABLE stage.class_published (
    period VARCHAR, standard_id VARCHAR, listed_id VARCHAR, recognised_class VARCHAR, stamp VARCHAR, was_asked BOOLEAN
);
CREATE TABLE stage.class_kept (
    period VARCHAR, standard_id VARCHAR, listed_id VARCHAR, recognised_class VARCHAR, line INTEGER, is_fresh BOOLEAN, stamp VARCHAR
);
-- What findings call each kind.
CREATE TABLE stage.event_word AS
SELECT * FROM (VALUES
    ('moved_out', 'chuyển đi'), ('moved_in', 'chuyển đến'), ('split', 'tách hộ'), ('merged', 'nhập hộ'), ('dissolved', 'không còn hộ'),
    ('head_changed', 'đổi chủ hộ'), ('boundary', 'điều chỉnh địa giới'), ('correction', 'đính chính')
) AS word (kind, name)
