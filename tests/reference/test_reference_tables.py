"""Every reference file is a table of the schema: same columns, keys held, every reference resolved."""

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

UNITS_OF_THE_PLAN = [
    "bcd",
    "pho_truong_ban",
    "kthtdt",
    "vhxh",
    "vp_hdnd_ubnd",
    "tram_y_te",
    "tt_dvci",
    "mttq",
    "khoi_pho",
]
REFERENCES = [
    ("ward.area_id", "area.area_id"),
    ("ward.plan_document_id", "document.document_id"),
    ("area.parent_id", "area.area_id"),
    ("area.successor_id", "area.area_id"),
    ("official_series.period", "period.period"),
    ("official_series.standard_id", "standard.standard_id"),
    ("standard.document_id", "document.document_id"),
    ("standard_threshold.standard_id", "standard.standard_id"),
    ("standard_indicator.standard_id", "standard.standard_id"),
    ("round.standard_id", "standard.standard_id"),
    ("round.period", "period.period"),
    ("duty.unit_id", "unit.unit_id"),
    ("programme.document_id", "document.document_id"),
    ("project.programme_id", "programme.programme_id"),
    ("project.lead_unit_id", "unit.unit_id"),
    ("fund_source.programme_id", "programme.programme_id"),
    ("policy.lead_unit_id", "unit.unit_id"),
    ("policy.document_id", "document.document_id"),
    ("policy_amount.policy_id", "policy.policy_id"),
    ("policy_amount.document_id", "document.document_id"),
    ("measure.lead_unit_id", "unit.unit_id"),
    ("target.standard_id", "standard.standard_id"),
    ("target.lead_unit_id", "unit.unit_id"),
    ("target.document_id", "document.document_id"),
    ("school_level.document_id", "document.document_id"),
]
CLOSED_LISTS = {
    "area.level": {"province", "commune", "neighbourhood"},
    "area.area_type": {"urban", "rural"},
    "period.kind": {"year", "half", "nine_months", "quarter", "month"},
    "standard_threshold.area_type": {"urban", "rural"},
    "standard_threshold.class": {"poor", "near_poor", "average_living", "not_poor"},
    "standard_threshold.basis": {"scores", "income"},
    "standard_indicator.evidence": {"person", "household"},
    "standard_indicator.certainty": {"confirmed", "probable", "unverified"},
    "round.figure_status": {"estimate", "preliminary", "official"},
    "policy.certainty": {"confirmed", "probable", "unverified"},
    "policy.unit_counted": {"person", "household", "turn"},
    "policy_amount.comparison": {"<=", "=", ">="},
    "policy_amount.certainty": {"confirmed", "probable", "unverified"},
    "project.report_frequency": {"month", "quarter", "half"},
    "unit.sheet_title": {"Phiếu đôn đốc", "Phiếu đề nghị phối hợp"},
    "target.kind": {"numeric", "task"},
    "target.direction": {"up", "down"},
    "target.comparison": {"<=", ">=", "="},
    "target.scope": {"ward", "area"},
    "target.unit": {"household", "child", "house", "entitlement"},
    "official_series.kind": {"review", "survey", "forecast", "stated"},
    "official_series.figure_status": {"estimate", "preliminary", "official"},
    "official_series.indicator_id": {
        "poor_households",
        "near_poor_households",
        "poverty_rate",
        "near_poverty_rate",
        "multidimensional_poverty_rate",
    },
    "setting.unit": {"share", "day", "count", "month", "year"},
}


def column_values(core: duckdb.DuckDBPyConnection, column: str) -> set[object]:
    table, name = column.split(".")
    return {
        value
        for (value,) in core.execute(f"SELECT DISTINCT {name} FROM core.{table} WHERE {name} IS NOT NULL").fetchall()
    }


def test_every_file_belongs_to_a_table(reference_dir: Path, reference_tables: dict[str, str]) -> None:
    assert {file.stem for file in reference_dir.glob("*.csv")} == set(reference_tables)


def test_a_file_has_the_columns_of_its_table_in_order(
    core: duckdb.DuckDBPyConnection, reference_dir: Path, reference_tables: dict[str, str]
) -> None:
    for stem, table in reference_tables.items():
        with (reference_dir / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file))
        assert header == [column[0] for column in core.execute(f"DESCRIBE {table}").fetchall()], stem


def test_files_open_in_a_spreadsheet_with_their_accents(reference_dir: Path) -> None:
    for file in reference_dir.glob("*.csv"):
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf"), f"{file.name}: no byte order mark"
        assert b"\r" not in content, f"{file.name}: line ends"


