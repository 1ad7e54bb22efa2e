"""From one round to the next: who left, who came, what nobody can explain, and that it always adds up."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.etl.conftest import Query
from tests.etl.rounds import KHOI, NEW, OLD, UNPLACED, Listed, Ward, open_ward, prepare
from tests.etl.workbooks import household, write_households, write_rows

DURING = date(2026, 3, 15)
YEARS = ("2022", "2023", "2024", "2025")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return prepare(tmp_path_factory.mktemp("ward"))


@pytest.fixture
def ward(prepared: duckdb.DuckDBPyConnection) -> Iterator[Ward]:
    with open_ward(prepared) as opened:
        yield opened


def tell_history(ward: Ward, **past: dict[str, Listed]) -> None:
    """Lists of every year-end from 2022 to 2025, empty where `past` (`y2023=…`) says nothing."""
    for year in YEARS:
        ward.list_round(year, past.get(f"y{year}", {}))


# ---------------------------------------------------------------- twelve households, counted by hand, through workbooks


def write_twelve(raw: Path, *, tells_of_the_move: bool = True) -> None:
    """Five poor at the end of 2025: two leave poverty, one moves away, one falls back, one splits off."""
    lists = {
        2024: {6: ("poor", 3), 8: ("near_poor", 2)},
        2025: {
            **dict.fromkeys((1, 2, 3, 4, 5), ("poor", 4)),
            **dict.fromkeys((8, 9, 11), ("near_poor", 2)),
            **dict.fromkeys((6, 10, 12), ("not_poor", 3)),
        },
        2026: {
            1: ("near_poor", 4),
            2: ("not_poor", 4),
            4: ("poor", 3),
            5: ("poor", 4),
            6: ("poor", 5),
            7: ("poor", 1),
            **dict.fromkeys((8, 11), ("near_poor", 2)),
            **dict.fromkeys((9, 10, 12), ("not_poor", 3)),
        },
    }
    for year, rows in lists.items():
        write_households(
            raw / f"{year}.xlsx",
            *(household(number, closing=closing, members=members) for number, (closing, members) in rows.items()),
            title=f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}",
        )
    moved = [3, "Khối 1", "Hộ mẫu 3", "099000000003", "Chuyển đi", "20/04/2026", "12/GXN", None]
    split = [7, "Khối 1", "Hộ mẫu 7", "099000000007", "Tách hộ", "11/06/2026", "15/GXN", "099000000004"]
    header = [
        "STT",
        "Khối phố",
        "Họ và tên chủ hộ",
        "Số CCCD chủ hộ",
        "Loại biến động",
        "Ngày",
        "Văn bản",
        "Số CCCD chủ hộ liên quan",
    ]
    rows = [moved, split] if tells_of_the_move else [split]
    write_rows(raw / "bien_dong.xlsx", ["DANH SÁCH BIẾN ĐỘNG HỘ NĂM 2026"], [], header, *rows)


def count_poor(query: Query, what: str) -> dict[str, object]:
    """Poor at both ends and each kind between them, summed by `what`."""
    sums = {
        "begin": "begin_class = 'poor'",
        "escaped": "kind IN ('poor_to_near', 'poor_to_above')",
        "other_decrease": "kind = 'other_decrease' AND begin_class = 'poor'",
        "absent": "kind = 'unexplained' AND begin_class = 'poor'",
        "relapsed": "kind = 'relapsed_poor'",
        "new": "kind = 'new_poor'",
        "other_increase": "kind = 'other_increase' AND end_class = 'poor'",
        "end": "end_class = 'poor'",
    }
    columns = ", ".join(f"coalesce(sum({what}) FILTER ({condition}), 0)" for condition in sums.values())
    [row] = query(f"SELECT {columns} FROM core.movement WHERE period = '2026'")
    return dict(zip(sums, row, strict=True))


def test_twelve_households(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_twelve(raw)
    query = build_raw()
    assert count_poor(query, "1") == {
        "begin": 5,
        "escaped": 2,
        "other_decrease": 1,
        "absent": 0,
        "relapsed": 1,
        "new": 0,
        "other_increase": 1,
        "end": 4,
    }
    assert query("SELECT count(*) FROM core.household_round WHERE period = '2026' AND recognised_class = 'poor'") == [
        (4,)
    ]
    assert query(
        "SELECT kind, count(*) FROM core.movement WHERE period = '2026' AND 'near_poor' IN (begin_class, end_class) "
        "GROUP BY kind ORDER BY kind"
    ) == [
        ("near_to_above", 1),
        ("poor_to_near", 1),
        ("stayed", 2),
    ]
    assert query("SELECT DISTINCT begin_period, basis FROM core.movement_pair WHERE period = '2026'") == [
        ("2025", "lists")
    ]
    assert query("SELECT area_id FROM core.movement_pair WHERE period = '2026' AND is_known") == [("khoi_1",)]


def test_twelve_households_in_persons(raw: Path, build_raw: Callable[[], Query]) -> None:
    """20 at the opening; 8 + 4 leave with the members they had, 5 + 1 come with those they have, a stayer lost one."""
    write_twelve(raw)
    query = build_raw()
    assert query(
        "SELECT sum(begin_members) FILTER (begin_class = 'poor'), "
        "sum(begin_members) FILTER (kind IN ('poor_to_near', 'poor_to_above')), "
        "sum(begin_members) FILTER (kind = 'other_decrease'), "
        "sum(end_members) FILTER (kind IN ('relapsed_poor', 'other_increase')), "
        "sum(end_members - begin_members) FILTER (kind = 'stayed' AND end_class = 'poor'), "
        "sum(end_members) FILTER (end_class = 'poor') FROM core.movement WHERE period = '2026'"
    ) == [(20, 8, 4, 6, -1, 13)]
    assert 20 - 8 - 4 + 6 - 1 == 13


def test_without_its_event_the_move_is_not_explained(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_twelve(raw, tells_of_the_move=False)
    counted = count_poor(build_raw(), "1")
    assert (counted["escaped"], counted["other_decrease"], counted["absent"]) == (2, 0, 1)


# ---------------------------------------------------------------- kinds and reasons


@pytest.mark.parametrize(
    ("begin", "end", "kind"),
    [
        ("poor", "poor", "stayed"),
        ("near_poor", "near_poor", "stayed"),
        ("poor", "near_poor", "poor_to_near"),
        ("poor", "not_poor", "poor_to_above"),
        ("poor", "average_living", "poor_to_above"),
        ("near_poor", "poor", "near_to_poor"),
        ("near_poor", "average_living", "near_to_above"),
        ("not_poor", "poor", "new_poor"),
        ("average_living", "near_poor", "new_near"),
        (None, "poor", "new_poor"),
        (None, "near_poor", "new_near"),
    ],
)
def test_a_kind_that_two_lists_tell(ward: Ward, begin: str | None, end: str, kind: str) -> None:
    tell_history(ward, y2025={"A": Listed(begin)} if begin else {})
    ward.list_round("2026", {"A": Listed(end)})
    ward.run()
    assert ward.kinds() == {"A": (kind, None)}
    [(begin_class, begin_area)] = ward.fetch(
        "SELECT begin_class, begin_area_id FROM core.movement WHERE period = '2026'"
    )
    assert (begin_class, begin_area) == ((begin, "khoi_1") if begin else ("absent", None))


def test_who_was_never_poor_is_in_no_row(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed("not_poor"), "B": Listed("not_poor"), "C": Listed()})
    ward.list_round("2026", {"A": Listed("average_living"), "C": Listed(), "D": Listed("not_poor")})
    ward.run()
    assert set(ward.kinds()) == {"C"}


@pytest.mark.parametrize(
    ("begin", "end"), [("unknown", "poor"), ("poor", "unknown"), ("unknown", None), (None, "unknown")]
)
def test_an_unknown_class_at_either_end(ward: Ward, begin: str | None, end: str | None) -> None:
    tell_history(ward, y2025={"A": Listed(begin)} if begin else {})
    ward.list_round("2026", {"A": Listed(end)} if end else {})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "class_unknown")}


@pytest.mark.parametrize(
    ("earlier", "end", "kind"),
    [("poor", "poor", "relapsed_poor"), ("near_poor", "near_poor", "relapsed_near"), ("near_poor", "poor", "new_poor")],
)
@pytest.mark.parametrize("since", ["absent", "not_poor"])
def test_who_comes_back(ward: Ward, earlier: str, end: str, kind: str, since: str) -> None:
    left = {} if since == "absent" else {"A": Listed(since)}
    tell_history(ward, y2023={"A": Listed(earlier)}, y2024=left, y2025=left)
    ward.list_round("2026", {"A": Listed(end)})
    ward.run()
    assert ward.kinds() == {"A": (kind, None)}


def test_near_poor_households_poor_before_are_the_wide_reading_of_relapse(ward: Ward) -> None:
    tell_history(ward, y2022={"A": Listed()}, y2025={"A": Listed("near_poor"), "B": Listed("near_poor"), "C": Listed()})
    ward.list_round("2026", {"A": Listed(), "B": Listed(), "C": Listed()})
    ward.run()
    assert dict(ward.fetch("SELECT household_id, was_poor_before FROM core.movement WHERE period = '2026'")) == {
        "A": True,
        "B": False,
        "C": None,
    }
    assert {kind for kind, _ in ward.kinds().values()} == {"near_to_poor", "stayed"}


def test_a_missing_year_leaves_new_and_relapsed_open(ward: Ward) -> None:
    for year in ("2022", "2024", "2025"):
        ward.list_round(year, {"B": Listed()} if year == "2022" else {})
    ward.list_round("2026", {"A": Listed(), "B": Listed(), "C": Listed("near_poor")})
    ward.run()
    assert ward.kinds() == {
        "A": ("unexplained", "history_incomplete"),
        "B": ("relapsed_poor", None),
        "C": ("unexplained", "history_incomplete"),
    }


def test_a_khoi_silent_years_ago_leaves_new_and_relapsed_open(ward: Ward) -> None:
    for year in YEARS:
        ward.list_round(year, {}, silent=["khoi_5"] if year == "2023" else ())
    ward.list_round("2026", {"A": Listed()})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "history_incomplete")}


def test_a_class_nobody_could_tell_leaves_new_and_relapsed_open(ward: Ward) -> None:
    tell_history(ward, y2023={"A": Listed("unknown")})
    ward.list_round("2026", {"A": Listed(), "B": Listed()})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "history_incomplete"), "B": ("new_poor", None)}


def test_the_look_back_is_a_setting(ward: Ward) -> None:
    ward.connection.execute("UPDATE core.setting SET value = '2' WHERE key = 'relapse_lookback_years'")
    ward.list_round("2023", {"A": Listed()})
    ward.list_round("2024", {"B": Listed()})
    ward.list_round("2025", {})
    ward.list_round("2026", {"A": Listed(), "B": Listed()})
    ward.run()
    assert ward.kinds() == {"A": ("new_poor", None), "B": ("relapsed_poor", None)}
    assert ward.fetch("SELECT DISTINCT history_is_whole FROM core.movement_pair WHERE period = '2026'") == [(True,)]


def test_an_opening_column_that_no_earlier_list_bears_out(ward: Ward) -> None:
    tell_history(ward)
    ward.list_round("2026", {"A": Listed(opening="poor"), "B": Listed("near_poor", opening="not_poor")})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "opening_contradicts"), "B": ("new_near", None)}


def test_an_absence_nobody_explains(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(), "B": Listed("near_poor")})
    ward.list_round("2026", {})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "no_event"), "B": ("unexplained", "no_event")}


def test_an_open_suggestion_keeps_both_waiting(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(), "C": Listed(), "E": Listed()})
    ward.list_round("2026", {"B": Listed(), "C": Listed(), "D": Listed()})
    ward.suggest(("2025", "A"), ("2026", "B"))
    ward.suggest(("2025", "C"), ("2026", "D"))
    ward.suggest(("2025", "E"), ("2026", "C"))
    ward.run()
    assert ward.kinds() == {
        "A": ("unexplained", "link_pending"),
        "B": ("unexplained", "link_pending"),
        "C": ("stayed", None),
        "D": ("new_poor", None),
        "E": ("unexplained", "no_event"),
    }


def test_a_suggestion_made_on_a_month_holds_back_the_year(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026-10", {"A": Listed(), "C": Listed()})
    ward.list_round("2026", {"B": Listed(), "D": Listed()})
    ward.suggest(("2026-10", "A"), ("2026", "B"))
    ward.suggest(("2026-10", "C"), ("2026", "D"))
    ward.run()
    pending = ("unexplained", "link_pending")
    assert ward.kinds() == {"A": pending, "B": pending, "D": ("new_poor", None)}


@pytest.mark.parametrize(
    ("parent", "expected"),
    [
        (Listed(), ("unexplained", "no_event")),
        (Listed("near_poor"), ("unexplained", "no_event")),
        (Listed("not_poor"), ("new_poor", None)),
    ],
)
def test_people_of_a_poor_household_are_not_newly_poor(
    ward: Ward, parent: Listed, expected: tuple[str, str | None]
) -> None:
    """B lives with people of A, which is still listed: split off from poverty, though no document says so."""
    tell_history(ward, y2025={"A": parent})
    ward.list_round("2026", {"A": parent, "B": Listed()})
    ward.suggest(("2025", "A"), ("2026", "B"))
    ward.connection.execute("UPDATE core.link_suggestion SET evidence = 'shared_member,area'")
    ward.run()
    assert ward.kinds()["B"] == expected


def test_a_split_that_a_document_tells_is_an_other_increase(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {"A": Listed(), "B": Listed()})
    ward.suggest(("2025", "A"), ("2026", "B"))
    ward.connection.execute("UPDATE core.link_suggestion SET evidence = 'shared_member'")
    ward.tell("split", "B", DURING)
    ward.run()
    assert ward.kinds() == {"A": ("stayed", None), "B": ("other_increase", None)}


def test_a_suggestion_below_the_setting_is_none(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {"B": Listed()})
    ward.suggest(("2025", "A"), ("2026", "B"), score=0.3)
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "no_event"), "B": ("new_poor", None)}


def test_who_may_be_a_household_of_years_ago_is_not_called_new(ward: Ward) -> None:
    tell_history(ward, y2023={"A": Listed()})
    ward.list_round("2026", {"B": Listed()})
    ward.suggest(("2023", "A"), ("2026", "B"))
    ward.run()
    assert ward.kinds() == {"B": ("unexplained", "link_pending")}


# ---------------------------------------------------------------- events


@pytest.mark.parametrize("kind", ["moved_out", "merged", "dissolved", "boundary", "correction"])
def test_an_event_explains_an_absence(ward: Ward, kind: str) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {})
    event = ward.tell(kind, "A", DURING)
    ward.run()
    assert ward.kinds() == {"A": ("other_decrease", None)}
    assert ward.fetch("SELECT event_id FROM core.movement WHERE period = '2026'") == [(event,)]


@pytest.mark.parametrize("kind", ["moved_in", "split", "boundary", "correction"])
@pytest.mark.parametrize("end", ["poor", "near_poor"])
def test_an_event_explains_an_arrival(ward: Ward, kind: str, end: str) -> None:
    tell_history(ward)
    ward.list_round("2026", {"A": Listed(end)})
    ward.tell(kind, "A", DURING)
    ward.run()
    assert ward.kinds() == {"A": ("other_increase", None)}


@pytest.mark.parametrize("kind", ["head_changed", "moved_in", "split"])
def test_an_event_that_explains_no_absence(ward: Ward, kind: str) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {})
    ward.tell(kind, "A", DURING)
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "no_event")}


@pytest.mark.parametrize(
    ("day", "explains"),
    [(date(2025, 12, 31), False), (date(2026, 1, 1), True), (date(2026, 12, 31), True), (date(2027, 1, 1), False)],
)
def test_an_event_belongs_to_the_round_that_ends_with_or_after_it(ward: Ward, day: date, explains: bool) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {})
    ward.tell("moved_out", "A", day)
    ward.run()
    assert ward.kinds() == {"A": ("other_decrease", None) if explains else ("unexplained", "no_event")}


@pytest.mark.parametrize(("period", "explains"), [("2026", True), ("2026-05", True), ("2025", False)])
def test_an_event_without_a_date_lies_where_its_file_does(ward: Ward, period: str, explains: bool) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {})
    ward.tell("dissolved", "A", None, period=period)
    ward.run()
    assert ward.kinds() == {"A": ("other_decrease", None) if explains else ("unexplained", "no_event")}


def test_an_event_of_some_day_in_the_year_is_in_no_month(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026-03", {})
    ward.tell("dissolved", "A", None, period="2026")
    ward.run()
    assert ward.kinds("2026-03") == {"A": ("unexplained", "no_event")}


def test_two_events_that_cannot_both_be_right_explain_nothing(ward: Ward) -> None:
    tell_history(ward, y2023={"C": Listed()}, y2025={"A": Listed(), "B": Listed(), "D": Listed()})
    ward.list_round("2026", {"C": Listed()})
    ward.tell("moved_out", "A", DURING)
    ward.tell("dissolved", "A", date(2026, 5, 1))
    ward.tell("moved_out", "B", DURING)
    ward.tell("moved_in", "B", date(2026, 5, 1))
    ward.tell("moved_out", "C", DURING)
    ward.tell("moved_in", "C", DURING)
    ward.tell("moved_in", "D", date(2026, 2, 1))
    ward.tell("moved_out", "D", DURING)
    ward.run()
    contradicted = ("unexplained", "events_contradict")
    assert ward.kinds() == {"A": contradicted, "B": contradicted, "C": contradicted, "D": ("other_decrease", None)}


def test_who_was_on_the_list_before_did_not_arrive(ward: Ward) -> None:
    tell_history(ward, y2022={"A": Listed()}, y2025={"A": Listed("not_poor")})
    ward.list_round("2026", {"A": Listed()})
    ward.tell("moved_in", "A", DURING)
    ward.run()
    assert ward.kinds() == {"A": ("relapsed_poor", None)}


# ---------------------------------------------------------------- which rounds stand beside each other


def describe_pairs(ward: Ward) -> dict[object, object]:
    found = ward.fetch(
        "SELECT DISTINCT period || ' ' || standard_id, begin_period || ' ' || basis FROM core.movement_pair"
    )
    return dict(found)


def test_the_year_of_the_new_boundary_uses_its_opening_column(ward: Ward) -> None:
    tell_history(ward, y2024={"A": Listed(), "B": Listed()})
    ward.connection.execute("UPDATE stage.household_review SET opening_class = 'not_poor' WHERE period = '2025'")
    ward.list_round(
        "2025",
        {
            "A": Listed("near_poor", opening="poor"),
            "B": Listed(opening="not_poor"),
            "C": Listed(opening="not_poor"),
            "D": Listed(opening="unknown"),
            "E": Listed(opening="not_poor"),
        },
    )
    ward.tell("moved_in", "E", date(2025, 9, 1), period="2025")
    ward.run()
    assert describe_pairs(ward)[f"2025 {OLD}"] == "2024 opening_column"
    assert ward.kinds("2025") == {
        "A": ("poor_to_near", None),
        "B": ("unexplained", "opening_contradicts"),
        "C": ("new_poor", None),
        "D": ("unexplained", "class_unknown"),
        "E": ("other_increase", None),
    }
    assert ward.fetch("SELECT count(begin_members), count(end_members) FROM core.movement WHERE period = '2025'") == [
        (0, 5)
    ]


def test_a_few_opening_ticks_are_no_opening_column(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed("not_poor", opening="poor"), "B": Listed(), "C": Listed()})
    ward.run()
    assert describe_pairs(ward) == {f"2025 {OLD}": "2024 none"}
    assert ward.kinds("2025") == {}


def test_years_of_the_former_units_are_beside_each_other(ward: Ward) -> None:
    tell_history(ward, y2023={"A": Listed()}, y2024={"A": Listed()})
    ward.run()
    assert describe_pairs(ward) == {
        f"2022 {OLD}": "2021 none",
        f"2023 {OLD}": "2022 lists",
        f"2024 {OLD}": "2023 lists",
        f"2025 {OLD}": "2024 none",
    }
    assert ward.kinds("2024") == {"A": ("stayed", None)}
    assert ward.kinds("2025") == {}


def test_months_follow_one_another_and_the_year_keeps_its_own_pair(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(), "B": Listed()})
    ward.list_round("2026-03", {"A": Listed()})
    ward.list_round("2026-05", {"A": Listed(), "B": Listed()})
    ward.list_round("2026", {"A": Listed("near_poor"), "B": Listed()})
    ward.tell("correction", "B", date(2026, 3, 2))
    ward.run()
    pairs = describe_pairs(ward)
    assert {pairs[f"{period} {OLD}"] for period in ("2026-03", "2026")} == {"2025 lists"}
    assert pairs[f"2026-05 {OLD}"] == "2026-03 lists"
    assert ward.kinds("2026-03") == {"A": ("stayed", None), "B": ("other_decrease", None)}
    assert ward.kinds("2026-05") == {"A": ("stayed", None), "B": ("relapsed_poor", None)}
    assert ward.kinds("2026") == {"A": ("poor_to_near", None), "B": ("stayed", None)}


def test_a_month_beside_other_months_is_not_counted_from_the_new_year(ward: Ward) -> None:
    """July 2025 is across the boundary from June; its opening column tells the change since January, as June's does."""
    ward.list_round("2025-06", {"A": Listed(opening="poor"), "B": Listed(opening="not_poor")})
    ward.list_round("2025-07", {"A": Listed(opening="poor"), "B": Listed(opening="not_poor")})
    ward.list_round("2025-08", {"A": Listed(opening="poor")})
    ward.run()
    assert describe_pairs(ward) == {
        f"2025-06 {OLD}": "2024 opening_column",
        f"2025-07 {OLD}": "2024 none",
        f"2025-08 {OLD}": "2025-07 lists",
    }


