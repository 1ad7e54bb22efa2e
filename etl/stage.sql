-- Accepted rows as read, before they are joined; dropped before a warehouse is published.
CREATE SCHEMA stage;
CREATE TABLE stage.household_review (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, household_id VARCHAR, area_id VARCHAR,
    opening_class VARCHAR, recognised_class VARCHAR, b1_score INTEGER, b2_score INTEGER, income_per_capita_vnd BIGINT, member_count INTEGER,
    employment BOOLEAN, dependent_person BOOLEAN, nutrition BOOLEAN, health_insurance BOOLEAN, adult_education BOOLEAN,
    child_school_attendance BOOLEAN, housing_quality BOOLEAN, housing_area BOOLEAN, clean_water BOOLEAN, hygienic_toilet BOOLEAN,
    telecommunication BOOLEAN, information_access_assets BOOLEAN, is_ethnic_minority BOOLEAN, head_sex VARCHAR,
    household_code VARCHAR, head_name VARCHAR, head_id_number VARCHAR, head_birth_text VARCHAR, note VARCHAR, is_test BOOLEAN
);
CREATE TABLE stage.member_list (
    source_file VARCHAR, source_sheet VARCHAR, source_row INTEGER, period VARCHAR, head_household_id VARCHAR, household_code VARCHAR,
    own_key VARCHAR, birth_year INTEGER, birth_month INTEGER, birth_day INTEGER, birth_precision VARCHAR, sex VARCHAR, ethnicity_code VARCHAR,
    attends_school BOOLEAN, school_level VARCHAR, is_trained BOOLEAN, has_health_insurance BOOLEAN, is_disabled BOOLEAN,
    name VARCHAR, id_number VARCHAR, birth_text VARCHAR, relation VARCHAR
);
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
CREATE TABLE stage.named_area (period VARCHAR, area_id VARCHAR, form VARCHAR);
-- Classes of households loaded earlier: only an inspection of a member list fills it.
CREATE TABLE stage.known_household (period VARCHAR, household_id VARCHAR, household_code VARCHAR, recognised_class VARCHAR);
