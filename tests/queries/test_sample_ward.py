"""The indicators of the sample ward against the counts that its generator made before any workbook was written."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from queries import (
    Filters,
    Mode,
    Result,
    Row,
    Status,
    Viewer,
    Warehouse,
    find_residual,
    open_warehouse,
    reference,
    table,
    value,
    words_of,
)

ROOT = Path(__file__).parents[2]
EXPECTED = json.loads((ROOT / "data" / "sample" / "EXPECTED.json").read_text(encoding="utf-8"))
COUNTS: dict[str, Callable[[Any], tuple[int, int | None]]] = {
    "poor_households": lambda said: (said["closing"]["poor"], None),
    "near_poor_households": lambda said: (said["closing"]["near_poor"], None),
    "net_change_poor": lambda said: (said["closing"]["poor"] - said["opening"]["poor"], None),
    "escaped": lambda said: (said["movement"]["poor"]["near_poor"] + said["movement"]["poor"]["not_poor"], None),
    "poverty_rate": lambda said: (said["closing"]["poor"], said["residents"]["resident_households"]),
    "children_right_level": lambda said: (said["children_3_15_poor_right_level"], said["children_3_15_poor"]),
    "households_children_right_level": lambda said: (
        said["poor_households_children_right_level"],
        said["poor_households_with_children"],
    ),
    "training_coverage": lambda said: (said["poor_households_trained"], said["poor_households_with_16_30"]),
    "training_coverage_all_poor": lambda said: (said["poor_households_trained"], said["closing"]["poor"]),
    "information_device": lambda said: (said["poor_households"]["with_information_device"], said["closing"]["poor"]),
}


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)], cwd=ROOT, check=True, capture_output=True
    )
    return open_warehouse(ward_dir)


def ask(
    indicator_id: str, warehouse: Warehouse, by: str | None = None, **filters: Any
) -> tuple[Row | None, tuple[Row, ...]]:
    result = value(indicator_id, Filters(**filters), by, viewer=Viewer(), warehouse=warehouse)
    return result.total, result.rows


@pytest.mark.parametrize("period", ["2025", "2026"])
@pytest.mark.parametrize("indicator_id", COUNTS)
def test_counts_are_those_of_the_generator(indicator_id: str, period: str, warehouse: Warehouse) -> None:
    total, _ = ask(indicator_id, warehouse, period=period)
    assert total is not None
    assert total.is_complete
    assert (total.numerator, total.denominator) == COUNTS[indicator_id](EXPECTED["rounds"][period])


def test_every_khoi_is_that_of_the_generator(warehouse: Warehouse) -> None:
    _, rows = ask("poor_households", warehouse, "area_id", period="2026")
    said = EXPECTED["rounds"]["2026"]["by_area"]
    assert {row.area_id: row.numerator for row in rows} == {
        area: counts["closing"]["poor"] for area, counts in said.items()
    }


def test_money_is_that_of_the_newest_report(warehouse: Warehouse) -> None:
    said = EXPECTED["projects"]["2026-10-31"]
    total, _ = ask("project_disbursement", warehouse, period="2026")
    assert total is not None
    assert (total.numerator, total.unknown) == (said["disbursed_vnd"], len(said["not_reported"]))


def test_every_state_of_money_occurs(warehouse: Warehouse) -> None:
    """Three sources with and without figures, a silent and an overspent line, enough and not enough reports."""

    def read(table_id: str, column: str, period: str) -> dict[object, int]:
        found = table(table_id, Filters(period=period, today=date(2026, 11, 20)), viewer=Viewer(), warehouse=warehouse)
        return Counter(found.column(column))

    assert read("money_sources", "money_state", "2026") == {"reported": 2, "overspent": 1}
    assert read("money_sources", "money_state", "2025") == {"reported": 1, "no_figures": 3}
    assert read("money_lines", "money_state", "2026") == {
        **{"reported": 5, "overspent": 1},
        **{"not_reported": 1, "no_money": 2},
    }
    assert read("money_pace", "pace_state", "2026") == {"estimated": 4, "too_few": 1, "spent": 1, "not_reported": 1}
    assert read("money_pace", "pace_state", "2026-H1") == {"too_few": 6}


def test_policies_reach_whom_the_generator_says(warehouse: Warehouse) -> None:
    said = {name: tuple(told.values()) for name, told in EXPECTED["policies"].items()}
    total, rows = ask("policy_served", warehouse, "policy_id", period="2026")
    told = {str(row.label): (row.denominator, row.numerator, row.unknown) for row in rows if row.denominator}
    assert told == said
    assert total is not None
    assert (total.denominator, total.numerator, total.unknown) == tuple(map(sum, zip(*said.values(), strict=True)))
    # Two khối are not whole, six policies of thirteen are told by nobody.
    assert (total.areas_reported, total.areas_total, total.parts_told, total.parts_total) == (10, 12, 7, 13)
    assert total.status is Status.UNKNOWN


def test_every_state_of_a_policy_occurs(warehouse: Warehouse) -> None:
    found = table("policy_matrix", Filters(period="2026"), viewer=Viewer(), warehouse=warehouse)
    assert set(found.column("reach")) == {"all", "waiting", "unclear", "counted", "silent"}


def test_the_wishes_are_those_of_the_generator(warehouse: Warehouse) -> None:
    """Every wish finds its household, though some of these have lost their number since."""
    rows = table("wish_list", Filters(), viewer=Viewer(), warehouse=warehouse).records()
    kinds = Counter(words_of("wish_kind", row["wish_kind"]).vi for row in rows)
    said = {kind.lower(): count for kind, count in EXPECTED["consultation"]["wishes"].items()}
    assert {kind.lower(): count for kind, count in kinds.items()} == said
    homes = {(row["area_name"], row["household_id"]) for row in rows}
    areas = {area.area_id: area.name for area in reference(warehouse).areas}
    told = EXPECTED["consultation"]["households"]
    assert Counter(area for area, _ in homes) == {areas[area_id]: count for area_id, count in told.items()}
    assert None not in {household_id for _, household_id in homes}


@pytest.mark.parametrize("period", ["2023", "2024", "2025", "2026"])
def test_the_movement_reconciles(period: str, warehouse: Warehouse) -> None:
    movement = table("movement", Filters(period=period), viewer=Viewer(), warehouse=warehouse)
    assert movement.is_complete
    # The boundary changed within 2025: the opening is a column of its own list, which tells no sizes.
    persons = None if period == "2025" else 0
    for listed_class in ("poor", "near_poor"):
        assert find_residual(movement, listed_class) == 0
        assert find_residual(movement, listed_class, "persons") == persons


@pytest.mark.parametrize("period", ["2023", "2024", "2025", "2026"])
def test_every_step_of_every_khoi_is_that_of_the_generator(period: str, warehouse: Warehouse) -> None:
    said = EXPECTED["movement"][period]
    for area_id, expected in [(None, said["ward"]), *said["by_area"].items()]:
        movement = table("movement", Filters(period=period, area_id=area_id), viewer=Viewer(), warehouse=warehouse)
        for listed_class, step, _, households, persons, persons_unknown in movement.rows:
            counted = expected[listed_class].get(step, [0, 0])
            if area_id is None and step in ("area_out", "area_in"):
                # Between the khối of the ward: what all of them say together.
                each = [khoi[listed_class].get(step, [0, 0]) for khoi in said["by_area"].values()]
                counted = [sum(households for households, _ in each), sum(persons for _, persons in each)]
            assert households == counted[0], (area_id, listed_class, step)
            assert persons_unknown or persons == counted[1], (area_id, listed_class, step)


def test_the_ward_own_report_is_told_as_written(warehouse: Warehouse) -> None:
    found = table("movement_report_comparison", Filters(period="2026"), viewer=Viewer(), warehouse=warehouse)
    # A khối that left a cell blank, where nobody is counted, does not hide the difference of the others.
    told = [row for row in found.records() if None not in (row["reported"], row["ours"])]
    assert [row["difference"] for row in told] == [row["ours"] - row["reported"] for row in told]
    reported: dict[tuple[object, object], list[object]] = {}
    for listed_class, counted, step, _, number, _ in found.rows:
        if step != "residual":
            # Its blank cells are blank, where the generator says 0.
            reported.setdefault((listed_class, counted), []).append(number or 0)
    said = EXPECTED["movement_report"]
    assert reported == {(of, counted): said[of][counted] for of in said for counted in said[of]}


def test_words_of_reporters_stay_in_the_house(warehouse: Warehouse) -> None:
    """What an officer writes about an obstacle may name a family: the projector and what is sent out never show it."""

    def read(mode: Mode) -> set[object]:
        lines = table("project_lines", Filters(), viewer=Viewer(mode=mode), warehouse=warehouse)
        return set(lines.column("obstacle"))

    assert len(read(Mode.INTERNAL)) > 3
    assert read(Mode.MEETING) == read(Mode.OUTGOING) == {None}


@pytest.mark.parametrize(("part", "last"), [("2026-Q1", "2026-03"), ("2026-H1", "2026-06"), ("2026-9M", "2026-09")])
def test_months_chain_from_the_year_end_to_the_last_of_them(part: str, last: str, warehouse: Warehouse) -> None:
    """Poor households at the end of the part less those at the end of 2025; the open round has failed nothing yet."""

    def ask(indicator_id: str, period: str) -> tuple[Result, Row]:
        found = value(indicator_id, Filters(period=period), viewer=Viewer(), warehouse=warehouse)
        assert found.total is not None
        return found, found.total

    change, total = ask("net_change_poor", part)
    (_, begin), (_, end) = ask("poor_households", "2025"), ask("poor_households", last)
    whole, _ = ask("net_change_poor", "2026")
    assert total.numerator == (end.numerator or 0) - (begin.numerator or 0)
    assert total.status in ("còn thời gian", "đạt", "vượt")
    assert (change.target, change.periods[-1]) == (whole.target, last)


@pytest.mark.parametrize("period", ["2026", "2026-07"])
def test_list_transitions_and_steps_are_the_same_households_in_every_khoi(period: str, warehouse: Warehouse) -> None:
    def read(table_id: str, area_id: str | None) -> list[dict[str, object]]:
        found = table(table_id, Filters(period=period, area_id=area_id), viewer=Viewer(), warehouse=warehouse)
        return [dict(zip([column.name for column in found.columns], row, strict=True)) for row in found.rows]

    for area_id in (None, *EXPECTED["movement"]["2026"]["by_area"]):
        listed = read("movement_list", area_id)
        cells = Counter((row["begin_class"], row["end_class"]) for row in listed)
        matrix = read("movement_matrix", area_id)
        assert {(row["begin_class"], row["end_class"]): row["households"] for row in matrix} == cells
        kinds = Counter((row["kind"], row["begin_class"], row["end_class"]) for row in listed)
        for row in read("movement", area_id):
            of, step = row["listed_class"], row["step"]
            if step in ("other_decrease", "relapsed_poor", "new_poor", "relapsed_near", "new_near", "other_increase"):
                side = 1 if step == "other_decrease" else 2
                assert row["households"] == sum(n for key, n in kinds.items() if (key[0], key[side]) == (step, of))
        reasons = Counter(row["reason"] for row in listed if row["kind"] == "unexplained")
        assert Counter(row["reason"] for row in read("unexplained_list", area_id)) == reasons