def test_a_month_that_follows_a_silent_khoi_calls_nobody_new(ward: Ward) -> None:
    tell_history(ward)
    ward.list_round("2026-03", {}, silent=["khoi_2"])
    ward.list_round("2026-05", {"A": Listed()})
    ward.list_round("2026", {"B": Listed()})
    ward.run()
    assert ward.kinds("2026-05") == {"A": ("unexplained", "history_incomplete")}
    assert ward.kinds("2026") == {"B": ("new_poor", None)}


def test_a_month_after_the_boundary_does_not_follow_one_before_it(ward: Ward) -> None:
    for period in ("2024", "2025-03", "2025-05", "2025-08", "2025-09"):
        ward.list_round(period, {"A": Listed()})
    ward.run()
    pairs = describe_pairs(ward)
    assert pairs[f"2025-05 {OLD}"] == "2025-03 lists"
    assert pairs[f"2025-08 {OLD}"] == "2024 none"
    assert pairs[f"2025-09 {OLD}"] == "2025-08 lists"


def test_nothing_moves_from_one_standard_to_the_other(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed()})
    ward.list_round("2026", {"A": Listed()})
    ward.list_round("2026", {"A": Listed("near_poor", opening="poor"), "B": Listed()}, standard=NEW, file="moi.xlsx")
    ward.list_round("2027", {"A": Listed("not_poor"), "C": Listed()}, standard=NEW)
    ward.run()
    assert describe_pairs(ward)[f"2026 {NEW}"] == "2025 none"
    assert ward.kinds("2026", NEW) == {}
    assert ward.kinds("2026") == {"A": ("stayed", None)}
    assert describe_pairs(ward)[f"2027 {NEW}"] == "2026 lists"
    assert ward.kinds("2027", NEW) == {
        "A": ("near_to_above", None),
        "B": ("unexplained", "no_event"),
        "C": ("new_poor", None),
    }


