"""The poverty standards as data: every household of a complete standard falls into exactly one class."""

from datetime import date

import duckdb
import pytest

OLD, NEW = "MDP_2022_2025", "MDP_2027_2030"
CLASS_BY_SCORES = """
    SELECT class FROM core.standard_threshold
    WHERE standard_id = $standard_id AND area_type = $area_type AND basis = 'scores' AND is_complete
      AND ($b1 > b1_above OR b1_above IS NULL) AND ($b1 <= b1_upto OR b1_upto IS NULL)
      AND ($b2 >= b2_from OR b2_from IS NULL) AND ($b2 < b2_below OR b2_below IS NULL)
"""
CLASS_BY_INCOME = """
    SELECT class FROM core.standard_threshold
    WHERE standard_id = $standard_id AND area_type = $area_type AND basis = 'income' AND is_complete
      AND ($income > income_above_vnd OR income_above_vnd IS NULL)
      AND ($income <= income_upto_vnd OR income_upto_vnd IS NULL)
      AND ($deprivations >= deprivations_from OR deprivations_from IS NULL)
      AND ($deprivations < deprivations_below OR deprivations_below IS NULL)
"""
SCORES_NOT_IN_ONE_CLASS = """
    SELECT place.area_type, b1, b2, count(threshold.class) AS classes
    FROM (SELECT unnest(['urban', 'rural'])) AS place (area_type)
    CROSS JOIN (SELECT unnest(range(401)) AS b1) CROSS JOIN (SELECT unnest(range(121)) AS b2)
    LEFT JOIN core.standard_threshold AS threshold
           ON threshold.standard_id = 'MDP_2022_2025' AND threshold.area_type = place.area_type
          AND basis = 'scores' AND is_complete
          AND (b1 > b1_above OR b1_above IS NULL) AND (b1 <= b1_upto OR b1_upto IS NULL)
          AND (b2 >= b2_from OR b2_from IS NULL) AND (b2 < b2_below OR b2_below IS NULL)
    GROUP BY ALL HAVING classes <> 1
"""
INCOMES_NOT_IN_ONE_CLASS = """
    SELECT place.area_type, income, deprivations, count(threshold.class) AS classes
    FROM (SELECT unnest(['urban', 'rural'])) AS place (area_type)
    CROSS JOIN (SELECT unnest([0, 1499999, 1500000, 1500001, 1999999, 2000000, 2000001, 2249999, 2250000, 2250001,
                               2999999, 3000000, 3000001, 90000000]) AS income)
    CROSS JOIN (SELECT unnest(range(13)) AS deprivations)
    LEFT JOIN core.standard_threshold AS threshold
           ON threshold.standard_id = 'MDP_2022_2025' AND threshold.area_type = place.area_type
          AND basis = 'income' AND is_complete
          AND (income > income_above_vnd OR income_above_vnd IS NULL)
          AND (income <= income_upto_vnd OR income_upto_vnd IS NULL)
          AND (deprivations >= deprivations_from OR deprivations_from IS NULL)
          AND (deprivations < deprivations_below OR deprivations_below IS NULL)
    GROUP BY ALL HAVING classes <> 1
"""


@pytest.mark.parametrize(
    ("area_type", "b1", "b2", "expected"),
    [
        ("urban", 175, 30, "poor"),
        ("urban", 175, 20, "near_poor"),
        ("urban", 175, 0, "near_poor"),
        ("urban", 176, 120, "not_poor"),
        ("rural", 140, 30, "poor"),
        ("rural", 141, 30, "not_poor"),
    ],
)
def test_class_at_the_edges_of_the_scores(
    core: duckdb.DuckDBPyConnection, area_type: str, b1: int, b2: int, expected: str
) -> None:
    given = {"standard_id": OLD, "area_type": area_type, "b1": b1, "b2": b2}
    assert core.execute(CLASS_BY_SCORES, given).fetchall() == [(expected,)]


