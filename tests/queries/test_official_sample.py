"""The official forms of the sample ward against the indicators and tables that count the same things."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from queries import OFFICIAL, Filters, Table, Viewer, Warehouse, open_warehouse, table, value

ROOT = Path(__file__).parents[2]
OFFICER = Viewer()
EXPECTED = json.loads((ROOT / "data" / "sample" / "EXPECTED.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    subprocess.run(
        [sys.executable, "-m", "etl", "build", "--data", str(ward_dir)], cwd=ROOT, check=True, capture_output=True
    )
    return open_warehouse(ward_dir)


@pytest.fixture(scope="module")
def rounds(warehouse: Warehouse) -> list[Filters]:
    """Every round of the ward under each of its standards, years and months."""
    told = "SELECT DISTINCT period, standard_id FROM core.area_report WHERE form = 'household_review' ORDER BY ALL"
    found = warehouse.cursor().execute(told).fetchall()
    assert len(found) > 10
    return [Filters(period=period, standard_id=standard_id) for period, standard_id in found]


def read(name: str, warehouse: Warehouse, filters: Filters, *, by_area: bool = False) -> Table:
    return table(name, filters, viewer=OFFICER, warehouse=warehouse, by_area=by_area)


def read_numbers(found: Table, counted: str | None = None, key: str = "number") -> dict[int, Any]:
    return {row["place"]: row[key] for row in found.records() if row["place"] and row.get("counted") == counted}


def ask(name: str, warehouse: Warehouse, filters: Filters) -> Any:
    return value(name, filters, viewer=OFFICER, warehouse=warehouse).total


def test_r1_counts_the_poor_and_divides_as_the_indicators(warehouse: Warehouse, rounds: list[Filters]) -> None:
    for filters in rounds:
        found = read("official_summary", warehouse, filters)
        numbers, shares = read_numbers(found), read_numbers(found, key="share")
        assert numbers[3] == ask("poor_households", warehouse, filters).numerator, filters
        assert numbers[5] == ask("near_poor_households", warehouse, filters).numerator, filters
        rate = ask("poverty_rate", warehouse, filters)
        assert (numbers[1], shares[4]) == ((rate.denominator, rate.value) if rate else (None, None)), filters


def test_r2_and_r3_are_the_steps_of_the_movement_table(warehouse: Warehouse, rounds: list[Filters]) -> None:
    known = 0
    for filters in rounds:
        movement = {(row["listed_class"], row["step"]): row for row in read("movement", warehouse, filters).records()}
        for of, name, steps in (
            ("poor", "official_poor_movement", ("poor_to_near", "poor_to_above", "near_to_poor", "relapsed_poor")),
            (
                "near_poor",
                "official_near_poor_movement",
                ("near_to_poor", "near_to_above", "poor_to_near", "relapsed_near"),
            ),
        ):
            numbers = read_numbers(read(name, warehouse, filters), "household")
            if not numbers:
                assert movement[of, "begin"]["households"] is None
                continue
            known += 1
            places = dict(zip(("begin", *steps[:2], "other_decrease", *steps[2:]), range(1, 7), strict=True))
            places |= {"other_increase": 8, "end": 9}
            assert {step: numbers[place] for step, place in places.items()} == {
                step: movement[of, step]["households"] for step in places
            }, filters
    assert known > 20


def test_r2_says_who_escaped_and_r1_how_many_there_are(warehouse: Warehouse, rounds: list[Filters]) -> None:
    for filters in rounds:
        numbers = read_numbers(read("official_poor_movement", warehouse, filters), "household")
        if numbers:
            assert numbers[2] + numbers[3] == ask("escaped", warehouse, filters).numerator
            assert numbers[9] == read_numbers(read("official_summary", warehouse, filters))[3]


def test_r4_to_r7_are_the_deprivations_of_the_indicator(warehouse: Warehouse, rounds: list[Filters]) -> None:
    for filters in rounds:
        poor, near = (
            read_numbers(read(f"official_deprivations_{of}", warehouse, filters)) for of in ("poor", "near_poor")
        )
        counts = read("deprivation_matrix", warehouse, filters).records()
        for place, row in enumerate(counts, start=3):
            assert poor[place] in (row["poor"], None), (filters, row["indicator"])
            assert near[place] in (row["near_poor"], None), (filters, row["indicator"])
            if not row["poor_unknown"] and not row["near_poor_unknown"]:
                assert (poor[place], near[place]) == (row["poor"], row["near_poor"])
        assert poor[2] in (sum(row["poor"] for row in counts), None)
        shares = read_numbers(read("official_deprivation_shares_poor", warehouse, filters), key="share")
        for place in range(3, 15):
            assert shares[place - 1] == (None if poor[place] is None else poor[place] / poor[1])


def test_every_form_counts_the_same_households_and_persons(warehouse: Warehouse, rounds: list[Filters]) -> None:
    for filters in rounds:
        summary = read_numbers(read("official_summary", warehouse, filters))
        groups = read_numbers(read("official_groups", warehouse, filters), "household")
        peoples = read("official_ethnicities", warehouse, filters)
        by_people, persons = read_numbers(peoples, "household"), read_numbers(peoples, "person")
        causes = read_numbers(read("official_causes", warehouse, filters))
        second = len(by_people) // 2 + 1
        assert {summary[3], groups[1], by_people[1], causes[1]} == {summary[3]}, filters
        assert {summary[5], groups[6], by_people[second], causes[10]} == {summary[5]}, filters
        assert (persons[1], persons[second]) == (summary[9], summary[11])


def test_the_khoi_add_up_to_the_total_row(warehouse: Warehouse) -> None:
    for name in (
        "official_summary",
        "official_poor_movement",
        "official_groups",
        "official_ethnicities",
        "official_children",
    ):
        filters = Filters(period="2026")
        khoi = read(name, warehouse, filters, by_area=True).records()
        for row in read(name, warehouse, filters).records():
            same = [
                k["number"]
                for k in khoi
                if (k["name"], k.get("counted"), k["place"]) == (row["name"], row.get("counted"), row["place"])
            ]
            assert len(same) == 12
            assert row["number"] == (None if None in same else sum(same)), (name, row["name"])


def test_every_column_has_a_name_in_both_languages(warehouse: Warehouse) -> None:
    ethnicities = {name for (name,) in warehouse.cursor().execute("SELECT name FROM core.ethnicity").fetchall()}
    for name in OFFICIAL:
        for row in read(name, warehouse, Filters(period="2026")).records():
            for words in filter(None, (row["heading"], row["name"])):
                assert words.en in ethnicities or not re.search("[À-ỹ]", words.en), (name, words)


CAUSES = ("land", "capital", "labour", "tools", "knowledge", "skills", "illness", "other")
WRITTEN = {
    "land": "Không có đất sản xuất",
    "capital": "Không có vốn sản xuất",
    "labour": "Không có lao động",
    "skills": "Không có kỹ năng lao động, sản xuất",
    "illness": "Có người ốm đau, bệnh nặng, tai nạn",
}


def test_groups_and_causes_are_those_of_the_generator(warehouse: Warehouse) -> None:
    """Of the list of 2026, on whose one short sheet, that of Khối Kỳ Lân, neither is said."""
    filters = Filters(period="2026")
    sides = {(row["attribute"], row["side"]): row for row in read("equity_groups", warehouse, filters).records()}
    causes = read_numbers(read("official_causes", warehouse, filters))
    by_area = read("official_groups", warehouse, filters, by_area=True).records()
    households = [row for row in by_area if row["counted"] == "household"]
    for name, groups, steps in (("poor", 0, 1), ("near_poor", 5, 10)):
        said = EXPECTED["rounds"]["2026"]["circumstances"][name]
        assert sides["no_labour", "no_labour"][name] == said["no_labour"]
        assert sides["disability", "disability"][name] == said["disabled"]
        assert sides["disability", "unknown"][name] == sides["no_labour", "unknown"][name] == said["not_told"] > 0
        told = {place: causes[steps + place] for place in range(1, 9)}
        assert told == {place: said["causes"].get(WRITTEN.get(cause, ""), 0) for place, cause in enumerate(CAUSES, 1)}
        for place, mark in ((groups + 3, "no_labour"), (groups + 4, "merit")):
            cells = {row["area_id"]: row["number"] for row in households if row["place"] == place}
            assert cells.pop("khoi_ky_lan") is None
            assert sum(cells.values()) == said[mark]