def test_every_table_is_filled(core: duckdb.DuckDBPyConnection, reference_tables: dict[str, str]) -> None:
    empty = [
        table for table in reference_tables.values() if not core.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall()
    ]
    # No document known to us sets a day by which a khối sends its lists.
    assert empty == ["core.report_due"]


@pytest.mark.parametrize(("column", "target"), REFERENCES)
def test_a_reference_leads_to_a_row(core: duckdb.DuckDBPyConnection, column: str, target: str) -> None:
    assert column_values(core, column) <= column_values(core, target)


@pytest.mark.parametrize(("column", "allowed"), CLOSED_LISTS.items())
def test_a_closed_list_holds_no_other_word(core: duckdb.DuckDBPyConnection, column: str, allowed: set[str]) -> None:
    assert column_values(core, column) <= allowed


def test_the_nine_units_stand_in_the_order_of_the_plan(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute("SELECT unit_id, sort_key, place FROM core.unit ORDER BY sort_key").fetchall()
    assert rows == [(unit, number, f"V.{number}") for number, unit in enumerate(UNITS_OF_THE_PLAN, start=1)]


def test_only_the_front_is_asked_and_not_urged(core: duckdb.DuckDBPyConnection) -> None:
    asked = core.execute("SELECT unit_id FROM core.unit WHERE sheet_title = 'Phiếu đề nghị phối hợp'").fetchall()
    assert asked == [("mttq",)]


def test_every_unit_has_a_duty(core: duckdb.DuckDBPyConnection) -> None:
    assert column_values(core, "duty.unit_id") == set(UNITS_OF_THE_PLAN)


def test_project_lines_are_divided_as_section_v_gives_them(core: duckdb.DuckDBPyConnection) -> None:
    led = dict(
        core.execute(
            "SELECT lead_unit_id, list(project_id ORDER BY project_id) FROM core.project GROUP BY ALL"
        ).fetchall()
    )
    assert led == {
        "kthtdt": ["DA2", "DA3-T1", "DA5"],
        "vhxh": ["DA3-T2", "DA4-T1", "DA4-T2", "DA4-T3", "DA6-T1", "DA6-T2"],
    }


def test_targets_say_what_is_measured_and_how(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT target_id, label, indicator_id, comparison, target_value::DOUBLE FROM core.target ORDER BY sort_key"
    ).fetchall()
    assert rows == [
        ("T1a", "1a", "net_change_poor", "<=", -2),
        ("T1b", "1b", "relapsed", "=", 0),
        ("T2", "2", "children_right_level", ">=", 1),
        ("T3", "3", "training_coverage", ">=", 0.95),
        ("T4", "4", "information_device", ">=", 1),
        ("T5", "5", None, None, None),
        ("T6", "6", "policy_served", ">=", 1),
    ]


def test_only_what_has_a_share_counts_for_target_6(core: duckdb.DuckDBPyConnection) -> None:
    outside = core.execute("SELECT policy_id FROM core.policy WHERE has_percentage AND NOT is_in_target ORDER BY 1")
    # Average-living households and workers of low income are neither poor nor near-poor.
    assert outside.fetchall() == [("health_insurance_average_living",), ("vocational_training_low_income",)]
    assert core.execute("SELECT count(*) FROM core.policy WHERE is_in_target AND NOT has_percentage").fetchone() == (0,)


def test_an_amount_has_one_value_a_day(core: duckdb.DuckDBPyConnection) -> None:
    at_once = core.execute("""
        SELECT one.amount_id, other.amount_id
        FROM core.policy_amount AS one
        JOIN core.policy_amount AS other
            ON other.policy_id = one.policy_id AND other.item = one.item AND other.amount_id > one.amount_id
            AND coalesce(one.valid_from, DATE '1900-01-01') <= coalesce(other.valid_to, DATE '9999-12-31')
            AND coalesce(other.valid_from, DATE '1900-01-01') <= coalesce(one.valid_to, DATE '9999-12-31')
    """).fetchall()
    assert at_once == []


def test_nobody_vouches_for_an_amount_that_is_not_known(core: duckdb.DuckDBPyConnection) -> None:
    vouched = "SELECT DISTINCT certainty FROM core.policy_amount WHERE amount IS NULL"
    assert core.execute(vouched).fetchall() == [("unverified",)]


def test_the_two_dated_measures(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT place, first_day, due_date FROM core.measure WHERE due_date IS NOT NULL ORDER BY due_date"
    ).fetchall()
    assert rows == [("III.4", date(2026, 4, 1), date(2026, 6, 30)), ("III.5", date(2026, 9, 1), date(2026, 12, 14))]


def test_only_a_closed_round_has_a_decision(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT period, decision_number, decision_date FROM core.round WHERE coalesce(decision_number, decision_issuer,"
        " CAST(decision_date AS VARCHAR)) IS NOT NULL"
    ).fetchall()
    assert rows == [("2025", "83/QĐ-UBND", date(2026, 1, 15))]


def test_rounds_are_the_year_ends_of_the_standard_and_the_opening_of_the_next(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT standard_id, list(period ORDER BY period) FROM core.round GROUP BY standard_id ORDER BY standard_id"
    ).fetchall()
    assert rows == [("MDP_2022_2025", ["2022", "2023", "2024", "2025", "2026"]), ("MDP_2027_2030", ["2026"])]
    late = core.execute(
        "SELECT round.period FROM core.round AS round JOIN core.period AS period ON period.period = round.period"
        " WHERE round.reference_date <> period.last_day"
    ).fetchall()
    assert late == []


def test_numbers_among_the_settings_are_numbers(core: duckdb.DuckDBPyConnection) -> None:
    words = core.execute(
        "SELECT key FROM core.setting WHERE TRY_CAST(value AS DOUBLE) IS NULL "
        "AND key NOT LIKE 'remedy.%' AND key NOT LIKE 'wish.%'"
    ).fetchall()
    assert words == [
        ("plan_spread",),
        ("relapse_lookback_years",),
        ("training_project",),
        ("target_task_words",),
        ("relapse_shock_events",),
        ("cost_classes.study_cost_support_1",),
        ("cost_persons.child_school_attendance",),
        ("cost_persons.adult_education",),
        ("cost_loans",),
        ("task_report_frequency",),
    ]


def test_school_levels_leave_no_age_out(core: duckdb.DuckDBPyConnection) -> None:
    bands = core.execute(
        "SELECT school_age_from, school_age_to FROM core.school_level WHERE school_age_from IS NOT NULL ORDER BY rank"
    ).fetchall()
    assert bands == [(0, 5), (6, 11), (12, 15)]


def test_what_removes_a_deprivation_is_a_policy_or_project_of_the_plan(core: duckdb.DuckDBPyConnection) -> None:
    linked = core.execute(
        "SELECT substr(key, 8), unnest(string_split(value, ';')) FROM core.setting WHERE key LIKE 'remedy.%'"
    ).fetchall()
    known = core.execute(
        "SELECT 'policy:' || policy_id FROM core.policy UNION SELECT 'project:' || project_id FROM core.project"
    ).fetchall()
    asked = core.execute("SELECT indicator_code FROM core.standard_indicator UNION SELECT 'income'").fetchall()
    assert {link for _, link in linked} <= {link for (link,) in known}
    assert {code for code, _ in linked} <= {code for (code,) in asked}


def test_a_wish_is_about_deprivations_of_the_standard_or_income(core: duckdb.DuckDBPyConnection) -> None:
    linked = core.execute(
        "SELECT DISTINCT unnest(string_split(value, ';')) FROM core.setting WHERE key LIKE 'wish.%'"
    ).fetchall()
    asked = core.execute("SELECT indicator_code FROM core.standard_indicator UNION SELECT 'income'").fetchall()
    assert set(linked) == set(asked)


def test_costs_of_scenarios_are_of_amounts_policies_and_deprivations_that_there_are(
    core: duckdb.DuckDBPyConnection,
) -> None:
    told = core.execute(
        "SELECT split_part(key, '.', 1), split_part(key, '.', 2), unnest(string_split(value, ';')) "
        "FROM core.setting WHERE key LIKE 'cost_%'"
    ).fetchall()
    amounts = dict(core.execute("SELECT amount_id, unit FROM core.policy_amount").fetchall())
    policies = {name for (name,) in core.execute("SELECT policy_id FROM core.policy").fetchall()}
    indicators = {name for (name,) in core.execute("SELECT indicator_code FROM core.standard_indicator").fetchall()}
    assert {amounts[of] for kind, of, _ in told if kind == "cost_months"} == {"đồng/tháng"}
    assert {of for kind, of, _ in told if kind == "cost_classes"} <= set(amounts)
    assert {of for kind, of, _ in told if kind == "cost_persons"} <= indicators
    assert {value for kind, _, value in told if kind == "cost_loans"} <= policies