# ---------------------------------------------------------------- khối


def test_a_silent_khoi_is_not_known_and_nobody_in_it_is_absent(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(area="khoi_1"), "B": Listed(area="khoi_2"), "C": Listed(area="khoi_2")})
    ward.list_round("2026", {"A": Listed(area="khoi_1"), "B": Listed(area="khoi_1")}, silent=["khoi_2"])
    ward.run()
    assert ward.kinds() == {"A": ("stayed", None), "B": ("stayed", None)}
    known = dict(ward.fetch("SELECT area_id, is_known FROM core.movement_pair WHERE period = '2026'"))
    assert known == {area: area != "khoi_2" for area in KHOI}


def test_who_left_a_known_khoi_for_one_that_was_silent_is_still_told(ward: Ward) -> None:
    for year in YEARS:
        silent = ["khoi_2"] if year == "2025" else []
        ward.list_round(year, {"A": Listed(area="khoi_1")} if year == "2025" else {}, silent=silent)
    ward.list_round("2026", {"A": Listed(area="khoi_2"), "B": Listed(area="khoi_2")})
    ward.run()
    assert ward.kinds() == {"A": ("stayed", None)}
    [(area, begin_area)] = ward.fetch("SELECT area_id, begin_area_id FROM core.movement WHERE period = '2026'")
    assert (begin_area, area) == ("khoi_1", "khoi_2")


