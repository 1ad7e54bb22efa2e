"""Wards drawn at random and written into a real warehouse: one household a khối, to read laws from, or whole lists.

Everything that may differ differs (members, ages, answers missing): what is alike in all of them passes for a law.
"""

import random
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from queries.warehouse import Warehouse, open_warehouse

Row = dict[str, Any]
PLACE = {"source_file": "ve.xlsx", "source_sheet": "Khối", "source_row": 1}
CODES = (
    *("employment", "dependent_person", "nutrition", "health_insurance", "adult_education", "child_school_attendance"),
    *("housing_quality", "housing_area", "clean_water", "hygienic_toilet", "telecommunication"),
    "information_access_assets",
)
# Few sets of deprivations, so that each has households in several wards; what is drawn beside them is of no known set.
SETS = ((), *((code,) for code in CODES), CODES[:2], CODES[8:10], CODES[10:], (CODES[2], CODES[5], CODES[11]))
CLASSES = ("poor", "near_poor", "unknown", "not_poor")
SCHOOL = ("right_level", "ahead", "late", "late_allowed", "finished_level", "not_attending", "exempt", "unknown")
TRAINING = ("trained", "in_school", "none", "unknown")
WISHES = ("housing", "job", "health", "education", "water", "information", "other", "none", "unknown")
ETHNICITIES = ("kinh", "tay", "nung", "dao")
KINDS = {("poor", "near_poor"): "poor_to_near", ("near_poor", "poor"): "near_to_poor"}
# Beside every drawn household of a khối: two of whom everything is known and nothing is lacking, so that no answer of
# the khối is missing as a whole. What they count is taken away again.
COMPANIONS = ("poor", "near_poor")
AREAS = ("khoi_a", "khoi_b", "khoi_c")
YEARS = tuple(str(year) for year in range(2101, 2200))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a household is listed."""

    period: str
    standard_id: str
    area_id: str


@dataclass(slots=True)
class Facts:
    """Rows by table of the warehouse."""

    rows: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, *rows: Row) -> None:
        self.rows.setdefault(table, []).extend(rows)


@dataclass(frozen=True, slots=True)
class Temper:
    """How a ward is: the chance of each of its attributes, so that in one nearly all and in another few have it."""

    chances: dict[str, float]

    def decide(self, drawn: random.Random, name: str) -> bool | None:
        """Say whether a household has it, None where its row does not say."""
        if drawn.random() < self.chances["untold"]:
            return None
        return drawn.random() < self.chances[name]


ATTRIBUTES = ("is_ethnic_minority", "woman_headed", "has_no_labour", "has_merit_member", "has_disabled_member")


def draw_temper(drawn: random.Random, untold: float) -> Temper:
    names = (*ATTRIBUTES, "lacks", "covered", "consulted", "served", "insured", "attends")
    return Temper({name: drawn.choice((0.05, 0.2, 0.5, 0.8, 0.95)) for name in names} | {"untold": untold})


def add_household(
    facts: Facts, place: Place, name: str, listed_class: str, temper: Temper, drawn: random.Random
) -> None:
    """Add one household with its members, wishes and movement, everything drawn."""
    lacking: Iterable[str] = ()
    if drawn.random() < temper.chances["lacks"]:
        # One in four lacks what no set has together.
        lacking = drawn.choice(SETS) if drawn.random() < 0.75 else drawn.sample(CODES, drawn.randint(2, 5))
    opening = drawn.choice(("poor", "near_poor", "not_poor"))
    where = {"period": place.period, "household_id": name}
    has_woman = temper.decide(drawn, "woman_headed")
    row = {
        **where,
        "area_id": place.area_id,
        "standard_id": place.standard_id,
        "opening_class": opening,
        "recognised_class": listed_class,
        "computed_class": drawn.choice(("poor", "near_poor", "not_poor", "unknown")),
        "b1_score": drawn.choice((None, 120, 150, 180)),
        "b2_score": drawn.choice((None, 20, 40)),
        "member_count": drawn.choice((None, 1, 2, 3, 4, 5, 6, 7)),
        **{code: code in lacking for code in CODES},
        **{name: temper.decide(drawn, name) for name in ATTRIBUTES if name != "woman_headed"},
        "head_sex": None if has_woman is None else "female" if has_woman else "male",
        "poverty_causes": drawn.choice((None, "land", "capital", "labour,illness", "illness", "skills,other")),
        **PLACE,
    }
    row |= {code: None for code in CODES if drawn.random() < temper.chances["untold"] / 2}
    facts.add("household_round", row)
    if drawn.random() > temper.chances["untold"]:
        facts.add("person_round", *_draw_members(where, temper, drawn))
    facts.add("wish", *_draw_wishes(where, place.area_id, temper, drawn))
    facts.add("movement", *_draw_movement(row))


def _draw_members(where: Row, temper: Temper, drawn: random.Random) -> Iterator[Row]:
    for number in range(drawn.randint(1, 6)):
        age = drawn.choice((None, 1, 3, 5, 6, 8, 10, 12, 14, 15, 17, 22, 29, 35, 50, 70))
        covered = temper.decide(drawn, "covered")
        school = drawn.choice(SCHOOL[:2] if covered else SCHOOL)
        training = "unknown" if covered is None else drawn.choice(TRAINING[:2]) if covered else "none"
        yield {
            **where,
            "person_id": f"{where['household_id']}-{number}",
            "age_on_reference_date": age,
            "sex": drawn.choice(("male", "female")),
            "ethnicity_code": drawn.choice((None, *ETHNICITIES)),
            "attends_school": temper.decide(drawn, "attends"),
            "school_status": school if age is not None and 3 <= age < 16 else None,
            "training_status": training if age is not None and 16 <= age <= 30 else None,
            "has_health_insurance": temper.decide(drawn, "insured"),
            **PLACE,
        }


def _draw_wishes(where: Row, area_id: str, temper: Temper, drawn: random.Random) -> Iterator[Row]:
    if drawn.random() < temper.chances["consulted"]:
        for kind in drawn.sample(WISHES, drawn.choice((1, 1, 2))):
            agreed = drawn.random() < 0.5
            name = f"{where['household_id']}-{kind}"
            yield {**where, "wish_id": name, "area_id": area_id, "wish_kind": kind, "has_agreement": agreed, **PLACE}


def _draw_movement(row: Row) -> Iterator[Row]:
    begin, end = row["opening_class"], row["recognised_class"]
    if {begin, end} & {"poor", "near_poor", "unknown"}:
        fallback = (
            "unexplained" if end == "unknown" else {"poor": "poor_to_above", "near_poor": "near_to_above"}.get(begin)
        )
        kind = "stayed" if begin == end else KINDS.get((begin, end)) or fallback or f"new_{end.removesuffix('_poor')}"
        yield {
            **{name: row[name] for name in ("period", "standard_id", "household_id", "area_id")},
            "begin_period": str(int(row["period"][:4]) - 1),
            "begin_area_id": row["area_id"],
            "begin_class": begin,
            "end_class": end,
            "kind": kind,
            "reason": "class_unknown" if kind == "unexplained" else None,
        }


def add_khoi(facts: Facts, place: Place, policies: Iterable[str], temper: Temper, drawn: random.Random) -> None:
    """Add that the khối has handed in its list, its residents, and how far each policy reaches in it."""
    where = {"period": place.period, "area_id": place.area_id}
    facts.add(
        "area_report", {**where, "standard_id": place.standard_id, "form": "household_review", "is_reported": True}
    )
    pair = {**where, "standard_id": place.standard_id, "begin_period": str(int(place.period[:4]) - 1)}
    facts.add("movement_pair", {**pair, "basis": "opening_column", "is_known": True, "history_is_whole": True})
    facts.add(
        "area_round",
        {
            **where,
            "resident_households": drawn.randint(200, 900),
            "resident_persons": drawn.randint(1000, 4000),
            **PLACE,
        },
    )
    for policy_id in policies:
        eligible = drawn.choice((0, 1, 2, 3, 5))
        served = sum(drawn.random() < temper.chances["served"] for _ in range(eligible))
        told = None if drawn.random() < temper.chances["untold"] / 3 else served
        row = {**where, "policy_id": policy_id, "report_date": f"{place.period[:4]}-01-01"}
        facts.add("policy_coverage", {**row, "eligible": eligible, "served": told, **PLACE})


def draw_wards(
    base: Path, folder: Path, years: Sequence[str], standard_id: str, policies: Sequence[str], seed: int
) -> Warehouse:
    """Write a ward of three khối whose list is drawn anew every year."""
    drawn, facts = random.Random(seed), Facts()
    for year in years:
        temper = draw_temper(drawn, drawn.choice((0, 0, 0.1)))
        for area_id in AREAS:
            add_khoi(facts, Place(year, standard_id, area_id), policies, temper, drawn)
        for number in range(drawn.choice((8, 15, 30, 60))):
            place = Place(year, standard_id, drawn.choice(AREAS))
            add_household(facts, place, f"ho-{year}-{number}", drawn.choice(CLASSES), temper, drawn)
    return write(base, folder, facts, AREAS, years)


def write(base: Path, folder: Path, facts: Facts, areas: Iterable[str] = (), years: Iterable[str] = ()) -> Warehouse:
    """Return a copy of the published file in `base` with these rows, and these khối and years, beside its own."""
    (named,) = base.glob("warehouse-*.duckdb")
    folder.mkdir(parents=True)
    shutil.copy(named, folder)
    (folder / "current").write_text(named.name, encoding="utf-8")
    for number, area_id in enumerate(areas):
        khoi = {"area_id": area_id, "level": "neighbourhood", "name": area_id, "area_type": "urban"}
        facts.add("area", {**khoi, "sort_key": 1000 + number, "valid_from": "2000-01-01", "is_fictional": True})
    for year in years:
        days = {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}
        facts.add("period", {"period": year, "kind": "year", "label": f"Năm {year}", **days})
    with duckdb.connect(folder / named.name) as connection:
        for table, rows in facts.rows.items():
            frame = pd.DataFrame(rows).astype(object).where(lambda cells: cells.notna(), None)
            connection.register("drawn", frame)
            connection.execute(f"INSERT INTO core.{table} BY NAME SELECT * FROM drawn")
            connection.unregister("drawn")
    return open_warehouse(folder)