@pytest.mark.parametrize(
    ("area_type", "income", "deprivations", "expected"),
    [
        ("urban", 2_000_000, 3, "poor"),
        ("urban", 2_000_000, 0, "near_poor"),
        ("urban", 2_000_001, 12, "average_living"),
        ("urban", 3_000_001, 12, "not_poor"),
        ("rural", 1_500_000, 3, "poor"),
        ("rural", 2_250_000, 0, "average_living"),
        ("rural", 2_250_001, 0, "not_poor"),
    ],
)
def test_class_at_the_edges_of_the_income(
    core: duckdb.DuckDBPyConnection, area_type: str, income: int, deprivations: int, expected: str
) -> None:
    given = {"standard_id": OLD, "area_type": area_type, "income": income, "deprivations": deprivations}
    assert core.execute(CLASS_BY_INCOME, given).fetchall() == [(expected,)]


@pytest.mark.parametrize("question", [SCORES_NOT_IN_ONE_CLASS, INCOMES_NOT_IN_ONE_CLASS], ids=["scores", "income"])
def test_bounds_leave_no_gap_and_no_overlap(core: duckdb.DuckDBPyConnection, question: str) -> None:
    assert core.execute(question).fetchall() == []


def test_average_living_is_told_by_income_only(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute("SELECT DISTINCT basis FROM core.standard_threshold WHERE class = 'average_living'").fetchall()
    assert rows == [("income",)]


def test_nothing_is_computed_with_the_standard_that_is_not_whole(core: duckdb.DuckDBPyConnection) -> None:
    complete = core.execute("SELECT DISTINCT standard_id FROM core.standard_threshold WHERE is_complete").fetchall()
    assert complete == [(OLD,)]
    assert (
        core.execute(CLASS_BY_SCORES, {"standard_id": NEW, "area_type": "urban", "b1": 0, "b2": 120}).fetchall() == []
    )


def test_income_lines_of_the_next_standard_are_known(core: duckdb.DuckDBPyConnection) -> None:
    lines = core.execute(
        "SELECT area_type, income_upto_vnd FROM core.standard_threshold"
        " WHERE standard_id = $id AND class = 'poor' AND basis = 'income'",
        {"id": NEW},
    ).fetchall()
    assert dict(lines) == {"urban": 2_800_000, "rural": 2_200_000}


def test_one_standard_follows_the_other_without_a_day_between(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute("SELECT standard_id, valid_from, valid_to FROM core.standard ORDER BY valid_from").fetchall()
    assert rows == [(OLD, date(2022, 1, 1), date(2026, 12, 31)), (NEW, date(2027, 1, 1), date(2030, 12, 31))]


def test_indicators_are_the_deprivation_columns_of_a_household(core: duckdb.DuckDBPyConnection) -> None:
    codes = core.execute(
        "SELECT indicator_code FROM core.standard_indicator WHERE standard_id = $id ORDER BY sort_key", {"id": OLD}
    ).fetchall()
    columns = [name for name, *_ in core.execute("DESCRIBE core.household_round").fetchall()]
    first = columns.index("employment")
    assert [code for (code,) in codes] == columns[first : first + 12]


def test_the_next_standard_trades_the_device_for_waste(core: duckdb.DuckDBPyConnection) -> None:
    old, new = (
        {
            code
            for (code,) in core.execute(
                "SELECT indicator_code FROM core.standard_indicator WHERE standard_id = $id", {"id": id}
            ).fetchall()
        }
        for id in (OLD, NEW)
    )
    assert (old - new, new - old) == ({"information_access_assets"}, {"waste_treatment"})


def test_points_and_rules_are_whole_or_said_to_be_missing(core: duckdb.DuckDBPyConnection) -> None:
    rows = core.execute(
        "SELECT standard_id, sum(points), count(*) FILTER (WHERE rule_text LIKE 'chưa có%')"
        " FROM core.standard_indicator GROUP BY standard_id"
    ).fetchall()
    assert {standard: (points, missing) for standard, points, missing in rows} == {OLD: (120, 0), NEW: (None, 12)}