@pytest.mark.parametrize("listed", ["poor", "near_poor"])
def test_listed_years_ago_in_a_khoi_that_was_silent_since_is_no_relapse(ward: Ward, listed: str) -> None:
    for year in ("2022", "2023", "2024"):
        ward.list_round(year, {"A": Listed(listed, area="khoi_2")} if year == "2024" else {})
    ward.list_round("2025", {}, silent=["khoi_2"])
    ward.list_round("2026", {"A": Listed(listed, area="khoi_1")})
    ward.run()
    assert ward.kinds() == {"A": ("unexplained", "history_incomplete")}
    assert ward.fetch("SELECT was_poor_before FROM core.movement WHERE period = '2026'") == [(None,)]


def test_a_household_that_changed_its_khoi_has_both(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(area="khoi_1"), "B": Listed(area=UNPLACED), "C": Listed(area="khoi_3")})
    ward.list_round(
        "2026", {"A": Listed("near_poor", area="khoi_2"), "B": Listed(area="khoi_1"), "C": Listed(area=UNPLACED)}
    )
    ward.run()
    assert ward.fetch(
        "SELECT household_id, begin_area_id, area_id, kind FROM core.movement WHERE period = '2026' ORDER BY 1"
    ) == [
        ("A", "khoi_1", "khoi_2", "poor_to_near"),
        ("B", UNPLACED, "khoi_1", "stayed"),
        ("C", "khoi_3", UNPLACED, "stayed"),
    ]
    assert ward.fetch("SELECT bool_and(is_known) FROM core.movement_pair WHERE period = '2026'") == [(True,)]


