"""The official forms R1 to R11: their numbers by hand, their formulas, what they must not hide and must not add up."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from queries import OFFICIAL, Filters, Mode, Table, Viewer, Violation, Warehouse, find_violations, open_warehouse, table

Build, Publish = Callable[..., Warehouse], Callable[..., Path]
OFFICER = Viewer()
Facts = dict[str, Any]


def read(
    table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, *, by_area: bool = False, **asked: Any
) -> Table:
    return table(f"official_{table_id}", Filters(**asked), viewer=viewer, warehouse=warehouse, by_area=by_area)


def read_numbers(found: Table, counted: str | None = None, area_id: str | None = None) -> dict[int, Any]:
    """Return the numbers of the form by column, of the total or of one khối."""
    return {
        row["place"]: row["number"]
        for row in found.records()
        if row["place"] and row.get("counted") == counted and row.get("area_id") == area_id
    }


def read_beside(found: Table, counted: str | None = None) -> dict[str, Any]:
    rows = found.records()
    return {row["name"].en: row["number"] for row in rows if not row["place"] and row.get("counted") == counted}


def listed(name: str, of: str, area_id: str = "khoi_1", **more: Any) -> Facts:
    return {"household_id": name, "area_id": area_id, "opening_class": "unknown", "recognised_class": of} | more


def residents(area_id: str, households: int, persons: int) -> Facts:
    return {"area_id": area_id, "resident_households": households, "resident_persons": persons}


def moved(name: str, begin: str, end: str, kind: str, size: int = 3, **more: Any) -> Facts:
    sizes = {"begin_members": None if begin == "absent" else size, "end_members": None if end == "absent" else size}
    return {
        "household_id": name,
        "area_id": "khoi_1",
        "begin_class": begin,
        "end_class": end,
        "kind": kind,
        **sizes,
    } | more


# The R2 of the field's reference: begin 10, to near 1, above 2, other 1, from near 1, again 0, new 1, other 1, end 9.
MOVES = [
    *(moved(f"k{number}", "poor", "poor", "stayed") for number in range(6)),
    moved("near", "poor", "near_poor", "poor_to_near"),
    moved("above_1", "poor", "not_poor", "poor_to_above"),
    moved("above_2", "poor", "not_poor", "poor_to_above"),
    moved("gone", "poor", "absent", "other_decrease"),
    moved("fell", "near_poor", "poor", "near_to_poor"),
    moved("new", "not_poor", "poor", "new_poor"),
    moved("came", "absent", "poor", "other_increase"),
]


def list_rounds(moves: list[Facts]) -> list[Facts]:
    """Return both lists that these movements lie between, three members in each household."""
    begin = [listed(one["household_id"], one["begin_class"]) | {"period": "2025"} for one in moves]
    end = [listed(one["household_id"], one["end_class"]) for one in moves]
    return [one | {"member_count": 3} for one in (*begin, *end) if one["recognised_class"] != "absent"]


def build_moves(build: Build, moves: list[Facts], told: list[Facts] | None = None) -> Warehouse:
    facts = {"household_round": list_rounds(moves), "movement": moves if told is None else told, "reported": ["khoi_1"]}
    return build(facts | {"movement_pair": [{"area_id": "khoi_1"}]})


def test_r1_divides_the_poor_by_the_residents(publish: Publish, data_dir: Path) -> None:
    """4.643 of 199.765 are 2,32%, 13.578 are 6,80%: the province of 2025."""
    path = publish({"reported": ["khoi_1"], "area_round": [residents("khoi_1", 199_765, 800_000)]})
    with duckdb.connect(path) as connection:
        for of, count in (("poor", 4643), ("near_poor", 13578)):
            connection.execute(
                f"""INSERT INTO core.household_round BY NAME
                    SELECT '2026' AS period, concat('{of}', number) AS household_id, 'khoi_1' AS area_id,
                           'MDP_2022_2025' AS standard_id, 'unknown' AS opening_class, '{of}' AS recognised_class,
                           'unknown' AS computed_class, 4 AS member_count, 'a' AS source_file, 'b' AS source_sheet,
                           1 AS source_row
                    FROM range({count}) AS counted(number)"""
            )
    found = read("summary", open_warehouse(data_dir))
    shares = {row["place"]: row["share"] for row in found.records() if row["share"] is not None}
    numbers = read_numbers(found)
    assert (numbers[1], numbers[3], numbers[5], numbers[9], numbers[11]) == (
        199_765,
        4643,
        13_578,
        4 * 4643,
        4 * 13_578,
    )
    assert {place: round(100 * share, 2) for place, share in shares.items()} == {4: 2.32, 6: 6.8, 10: 2.32, 12: 6.79}
    # No list names an average living standard: nobody said that there is none.
    assert (numbers[7], numbers[8], numbers[13]) == (None, None, None)


def test_r1_of_a_silent_khoi_tells_its_residents_alone(build: Build) -> None:
    facts = {
        "reported": ["khoi_1"],
        "silent": ["khoi_2"],
        "area_round": [residents("khoi_1", 100, 400), residents("khoi_2", 50, 200)],
        "household_round": [listed("a", "poor", member_count=4), listed("b", "near_poor"), listed("c", "unknown")],
    }
    warehouse = build(facts)
    silent = read_numbers(read("summary", warehouse, by_area=True), area_id="khoi_2")
    assert silent == {1: 50, 2: 200}
    whole = read("summary", warehouse)
    assert (whole.areas_reported, whole.areas_total) == (1, 2)
    numbers = read_numbers(whole)
    assert (numbers[1], numbers[3], numbers[5], numbers[9]) == (150, 1, 1, 4)
    # The size of the near-poor household is not known, the class of a third is not either.
    assert numbers[11] is None
    assert read_beside(whole) == {"Class not known": 1}


def test_r2_is_the_vector_of_the_field(build: Build) -> None:
    found = read("poor_movement", build_moves(build, MOVES))
    assert list(read_numbers(found, "household").values()) == [10, 1, 2, 1, 1, 0, 1, 1, 9]
    assert list(read_numbers(found, "person").values()) == [30, 3, 6, 3, 3, 0, 3, 3, 27]
    assert find_violations(found) == ()


def test_r3_reads_the_other_class_of_the_same_households(build: Build) -> None:
    moves = [
        *MOVES,
        moved("again", "not_poor", "near_poor", "relapsed_near"),
        moved("out", "near_poor", "not_poor", "near_to_above"),
    ]
    found = read("near_poor_movement", build_moves(build, moves))
    assert list(read_numbers(found, "household").values()) == [2, 1, 1, 0, 1, 1, 0, 0, 2]
    assert find_violations(found) == ()


def test_an_unexplained_household_breaks_the_formula_and_is_shown_beside_it(build: Build) -> None:
    moves = [*MOVES, moved("lost", "poor", "absent", "unexplained", reason="no_event")]
    warehouse = build_moves(build, moves)
    found = read("poor_movement", warehouse, by_area=True)
    assert find_violations(found) == (
        Violation("khoi_1", "household", 9, written=9, computed=10),
        Violation("khoi_1", "person", 9, written=27, computed=30),
    )
    assert read_beside(found, "household")["Absent, not explained"] == 1
    total = Violation(None, "household", 9, written=9, computed=10)
    assert total in find_violations(read("poor_movement", warehouse))


def test_a_movement_that_was_forgotten_is_found(build: Build) -> None:
    found = read("poor_movement", build_moves(build, MOVES, [one for one in MOVES if one["household_id"] != "new"]))
    assert Violation(None, "household", 9, written=9, computed=8) in find_violations(found)


def test_a_change_of_size_is_explained_beside_the_form(build: Build) -> None:
    moves = [moved("a", "poor", "poor", "stayed", end_members=5)]
    rounds = [listed("a", "poor", period="2025", member_count=3), listed("a", "poor", member_count=5)]
    warehouse = build(
        {"household_round": rounds, "movement": moves, "reported": ["khoi_1"], "movement_pair": [{"area_id": "khoi_1"}]}
    )
    found = read("poor_movement", warehouse)
    assert read_beside(found, "person")["Change of size of those who stay"] == 2
    assert find_violations(found) == ()


def test_movements_that_are_not_known_are_no_zeros(build: Build) -> None:
    warehouse = build(
        {"household_round": [listed("a", "poor")], "movement_pair": [{"area_id": "khoi_1", "is_known": False}]}
    )
    found = read("poor_movement", warehouse)
    assert (found.rows, found.is_complete) == ((), False)


# The ward of the tests asks three indicators: employment, nutrition, means of information.
DEPRIVED = [
    listed("a", "poor", employment=True, nutrition=True, information_access_assets=False),
    listed("b", "poor", employment=True, nutrition=None, information_access_assets=False),
    listed("c", "near_poor", employment=False),
]


def test_r4_counts_and_r5_divides(build: Build) -> None:
    warehouse = build({"reported": ["khoi_1", "khoi_2"], "household_round": DEPRIVED})
    counts = read("deprivations_poor", warehouse)
    assert read_numbers(counts) == {1: 2, 2: 3, 3: 2, 4: 1, 5: 0}
    assert read_beside(counts) == {"Households with an indicator not known": 1}
    shares = [row["share"] for row in read("deprivation_shares_poor", warehouse).records()]
    assert shares == [None, 1, 0.5, 0, None]
    assert read_numbers(read("deprivations_poor", warehouse, by_area=True), area_id="khoi_2") == dict.fromkeys(
        range(1, 6), 0
    )


def test_r6_an_indicator_nobody_answers_is_not_zero(build: Build) -> None:
    warehouse = build({"reported": ["khoi_1"], "household_round": DEPRIVED})
    assert read_numbers(read("deprivations_near_poor", warehouse)) == {1: 1, 2: None, 3: 0, 4: None, 5: None}
    shares = [row["share"] for row in read("deprivation_shares_near_poor", warehouse).records()]
    assert shares == [None, 0, None, None, None]


def group(name: str, minority: bool | None, no_labour: bool | None, merit: bool | None) -> Facts:
    told = {"is_ethnic_minority": minority, "has_no_labour": no_labour, "has_merit_member": merit}
    return listed(name, "poor", member_count=2, **told)


def test_r8_groups_overlap_and_other_is_who_is_in_none(build: Build) -> None:
    households = [group("a", True, True, True), group("b", True, True, False), group("c", False, False, False)]
    found = read("groups", build({"reported": ["khoi_1"], "household_round": households}))
    assert read_numbers(found, "household") == {1: 3, 2: 2, 3: 2, 4: 1, 5: 1, 6: 0, 7: 0, 8: 0, 9: 0, 10: 0}
    assert read_numbers(found, "person")[5] == 2
    # 3 - 2 - 2 - 1.
    assert find_violations(found)[0] == Violation(None, "household", 5, written=1, computed=-2)


def test_r8_who_is_in_a_group_not_known_is_in_no_other(build: Build) -> None:
    households = [group("a", True, None, None), group("b", False, None, None)]
    found = read("groups", build({"reported": ["khoi_1"], "household_round": households}))
    assert [read_numbers(found, "household")[place] for place in range(1, 6)] == [2, 1, None, None, None]
    assert read_beside(found, "household")["Poor: a group not known"] == 2
    assert find_violations(found) == ()


ETHNICITIES = [
    {"ethnicity_code": code, "name": code.title(), "is_minority": code != "kinh"} for code in ("kinh", "tay", "nung")
]


def person(household_id: str, number: int, ethnicity: str | None, **more: Any) -> Facts:
    return {"household_id": household_id, "person_id": f"{household_id}{number}", "ethnicity_code": ethnicity} | more


def test_r9_has_a_column_for_each_ethnicity_of_the_list(build: Build) -> None:
    households = [
        listed("a", "poor", is_ethnic_minority=True, member_count=2),
        listed("b", "poor", is_ethnic_minority=True, member_count=2),
        listed("c", "poor", is_ethnic_minority=False, member_count=1),
    ]
    people = [person("a", 1, "nung"), person("a", 2, "nung"), person("b", 1, "tay"), person("b", 2, "kinh")]
    found = read(
        "ethnicities",
        build(
            {"reported": ["khoi_1"], "household_round": households, "person_round": people, "ethnicity": ETHNICITIES}
        ),
    )
    names = [
        (row["place"], row["name"].en) for row in found.records() if row["counted"] == "household" and row["place"]
    ]
    assert names[:5] == [(1, "All"), (2, "Kinh"), (3, "All minorities"), (4, "Tay"), (5, "Nung")]
    assert len(names) == 10
    # Household b is of two ethnicities: nobody says which is its own.
    assert [read_numbers(found, "household")[place] for place in range(1, 6)] == [3, 1, 2, 0, 1]
    assert read_beside(found, "household")["Poor: ethnicity not known"] == 1
    # Household c has no list of members: its one person is of an ethnicity not known.
    assert [read_numbers(found, "person")[place] for place in range(1, 6)] == [5, 1, 3, 1, 2]
    assert read_beside(found, "person")["Poor: ethnicity not known"] == 1


def test_r10_a_household_has_several_causes(build: Build) -> None:
    households = [
        listed("a", "poor", poverty_causes="land,illness"),
        listed("b", "poor", poverty_causes="land"),
        listed("c", "poor"),
        listed("d", "near_poor"),
    ]
    found = read("causes", build({"reported": ["khoi_1"], "household_round": households}))
    numbers = read_numbers(found)
    assert [numbers[place] for place in range(1, 10)] == [3, 2, 0, 0, 0, 0, 0, 1, 0]
    assert [numbers[place] for place in range(10, 19)] == [1, *[None] * 8]
    assert read_beside(found) == {"Poor: no cause written": 1, "Near-poor: no cause written": 1}


def test_r11_children_by_what_they_lack(build: Build) -> None:
    households = [listed("a", "poor", nutrition=True), listed("b", "poor", nutrition=False), listed("c", "near_poor")]
    people = [
        person("a", 1, None, age_on_reference_date=2, has_health_insurance=False),
        person("a", 2, None, age_on_reference_date=8, has_health_insurance=False, school_status="late"),
        person("b", 1, None, age_on_reference_date=15, has_health_insurance=True, school_status="unknown"),
        person("b", 2, None, age_on_reference_date=16, has_health_insurance=False),
    ]
    found = read("children", build({"reported": ["khoi_1"], "household_round": households, "person_round": people}))
    assert read_numbers(found) == {1: 3, 2: 2, 3: 1, 4: 1, **dict.fromkeys(range(5, 9))}
    assert read_beside(found) == {
        "Poor: children with an item not known": 1,
        "Poor: households without a list of members": 0,
        "Near-poor: children with an item not known": None,
        "Near-poor: households without a list of members": 1,
    }


OUTGOING = Viewer(mode=Mode.OUTGOING)


def test_small_deprivations_do_not_leave_the_house_nor_follow_from_their_sum(build: Build) -> None:
    households = [
        listed(f"h{n}", "poor", employment=n < 8, nutrition=n < 2, information_access_assets=n < 19) for n in range(20)
    ]
    warehouse = build({"reported": ["khoi_1"], "household_round": households})
    # 2 are few, and so is the one that 19 of 20 leave; the sum would tell both.
    assert read_numbers(read("deprivations_poor", warehouse, OUTGOING)) == {1: 20, 2: None, 3: 8, 4: None, 5: None}
    shares = [row["share"] for row in read("deprivation_shares_poor", warehouse, OUTGOING).records()]
    assert shares == [None, 0.4, None, None, None]


def test_a_group_of_few_hides_whoever_is_of_no_group_but_not_the_others(build: Build) -> None:
    households = [group(f"h{n}", n < 10, n < 2, False) for n in range(20)]
    warehouse = build({"reported": ["khoi_1"], "household_round": households})
    told = read_numbers(read("groups", warehouse, OUTGOING), "household")
    assert [told[place] for place in (1, 2, 3, 4, 5)] == [20, 10, None, 0, None]
    assert read_numbers(read("groups", warehouse), "household")[3] == 2


@pytest.mark.parametrize("viewer", [OUTGOING, Viewer(mode=Mode.MEETING)])
def test_outside_the_office_no_form_but_the_summary_tells_a_khoi(build: Build, viewer: Viewer) -> None:
    warehouse = build({"reported": ["khoi_1"], "household_round": [listed("a", "poor")]})
    told = [name for name in OFFICIAL if table(name, Filters(), viewer=viewer, warehouse=warehouse, by_area=True).rows]
    assert told == ["official_summary"]
