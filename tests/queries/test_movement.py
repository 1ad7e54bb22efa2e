"""Who left the list, who entered it and why: every count between two lists adds up, for households and for persons."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from queries import Filters, Mode, Table, Viewer, Warehouse, find_residual, table, value

OFFICER = Viewer()
LISTED = ("poor", "near_poor")
KNOWN = [{"area_id": "khoi_1"}, {"area_id": "khoi_2"}]
Facts = dict[str, Any]
Build = Callable[..., Warehouse]


def read(table_id: str, warehouse: Warehouse, viewer: Viewer = OFFICER, **filters: Any) -> Table:
    return table(table_id, Filters(**filters), viewer=viewer, warehouse=warehouse)


def read_cells(found: Table) -> list[dict[str, Any]]:
    return [dict(zip([column.name for column in found.columns], row, strict=True)) for row in found.rows]


def read_steps(movement: Table, listed_class: str = "poor", column: str = "households") -> dict[str, Any]:
    """Return the steps of one class that somebody took, and both ends."""
    rows = [row for row in read_cells(movement) if row["listed_class"] == listed_class]
    return {row["step"]: row[column] for row in rows if row[column] or row["step"] in ("begin", "end")}


def ask(indicator_id: str, warehouse: Warehouse, **filters: Any) -> float | None:
    total = value(indicator_id, Filters(**filters), viewer=OFFICER, warehouse=warehouse).total
    assert total is not None
    return total.numerator


def move(
    name: str,
    begin: str,
    end: str,
    kind: str = "stayed",
    sizes: tuple[int | None, int | None] = (None, None),
    areas: tuple[str, str] = ("khoi_1", "khoi_1"),
    **changes: Any,
) -> Facts:
    """One household: `begin` and `end` are classes, `areas` and `sizes` those of each end."""
    is_new, is_gone = begin == "absent", end == "absent"
    row = {
        "household_id": name,
        "begin_class": begin,
        "end_class": end,
        "kind": kind,
        "area_id": areas[0] if is_gone else areas[1],
        "begin_area_id": None if is_new else areas[0],
        "begin_members": None if is_new else sizes[0],
        "end_members": None if is_gone else sizes[1],
    }
    return row | changes


def list_ends(moves: list[Facts], begin_period: str = "2025", period: str = "2026") -> list[Facts]:
    """The two lists that these households stand on."""
    plain = {"opening_class": "unknown"}
    begin = [
        plain
        | {"period": begin_period, "household_id": m["household_id"], "area_id": m["begin_area_id"]}
        | {"recognised_class": m["begin_class"], "member_count": m["begin_members"], "source_row": 5}
        for m in moves
        if m["begin_class"] != "absent"
    ]
    end = [
        plain
        | {"period": period, "household_id": m["household_id"], "area_id": m["area_id"]}
        | {"recognised_class": m["end_class"], "member_count": m["end_members"]}
        for m in moves
        if m["end_class"] != "absent"
    ]
    return begin + end


def tell(moves: list[Facts], **facts: Any) -> Facts:
    """The warehouse rows of two lists and the movements between them; who was never poor has none."""
    told = [m for m in moves if {m["begin_class"], m["end_class"]} & {*LISTED, "unknown"}]
    plain = {"movement_pair": KNOWN, "household_round": list_ends(moves), "movement": told}
    return {"reported": ["khoi_1", "khoi_2"]} | plain | facts


# Product (e) 11: twelve households, one moved away, one split off, one poor again. 5 - 2 - 1 + 1 + 1 + 0 = 4.
TWELVE = [
    move("p1", "poor", "near_poor", "poor_to_near", (4, 4)),
    move("p2", "poor", "not_poor", "poor_to_above", (3, 3)),
    move("p3", "poor", "absent", "other_decrease", (2, None), event_id="e1"),
    move("p4", "poor", "poor", sizes=(5, 3)),
    move("p5", "poor", "poor", sizes=(1, 2), areas=("khoi_2", "khoi_2")),
    move("p6", "absent", "poor", "other_increase", (None, 2), event_id="e2"),
    move("p7", "absent", "poor", "relapsed_poor", (None, 4), was_poor_before=True),
    move("n1", "near_poor", "near_poor", sizes=(3, 3)),
    move("n2", "near_poor", "not_poor", "near_to_above", (6, 6)),
    move("n3", "absent", "near_poor", "new_near", (None, 5)),
    move("n4", "near_poor", "near_poor", sizes=(2, 2), areas=("khoi_2", "khoi_2")),
    move("n5", "not_poor", "not_poor", sizes=(4, 4)),
]


def test_the_fixture_worked_by_hand(build: Build) -> None:
    warehouse = build(tell(TWELVE))
    movement = read("movement", warehouse)
    assert read_steps(movement) == {
        "begin": 5,
        "poor_to_near": 1,
        "poor_to_above": 1,
        "other_decrease": 1,
        "relapsed_poor": 1,
        "other_increase": 1,
        "end": 4,
    }
    # 15 - 4 - 3 - 2 + 4 + 2 - 1 = 11: p4 lost two members to p6, p5 had a child.
    assert read_steps(movement, column="persons") == {
        "begin": 15,
        "poor_to_near": 4,
        "poor_to_above": 3,
        "other_decrease": 2,
        "relapsed_poor": 4,
        "other_increase": 2,
        "member_change": -1,
        "end": 11,
    }
    near = {"begin": 3, "near_to_above": 1, "poor_to_near": 1, "new_near": 1, "end": 4}
    assert read_steps(movement, "near_poor") == near
    assert {find_residual(movement, of, column) for of in LISTED for column in ("households", "persons")} == {0}
    # Two left poverty, not three; one fewer is poor.
    asked = (
        "escaped",
        "net_change_poor",
        "net_change_multidimensional",
        "relapsed",
        "new_poor",
        "unexplained_households",
    )
    assert [ask(name, warehouse) for name in asked] == [2, -1, 0, 1, 0, 0]
    assert [ask(name, warehouse) for name in ("other_decrease_poor", "other_increase_poor", "relapsed_wide")] == [
        1,
        1,
        1,
    ]


@pytest.mark.parametrize("name", ["p1", "p2", "p3", "p6", "p7", "n2", "n3"])
def test_one_edited_row_breaks_the_identity_aloud(name: str, build: Build) -> None:
    edited = [m | {"kind": "stayed", "end_class": m["begin_class"]} if m["household_id"] == name else m for m in TWELVE]
    movement = read("movement", build(tell(TWELVE, movement=edited)))
    assert any(find_residual(movement, of) for of in LISTED)


def test_a_change_of_size_that_is_not_told_breaks_the_identity_of_persons(build: Build) -> None:
    edited = [m | {"end_members": 5} if m["household_id"] == "p4" else m for m in TWELVE]
    movement = read("movement", build(tell(TWELVE, movement=edited)))
    assert (find_residual(movement), find_residual(movement, column="persons")) == (0, 2)


def list_form(c2: int, c3: int, c4: int, c5: int, c6: int, c7: int, c8: int, stayed: int) -> list[Facts]:
    """Households for each column of the official form, of two members, and stayers of three."""
    kinds = [
        *[("poor", "near_poor", "poor_to_near")] * c2,
        *[("poor", "not_poor", "poor_to_above")] * c3,
        *[("poor", "absent", "other_decrease")] * c4,
        *[("near_poor", "poor", "near_to_poor")] * c5,
        *[("absent", "poor", "relapsed_poor")] * c6,
        *[("absent", "poor", "new_poor")] * c7,
        *[("absent", "poor", "other_increase")] * c8,
    ]
    moved = [move(f"h{n}", *kind, sizes=(2, 2)) for n, kind in enumerate(kinds)]
    return moved + [move(f"s{n}", "poor", "poor", sizes=(3, 3)) for n in range(stayed)]


def test_the_vector_of_the_official_form(build: Build) -> None:
    """Domain 11.15 (c): begin 10, columns 2 to 8 are 1 2 1 1 0 1 1, end 9, three left poverty, net one fewer."""
    warehouse = build(tell(list_form(1, 2, 1, 1, 0, 1, 1, stayed=6)))
    movement = read("movement", warehouse)
    households, persons = read_steps(movement), read_steps(movement, column="persons")
    assert (households["begin"], households["end"]) == (10, 9)
    # 4 households of two and 6 of three; 3 of two and 6 of three.
    assert (persons["begin"], persons["end"]) == (26, 24)
    assert (ask("escaped", warehouse), ask("net_change_poor", warehouse)) == (3, -1)
    assert (find_residual(movement), find_residual(movement, column="persons")) == (0, 0)


MOVERS = [
    move("a", "poor", "poor", sizes=(3, 4), areas=("khoi_1", "khoi_2")),
    move("b", "poor", "near_poor", "poor_to_near", (2, 2), ("khoi_1", "khoi_2")),
    move("c", "poor", "poor", sizes=(5, 5)),
]


def test_who_changed_khoi_leaves_one_and_enters_the_other(build: Build) -> None:
    warehouse = build(tell(MOVERS))
    first, second = (read("movement", warehouse, area_id=area) for area in ("khoi_1", "khoi_2"))
    assert read_steps(first) == {"begin": 3, "area_out": 2, "end": 1}
    assert read_steps(second) == {"begin": 0, "poor_to_near": 1, "area_in": 2, "end": 1}
    assert read_steps(second, column="persons") == {
        "begin": 0,
        "poor_to_near": 2,
        "area_in": 5,
        "member_change": 1,
        "end": 4,
    }
    assert [ask("net_change_poor", warehouse, area_id=area) for area in (None, "khoi_1", "khoi_2")] == [-1, -2, 1]
    whole = read("movement", warehouse)
    assert read_steps(whole) == {"begin": 3, "poor_to_near": 1, "area_out": 2, "area_in": 2, "end": 2}
    for movement in (whole, first, second):
        assert find_residual(movement) == find_residual(movement, column="persons") == 0
    # The table of classes counts them where they are in the end.
    assert read("movement_matrix", warehouse, area_id="khoi_2").rows == (("poor", "poor", 1), ("poor", "near_poor", 1))


def test_a_khoi_whose_movements_are_not_known_is_left_out_and_told(build: Build) -> None:
    """b went from Khối 1 to Khối 2, whose list of the year before is not in."""
    warehouse = build(tell(MOVERS[1:], movement_pair=[KNOWN[0], {"area_id": "khoi_2", "is_known": False}]))
    movement = read("movement", warehouse)
    assert (movement.areas_reported, movement.areas_total, movement.is_complete) == (1, 2, False)
    assert read_steps(movement) == {"begin": 2, "area_out": 1, "end": 1}
    assert find_residual(movement) == 0
    silent = read("movement", warehouse, area_id="khoi_2")
    assert (set(silent.column("households")), silent.areas_reported, silent.areas_total) == ({None}, 0, 1)
    assert find_residual(silent) is None
    assert read("movement_matrix", warehouse).rows == (("poor", "poor", 1),)
    assert not read("movement_matrix", warehouse).is_complete
    total = value("escaped", Filters(), viewer=OFFICER, warehouse=warehouse).total
    assert total is not None
    assert (total.numerator, total.areas_reported, total.areas_total) == (0, 1, 2)


def test_sizes_that_are_not_known_are_never_zero_persons(build: Build) -> None:
    sizes = [move("a", "poor", "poor", sizes=(3, None)), move("b", "poor", "not_poor", "poor_to_above", (None, 2))]
    movement = read("movement", build(tell(sizes)))
    told = {row["step"]: (row["persons"], row["persons_unknown"]) for row in read_cells(movement)[:16]}
    assert (told["begin"], told["poor_to_above"], told["end"]) == ((3, 1), (None, 1), (None, 1))
    assert told["new_poor"] == (0, 0)
    assert (find_residual(movement), find_residual(movement, column="persons")) == (0, None)


def test_a_list_without_a_number_of_members_is_counted_by_its_people(build: Build) -> None:
    people = [
        {"period": period, "household_id": "a", "person_id": f"p{n}"} for period in ("2025", "2026") for n in (1, 2)
    ]
    movement = read("movement", build(tell([move("a", "poor", "poor")], person_round=people)))
    assert read_steps(movement, column="persons") == {"begin": 2, "end": 2}


def test_an_opening_column_tells_classes_and_no_sizes(build: Build) -> None:
    listed = [
        {"household_id": name, "area_id": "khoi_1", "opening_class": begin, "recognised_class": end, "member_count": 3}
        for name, begin, end in (
            *(("a", "poor", "poor"), ("b", "poor", "near_poor"), ("c", "poor", "unknown"), ("d", "unknown", "poor")),
            *(("e", "not_poor", "poor"), ("f", "near_poor", "poor")),
        )
    ]
    movement = read("movement", build({"reported": ["khoi_1"], "household_round": listed}))
    assert read_steps(movement) == {
        "begin": 3,
        "poor_to_near": 1,
        "became_unknown": 1,
        "near_to_poor": 1,
        "arrivals": 1,
        "was_unknown": 1,
        "end": 4,
    }
    assert (find_residual(movement), find_residual(movement, column="persons")) == (0, None)
    persons = read_steps(movement, column="persons")
    assert (persons["begin"], persons["end"]) == (None, 12)


CLASSES = ("poor", "near_poor", "not_poor", "unknown", "absent")
AREAS = ("khoi_1", "khoi_2", "khoi_10")
DECREASES = {"near_poor": "poor_to_near", "poor": "near_to_poor"}


@st.composite
def populations(draw: st.DrawFn) -> list[Facts]:
    """Households of any class, khối and size at two ends, moved as the classes allow."""
    households = draw(
        st.lists(
            st.tuples(
                *(st.sampled_from(CLASSES),) * 2,
                *(st.sampled_from(AREAS),) * 2,
                *(st.integers(1, 9),) * 2,
                st.integers(0, 3),
            ),
            max_size=16,
        )
    )
    return [
        move(f"h{n}", begin, end, choose_kind(begin, end, pick), (size, new_size), (area, new_area))
        for n, (begin, end, area, new_area, size, new_size, pick) in enumerate(households)
    ]


def choose_kind(begin: str, end: str, pick: int) -> str:
    if "unknown" in (begin, end):
        return "unexplained"
    if begin in LISTED and end in LISTED:
        return "stayed" if begin == end else DECREASES[end]
    short = {"poor": "poor", "near_poor": "near"}
    if end == "absent":
        return ("other_decrease", "unexplained")[pick % 2]
    if end in LISTED:
        return (f"relapsed_{short[end]}", f"new_{short[end]}", "other_increase", "unexplained")[pick]
    return f"{short[begin]}_to_above" if begin in LISTED else "stayed"


stamps = (f"2026{n:04}-080000" for n in count(1))
AS_THE_CASES = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@AS_THE_CASES
@given(moves=populations(), silent=st.sampled_from([None, *AREAS]), period=st.sampled_from(["2026", "2026-04"]))
def test_every_count_between_two_lists_adds_up(
    moves: list[Facts], silent: str | None, period: str, build: Build
) -> None:
    pairs = [{"period": period, "area_id": area, "is_known": area != silent} for area in AREAS]
    # Who stood in a khối whose movements are not known at both ends has none.
    told = [
        m | {"period": period}
        for m in moves
        if {m["begin_class"], m["end_class"]} & {*LISTED, "unknown"}
        and {m["area_id"], m["begin_area_id"] or m["area_id"]} != {silent}
    ]
    facts = {"movement_pair": pairs, "household_round": list_ends(moves, period=period), "movement": told}
    warehouse = build(facts, next(stamps))
    for area_id in (None, *AREAS):
        movement = read("movement", warehouse, area_id=area_id, period=period)
        residuals = {find_residual(movement, of, column) for of in LISTED for column in ("households", "persons")}
        assert residuals == {None if area_id is not None and area_id == silent else 0}
    steps = {of: read_steps(read("movement", warehouse, period=period), of) for of in LISTED}
    change = sum(steps[of]["end"] - steps[of]["begin"] for of in LISTED)
    assert ask("net_change_multidimensional", warehouse, period=period) == change
    left = steps["poor"].get("poor_to_near", 0) + steps["poor"].get("poor_to_above", 0)
    assert ask("escaped", warehouse, period=period) == left
    for area_id, areas in ((None, 3), ("khoi_1", 1)):
        for row in read_cells(read("monthly_movement", warehouse, area_id=area_id, period="2026")):
            check_month(row, areas, areas - (silent is not None and area_id in (None, silent)))


def check_month(row: dict[str, Any], areas: int, reported: int) -> None:
    assert (row["month"], row["areas_total"], row["areas_reported"]) == ("2026-04", areas, reported)
    if reported == 0:
        assert (row["begin"], row["end"]) == (None, None)
        return
    balance = row["begin"] - row["left"] - row["other_decrease"] + row["entered"] + row["other_increase"]
    assert balance + row["area_change"] + row["unexplained"] == row["end"]


def suggest(earlier_id: str, later_id: str, score: float, **changes: Any) -> Facts:
    ids = {"earlier_id": earlier_id, "later_id": later_id}
    households = {"earlier_household_id": earlier_id, "later_household_id": later_id}
    return ids | households | {"score": score} | changes


def name(household_id: str, period: str, head: str, code: str) -> Facts:
    return {"period": period, "household_id": household_id, "head_name": head, "household_code": code}


# In Khối 1 a poor household is gone (x) and another is there (y): perhaps one family. x may also be z of Khối 2.
DOUBTED = [
    move("x", "poor", "absent", "unexplained", (4, None), reason="link_pending"),
    move("y", "absent", "poor", "unexplained", (None, 4), reason="link_pending", was_poor_before=False),
    move("z", "absent", "near_poor", "unexplained", (None, 2), ("khoi_2", "khoi_2"), reason="link_pending"),
    move("w", "near_poor", "absent", "other_decrease", (2, None), event_id="e1"),
]
DOUBTS: Facts = {
    "link_suggestion": [suggest("x", "y", 0.8, evidence="name,area"), suggest("x", "z", 0.6)],
    "household": [
        name("x", "2025", "Hoàng Văn X", "01"),
        name("y", "2026", "Hoàng Văn Y", "07"),
        name("z", "2026", "Nông Thị Z", "08"),
        name("w", "2025", "Lý Văn W", "02"),
    ],
    "household_event": [
        {
            "event_id": "e1",
            "household_id": "w",
            "kind": "moved_out",
            "event_date": "2026-03-05",
            "document": "Giấy số 1",
        }
    ],
}


def test_every_movement_is_listed_with_both_source_rows_and_the_document(build: Build) -> None:
    rows = {row["household_id"]: row for row in read_cells(read("movement_list", build(tell(DOUBTED, **DOUBTS))))}
    assert list(rows) == ["w", "x", "y", "z"]
    gone = rows["w"]
    assert (gone["head_name"], gone["household_code"], gone["area_name"]) == ("Lý Văn W", "02", "Khối 1")
    assert (gone["event_kind"], str(gone["event_date"]), gone["document"]) == ("moved_out", "2026-03-05", "Giấy số 1")
    assert (gone["begin_file"], gone["begin_row"], gone["end_file"]) == ("ra_soat.xlsx", 5, None)
    assert (rows["y"]["reason"], rows["y"]["begin_row"], rows["y"]["end_row"]) == ("link_pending", None, 7)


def test_the_opening_of_a_column_stands_on_the_same_row(build: Build) -> None:
    listed = [{"household_id": "a", "area_id": "khoi_1", "opening_class": "poor", "recognised_class": "near_poor"}]
    (row,) = read_cells(read("movement_list", build({"reported": ["khoi_1"], "household_round": listed})))
    assert (row["begin_file"], row["begin_row"]) == (row["end_file"], row["end_row"]) == ("ra_soat.xlsx", 7)


def test_the_unexplained_stand_beside_the_household_they_may_be(build: Build) -> None:
    found = read_cells(read("unexplained_list", build(tell(DOUBTED, **DOUBTS))))
    told = [(row["head_name"], row["reason"], row["other_name"], row["other_area"], row["score"]) for row in found]
    assert told == [
        ("Hoàng Văn X", "link_pending", "Hoàng Văn Y", "Khối 1", 0.8),
        ("Hoàng Văn Y", "link_pending", "Hoàng Văn X", "Khối 1", 0.8),
        ("Nông Thị Z", "link_pending", "Hoàng Văn X", "Khối 1", 0.6),
    ]


def test_a_suggestion_made_on_the_list_of_a_month_stands_beside_the_year(build: Build) -> None:
    """y was first listed in April; x left the year before."""
    suggestion = suggest("x", "y", 0.8, later_period="2026-04")
    april = [{"period": "2026-04", "household_id": "y", "area_id": "khoi_1", "recognised_class": "poor"}]
    facts = tell(DOUBTED[:2], link_suggestion=[suggestion], household=DOUBTS["household"][:2])
    facts["household_round"] += [row | {"opening_class": "unknown"} for row in april]
    found = read_cells(read("unexplained_list", build(facts)))
    assert [(row["head_name"], row["other_name"]) for row in found] == [
        ("Hoàng Văn X", "Hoàng Văn Y"),
        ("Hoàng Văn Y", "Hoàng Văn X"),
    ]


def test_suggestions_come_best_first_with_what_the_command_needs(build: Build) -> None:
    found = read_cells(read("link_suggestions", build(tell(DOUBTED, **DOUBTS))))
    first = found[0]
    ids = (first["earlier_period"], first["earlier_id"], first["later_period"], first["later_id"])
    assert (ids, first["score"], first["evidence"]) == (("2025", "x", "2026", "y"), 0.8, "name,area")
    assert (first["earlier_name"], first["earlier_class"], first["earlier_code"]) == ("Hoàng Văn X", "poor", "01")
    assert (found[1]["later_name"], found[1]["later_area"], found[1]["later_class"]) == (
        "Nông Thị Z",
        "Khối 2",
        "near_poor",
    )


def test_a_khoi_never_reads_the_names_of_another(build: Build) -> None:
    """Whoever answers for Khối 2 alone sees neither x of Khối 1 nor that it may be z."""
    warehouse = build(tell(DOUBTED, **DOUBTS))
    second, first = Viewer("area", areas=("khoi_2",)), Viewer("area", areas=("khoi_1",))
    for table_id, rows in (("movement_list", 1), ("unexplained_list", 0), ("link_suggestions", 0)):
        found = read(table_id, warehouse, second)
        assert (len(found.rows), "Hoàng" in repr(found.rows)) == (rows, False), table_id
        assert "Nông" not in repr(read(table_id, warehouse, first).rows)
    assert len(read("link_suggestions", warehouse, first).rows) == 1


def report(area_id: str, counted: str = "household", **cells: int) -> Facts:
    return {"area_id": area_id, "counted": counted, **cells}


def read_report(warehouse: Warehouse, counted: str = "household", **filters: Any) -> dict[str, tuple[Any, Any, Any]]:
    rows = read_cells(read("movement_report_comparison", warehouse, **filters))
    return {row["step"]: (row["ours"], row["reported"], row["difference"]) for row in rows if row["counted"] == counted}


# The ward forgets one of the two that left poverty, and leaves «khác» blank, so that its own columns do not add up.
REPORTED = {
    "begin_count": 4,
    "to_listed": 1,
    "to_above": 0,
    "from_listed": 0,
    "relapsed": 1,
    "new_count": 0,
    "end_count": 3,
}
NOBODY = dict.fromkeys(("to_listed", "to_above", "from_listed", "relapsed", "new_count"), 0) | {
    "begin_count": 1,
    "end_count": 1,
}


def test_the_ward_own_report_stands_beside_the_lists_and_neither_is_repaired(build: Build) -> None:
    reports = [report("khoi_1", **REPORTED), report("khoi_2", **NOBODY), report("khoi_1", "person", begin_count=14)]
    warehouse = build(tell(TWELVE, movement_report=reports))
    assert list(read_report(warehouse).items()) == [
        ("begin", (5, 5, 0)),
        ("poor_to_near", (1, 1, 0)),
        ("poor_to_above", (1, 0, 1)),
        ("other_decrease", (1, None, None)),
        ("near_to_poor", (0, 0, 0)),
        ("relapsed_poor", (1, 1, 0)),
        ("new_poor", (0, 0, 0)),
        ("other_increase", (1, None, None)),
        ("end", (4, 4, 0)),
        # 4 - 1 + 1 - 3 of Khối 1, 1 - 1 of Khối 2.
        ("residual", (0, 1, -1)),
    ]
    # Persons: the change of size of p4, which the form hides, is what remains of ours; of the report nothing follows.
    persons = read_report(warehouse, "person")
    assert (persons["begin"], persons["end"], persons["residual"]) == ((14, 14, 0), (9, None, None), (2, None, None))
    assert read_report(warehouse, area_id="khoi_2")["begin"] == (1, 1, 0)


def test_what_is_unexplained_remains_in_our_own_line(build: Build) -> None:
    warehouse = build(tell(DOUBTED, **DOUBTS, movement_report=[report("phuong", begin_count=1, end_count=1)]))
    told = read_report(warehouse)
    assert (told["begin"], told["end"], told["residual"]) == ((1, 1, 0), (1, 1, 0), (0, 0, 0))
    gone = build(tell(DOUBTED[:1], movement_report=[report("phuong", begin_count=1, end_count=0)]), "20261102-080000")
    assert read_report(gone, period="2026")["residual"] == (1, 1, 0)


def test_a_report_of_the_whole_ward_is_compared_with_the_whole_ward_only(build: Build) -> None:
    whole = report("phuong", **REPORTED | {"begin_count": 5})
    assert read_report(build(tell(TWELVE, movement_report=[whole])))["begin"] == (5, 5, 0)
    # Beside rows of the khối, the ward's own row is their total, not one more khối.
    both = build(tell(TWELVE, movement_report=[whole, report("khoi_1", **REPORTED)]), "20261102-080000")
    assert read_report(both)["begin"] == (4, 4, 0)
    # One khối is not known: the report stands alone.
    silent = [KNOWN[0], {"area_id": "khoi_2", "is_known": False}]
    found = read(
        "movement_report_comparison",
        build(tell(TWELVE, movement_pair=silent, movement_report=[whole]), "20261103-080000"),
    )
    assert (set(found.column("ours")), found.column("reported")[0], found.is_complete) == ({None}, 5, False)


def test_who_changed_khoi_is_in_the_report_of_each_as_khoi_report_it(build: Build) -> None:
    """b left Khối 1 poor and is near-poor in Khối 2: there it came as poor and then rose."""
    reports = [report("khoi_1", begin_count=3, other_decrease=2, end_count=1), report("khoi_2", other_increase=2)]
    warehouse = build(tell(MOVERS, movement_report=reports))
    first, second = (read_report(warehouse, area_id=area) for area in ("khoi_1", "khoi_2"))
    assert (first["other_decrease"], first["residual"]) == ((2, 2, 0), (0, 0, 0))
    assert (second["other_increase"], second["poor_to_near"]) == ((2, 2, 0), (1, None, None))
    # For the ward as a whole they went nowhere.
    whole = build(tell(MOVERS, movement_report=[report("phuong", begin_count=3, end_count=2)]), "20261102-080000")
    told = read_report(whole)
    assert (told["other_decrease"][0], told["other_increase"][0], told["residual"][0]) == (0, 0, 0)


def test_the_months_of_a_year_by_hand(build: Build) -> None:
    moves = [
        move("a", "poor", "near_poor", "poor_to_near"),
        move("b", "poor", "absent", "other_decrease"),
        move("c", "poor", "absent", "unexplained", reason="no_event"),
        move("d", "absent", "poor", "unexplained", reason="history_incomplete"),
        move("e", "absent", "poor", "relapsed_poor"),
        move("f", "poor", "poor", areas=("khoi_1", "khoi_2")),
    ]
    pairs = [{"period": "2026-04", **pair} for pair in KNOWN]
    facts = {"movement_pair": pairs, "household_round": list_ends(moves, period="2026-04")}
    warehouse = build(facts | {"movement": [m | {"period": "2026-04"} for m in moves]})
    poor, near = read_cells(read("monthly_movement", warehouse, period="2026"))
    assert poor == {
        "month": "2026-04",
        "listed_class": "poor",
        "begin": 4,
        "left": 1,
        "other_decrease": 1,
        "entered": 1,
        "other_increase": 0,
        "area_change": 0,
        # One came and one went unexplained: the balance is 0, the households are 2.
        "unexplained": 0,
        "end": 3,
        "unexplained_households": 2,
        "areas_reported": 2,
        "areas_total": 2,
    }
    assert (near["begin"], near["entered"], near["end"]) == (0, 1, 1)
    assert read_cells(read("monthly_movement", warehouse, period="2026", area_id="khoi_2"))[0]["area_change"] == 1


MOVEMENT = ("movement", "movement_matrix", "monthly_movement", "movement_report_comparison")
CHANGES = (
    *("escaped", "relapsed", "relapsed_wide", "new_poor", "unexplained_households", "other_decrease_poor"),
    *("other_increase_poor", "net_change_poor", "net_change_multidimensional"),
)


def test_movement_is_told_khoi_by_khoi_in_the_house(build: Build) -> None:
    warehouse = build(tell(TWELVE))
    assert read_steps(read("movement", warehouse, Viewer(), area_id="khoi_1"))["other_decrease"] == 1
    for indicator_id in CHANGES:
        rows = value(indicator_id, Filters(), "area_id", viewer=Viewer(), warehouse=warehouse).rows
        assert not [row for row in rows if row.suppressed or row.numerator is None], indicator_id


@pytest.mark.parametrize("mode", [Mode.MEETING, Mode.OUTGOING])
def test_outside_the_house_movement_is_told_of_the_ward_only(mode: Mode, build: Build) -> None:
    warehouse, outside = build(tell(TWELVE, movement_report=[report("khoi_1", begin_count=5)])), Viewer(mode=mode)
    steps = read("movement", warehouse, outside)
    assert read_steps(steps)["end"] == 4
    # In the order of the form, not sorted like rows that point at a household.
    assert read("movement_report_comparison", warehouse, outside).column("step")[0] == "begin"
    for table_id in MOVEMENT:
        refused = read(table_id, warehouse, outside, area_id="khoi_1")
        assert (refused.rows, bool(refused.withheld)) == ((), True), table_id
    for indicator_id in CHANGES:
        whole = value(indicator_id, Filters(), "area_id", viewer=outside, warehouse=warehouse)
        assert whole.total is not None
        assert whole.total.numerator is not None
        assert whole.withheld
        assert all(row.suppressed and row.numerator is None for row in whole.rows)
        one = value(indicator_id, Filters(area_id="khoi_1"), viewer=outside, warehouse=warehouse).total
        assert one is not None
        assert (one.suppressed, one.numerator, one.status) == (True, None, None), indicator_id
    poor = value("poor_households", Filters(area_id="khoi_1"), viewer=outside, warehouse=warehouse).total
    assert poor is not None
    assert poor.numerator == 3