def test_members_are_those_written_else_those_listed(ward: Ward) -> None:
    tell_history(
        ward, y2025={"A": Listed(members=None, persons=3), "B": Listed(members=4, persons=1), "C": Listed(members=None)}
    )
    ward.list_round("2026", {"A": Listed(members=5), "B": Listed(members=None, persons=2), "C": Listed()})
    ward.run()
    assert ward.fetch(
        "SELECT household_id, begin_members, end_members FROM core.movement WHERE period = '2026' ORDER BY 1"
    ) == [
        ("A", 3, 5),
        ("B", 4, 2),
        ("C", None, 2),
    ]


# ---------------------------------------------------------------- the ward's own report and published series


def write_report(ward: Ward, row: int = 9, **figures: object) -> None:
    report: dict[str, object] = {
        "source_file": "dien_bien.xlsx",
        "source_sheet": "R2",
        "source_row": row,
        "period": "2026",
        "area_id": "khoi_1",
        "listed_class": "poor",
        "counted": "household",
    }
    ward.insert("stage.movement_report", **report | figures)


def test_a_report_that_does_not_balance_is_kept_and_shown(ward: Ward) -> None:
    balanced = {
        "begin_count": 10,
        "to_listed": 1,
        "to_above": 2,
        "other_decrease": 1,
        "from_listed": 1,
        "new_count": 1,
        "other_increase": 1,
    }
    write_report(ward, **balanced, end_count=9)
    write_report(ward, 10, area_id="khoi_2", **balanced, end_count=8)
    ward.run()
    [finding] = ward.check("movement_report_residual")
    assert (finding["source_row"], finding["found"], finding["used"]) == (10, "8", "9")
    assert "Khối 2, hộ nghèo" in str(finding["message"])
    assert "chênh -1" in str(finding["message"])
    assert ward.fetch("SELECT end_count FROM core.movement_report ORDER BY area_id") == [(9,), (8,)]


def test_persons_that_do_not_balance_may_be_members_of_who_stayed(ward: Ward) -> None:
    write_report(ward, counted="person", begin_count=10, end_count=11)
    ward.run()
    [finding] = ward.check("movement_report_residual")
    assert finding["severity"] == "info"
    assert "chênh 1 người; biểu không có cột cho hộ ở lại thêm, bớt người" in str(finding["message"])


def test_a_report_that_differs_from_the_lists(ward: Ward) -> None:
    tell_history(ward, y2025={"A": Listed(), "B": Listed(members=4), "C": Listed(), "D": Listed(area="khoi_2")})
    ward.list_round("2026", {"A": Listed(), "B": Listed("near_poor"), "D": Listed(area="khoi_1", members=3)})
    ward.tell("moved_out", "C", DURING)
    right = {"begin_count": 3, "to_listed": 1, "other_decrease": 1, "other_increase": 1, "end_count": 2}
    write_report(ward, **right)
    write_report(
        ward,
        10,
        counted="person",
        **right | {"begin_count": 8, "to_listed": 4, "other_decrease": 2, "other_increase": 2, "end_count": 5},
    )
    write_report(ward, 11, area_id="tam_thanh", begin_count=4, to_listed=1, other_decrease=1, end_count=2)
    write_report(ward, 12, area_id="khoi_2", begin_count=1, end_count=1)
    ward.run()
    [finding] = ward.check("movement_report_differs")
    assert finding["source_row"] == 12
    assert "Khối 2, hộ nghèo" in str(finding["message"])
    assert "giảm khác (báo cáo để trống, danh sách 1), cuối kỳ (báo cáo 1, danh sách 0)" in str(finding["message"])
    assert "đầu kỳ" not in str(finding["message"])


def test_a_report_is_not_held_against_what_is_not_known(ward: Ward) -> None:
    ward.list_round("2026", {"A": Listed()})
    write_report(ward, begin_count=7, end_count=7)
    ward.run()
    assert ward.check("movement_report_differs") == []


def test_the_same_row_of_a_report_twice_counts_once(ward: Ward) -> None:
    write_report(ward, begin_count=1, end_count=1)
    write_report(ward, source_file="dien_bien_2.xlsx", begin_count=2, end_count=2)
    ward.run()
    assert ward.fetch("SELECT begin_count FROM core.movement_report") == [(1,)]
    [finding] = ward.check("repeated_report")
    assert finding["file"] == "dien_bien_2.xlsx"
    assert "«dien_bien.xlsx» trang «R2» dòng 9" in str(finding["message"])


def test_a_loaded_figure_replaces_the_one_of_the_reference(ward: Ward) -> None:
    ward.connection.execute("DELETE FROM core.official_series")
    key = {
        "series_id": "vn_review",
        "place_id": "viet_nam",
        "indicator_id": "poverty_rate",
        "kind": "review",
        "series_name": "Cả nước",
    }
    for period, value in (("2023", 0.0293), ("2024", 0.0193)):
        ward.insert("core.official_series", **key, period=period, value=value, source="cũ")
    ward.insert(
        "stage.official_series",
        **key,
        period="2024",
        value=0.0195,
        source="mới",
        source_file="a",
        source_sheet="b",
        source_row=4,
    )
    ward.run()
    assert ward.fetch("SELECT period, value, source FROM core.official_series ORDER BY period") == [
        ("2023", 0.0293, "cũ"),
        ("2024", 0.0195, "mới"),
    ]


def test_a_closed_round_says_which_file_changes_it(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed(), "B": Listed(area="khoi_2")}, file="a.xlsx")
    ward.list_round("2025", {"C": Listed(area="khoi_3")}, file="b.xlsx")
    ward.list_round("2025", {"A": Listed("near_poor"), "B": Listed(area="khoi_2"), "D": Listed()}, file="c.xlsx")
    ward.list_round("2026", {"A": Listed()}, file="d.xlsx")
    ward.list_round("2026", {"A": Listed(), "D": Listed()}, file="e.xlsx")
    ward.run()
    [finding] = ward.check("closed_round_list")
    assert (finding["file"], finding["used"]) == ("c.xlsx", "a.xlsx")
    assert "thêm 1 hộ, đổi phân loại 1 hộ so với «a.xlsx»" in str(finding["message"])
    assert "83/QĐ-UBND ngày 15/01/2026" in str(finding["message"])
    counted = Counter(ward.fetch("SELECT recognised_class FROM core.household_round WHERE period = '2025'"))
    assert counted == {("unknown",): 1, ("poor",): 3}
