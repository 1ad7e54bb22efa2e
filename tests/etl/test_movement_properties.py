"""Any population, any events, over any rounds: every movement told again in Python, and every count adds up."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from itertools import combinations, product
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.etl.rounds import NEW, OLD, UNPLACED, Listed, Ward, open_ward, prepare

YEARS = ("2022", "2023", "2024", "2025")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return prepare(tmp_path_factory.mktemp("ward"))


@dataclass(frozen=True, slots=True)
class Told:
    """An event: `day` None means some day of `period`."""

    kind: str
    household: str
    day: date | None
    period: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Lists by period and standard, the khối silent in each, events, and suggestions as (earlier, later) rows."""

    lists: dict[tuple[str, str], dict[str, Listed]]
    silent: dict[tuple[str, str], frozenset[str]]
    events: list[Told]
    suggestions: set[tuple[tuple[str, str], tuple[str, str]]]

    def load(self, ward: Ward) -> None:
        for (period, standard), households in self.lists.items():
            silent = self.silent[period, standard]
            ward.list_round(period, households, standard=standard, silent=silent, file=f"{period} {standard}.xlsx")
        for event in self.events:
            ward.tell(event.kind, event.household, event.day, period=event.period)
        for earlier, later in self.suggestions:
            ward.suggest(earlier, later)
        ward.run()

    def count_members(self, period: str, standard: str, household: str) -> int | None:
        row = self.lists[period, standard][household]
        persons = [
            list_.get(household, Listed(persons=0)).persons for (at, _), list_ in self.lists.items() if at == period
        ]
        return row.members if row.members is not None else max(persons) or None


ROUNDS = (*((year, OLD) for year in (*YEARS, "2026-02", "2026-05", "2026")), ("2026", NEW), ("2027", NEW))
FIRST_YEAR = {OLD: 2022, NEW: 2026}
IN_FORCE = {OLD: date(2022, 1, 1), NEW: date(2027, 1, 1)}
BREAK = date(2025, 7, 1)
EXITS, ARRIVALS, EITHER = {"moved_out", "merged", "dissolved"}, {"moved_in", "split"}, {"boundary", "correction"}
BELOW = ("poor", "near_poor")


def bound(period: str) -> tuple[date, date]:
    """First and last day of a year or a month."""
    year, _, month = period.partition("-")
    if not month:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    return date(int(year), int(month), 1), date(int(year), int(month), monthrange(int(year), int(month))[1])


households = st.dictionaries(
    st.sampled_from("ABCDEF"),
    st.builds(
        Listed,
        st.sampled_from(("poor", "poor", "near_poor", "near_poor", "not_poor", "average_living", "unknown")),
        st.sampled_from(("khoi_1", "khoi_2", UNPLACED)),
        st.sampled_from(("poor", "near_poor", "not_poor", "unknown")),
        st.none() | st.integers(1, 5),
        st.integers(0, 2),
    ),
)
told = st.builds(
    Told,
    st.sampled_from(sorted(EXITS | ARRIVALS | EITHER | {"head_changed"})),
    st.sampled_from("ABCDEF"),
    st.none() | st.dates(date(2025, 11, 1), date(2027, 2, 1)),
    st.sampled_from(("2025", "2026", "2026-02", "2026-04")),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    skipped = draw(st.sets(st.sampled_from(ROUNDS), max_size=2))
    silent = {
        at: draw(st.frozensets(st.sampled_from(("khoi_1", "khoi_2")), max_size=1)) for at in ROUNDS if at not in skipped
    }
    lists = {at: {key: row for key, row in draw(households).items() if row.area not in silent[at]} for at in silent}
    rows = sorted({(period, key) for (period, _), list_ in lists.items() for key in list_})
    pairs = [(one, two) for one, two in product(rows, rows) if one[1] != two[1] and bound(one[0])[1] < bound(two[0])[1]]
    suggested = draw(st.sets(st.sampled_from(pairs), max_size=3)) if pairs else set()
    return Plan(lists, silent, draw(st.lists(told, max_size=5)), suggested)


@dataclass(frozen=True, slots=True)
class Pair:
    period: str
    standard: str
    begin: str
    basis: str


def pair_up(plan: Plan, period: str, standard: str) -> Pair:
    year = int(period[:4])
    earlier = [
        other
        for other, of in plan.lists
        if of == standard
        and bound(other)[1] < bound(period)[1]
        and (other == str(year - 1) or ("-" in other and "-" in period and other.startswith(str(year))))
        and not bound(other)[1] < BREAK <= bound(period)[1]
    ]
    if earlier:
        return Pair(period, standard, max(earlier, key=lambda other: bound(other)[1]), "lists")
    rows = plan.lists[period, standard].values()
    is_open = 2 * sum(row.opening != "unknown" for row in rows) > len(rows)
    may_open = is_open and IN_FORCE[standard] <= date(year, 1, 1)
    return Pair(period, standard, str(year - 1), "opening_column" if may_open else "none")


def is_known(plan: Plan, pair: Pair, area: str | None) -> bool:
    ends = [(pair.period, pair.standard), *([(pair.begin, pair.standard)] if pair.basis == "lists" else [])]
    return pair.basis != "none" and area is not None and all(area not in plan.silent[end] for end in ends)


def read_ends(plan: Plan, pair: Pair, household: str) -> tuple[str, str, str | None, str | None]:
    """Class at the opening and at the end, khối at the opening and at the end."""
    end = plan.lists[pair.period, pair.standard].get(household)
    if pair.basis == "opening_column":
        return (end.opening, end.class_, end.area, end.area) if end else ("absent", "absent", None, None)
    begin = plan.lists[pair.begin, pair.standard].get(household)
    area = begin.area if begin else None
    return begin.class_ if begin else "absent", end.class_ if end else "absent", area, end.area if end else area


def explain(plan: Plan, pair: Pair, household: str) -> tuple[str, str | None]:
    """Kind and reason, by the definitions and in their words."""
    begin, end, *_ = read_ends(plan, pair, household)
    if "unknown" in (begin, end):
        return "unexplained", "class_unknown"
    if begin == end:
        return "stayed", None
    if begin in BELOW and end != "absent":
        target = {"poor": "poor", "near_poor": "near"}.get(end, "above")
        return f"{'poor' if begin == 'poor' else 'near'}_to_{target}", None
    events = list_events(plan, pair, household)
    if contradict(events, EXITS if end == "absent" else ARRIVALS):
        return "unexplained", "events_contradict"
    if end == "absent":
        if any(event.kind in EXITS | EITHER for event in events):
            return "other_decrease", None
        return "unexplained", "link_pending" if awaits_successor(plan, pair, household) else "no_event"
    wanted = ARRIVALS | EITHER if begin == "absent" or pair.basis == "opening_column" else EITHER
    if any(event.kind in wanted for event in events):
        return "other_increase", None
    return explain_arrival(plan, pair, household, begin, end)


def explain_arrival(plan: Plan, pair: Pair, household: str, begin: str, end: str) -> tuple[str, str | None]:
    name = "poor" if end == "poor" else "near"
    classes = {
        at: plan.lists[at, pair.standard][household].class_
        for at, standard in plan.lists
        if standard == pair.standard and bound(at)[1] <= bound(pair.begin)[1] and household in plan.lists[at, standard]
    }
    if classes.get(pair.begin) in BELOW:
        return "unexplained", "opening_contradicts"
    is_gone = begin != "absent" or not plan.silent[pair.begin, pair.standard]
    if end in classes.values() and is_gone:
        return f"relapsed_{name}", None
    opening = plan.lists[pair.period, pair.standard][household].opening
    if pair.basis == "lists" and "-" not in pair.begin and opening in BELOW:
        return "unexplained", "opening_contradicts"
    if awaits_predecessor(plan, pair, household):
        return "unexplained", "link_pending"
    if not is_history_whole(plan, pair) or "unknown" in classes.values():
        return "unexplained", "history_incomplete"
    return f"new_{name}", None


def is_history_whole(plan: Plan, pair: Pair) -> bool:
    years = [(str(year), pair.standard) for year in range(FIRST_YEAR[pair.standard], int(pair.period[:4]))]
    needed = [*years, (pair.begin, pair.standard)] if pair.basis == "lists" else years
    return all(at in plan.lists and not plan.silent[at] for at in needed)


def list_events(plan: Plan, pair: Pair, household: str) -> list[Told]:
    after, until = bound(pair.begin)[1], bound(pair.period)[1]
    return [
        event
        for event in plan.events
        if event.household == household
        and (event.day or bound(event.period)[0]) > after
        and (event.day or bound(event.period)[1]) <= until
    ]


def contradict(events: list[Told], wanted: set[str]) -> bool:
    """Whether two of them cannot both be right, or the newest move is the other way than the lists say."""
    moves = [event for event in events if event.kind in EXITS | ARRIVALS]
    for one, other in combinations(moves, 2):
        is_same_way = (one.kind in EXITS) == (other.kind in EXITS)
        if one.kind != other.kind and (is_same_way or None in (one.day, other.day) or one.day == other.day):
            return True
    fitting = [event.day for event in moves if event.kind in wanted and event.day]
    opposed = [event.day for event in moves if event.kind not in wanted and event.day]
    return bool(fitting and opposed) and max(opposed) > max(fitting)


def awaits_successor(plan: Plan, pair: Pair, household: str) -> bool:
    candidates = [later[1] for earlier, later in plan.suggestions if earlier[1] == household]
    ends = [read_ends(plan, pair, other) for other in candidates]
    return any(begin == "absent" and end != "absent" for begin, end, *_ in ends)


def awaits_predecessor(plan: Plan, pair: Pair, household: str) -> bool:
    candidates = {earlier[1] for earlier, later in plan.suggestions if later[1] == household}
    before = [rows for (at, _), rows in plan.lists.items() if bound(at)[1] <= bound(pair.begin)[1]]
    return any(
        other not in plan.lists[pair.period, pair.standard] and any(other in rows for rows in before)
        for other in candidates
    )


@given(plans())
@settings(max_examples=25, deadline=None)
def test_every_row_is_what_the_definitions_say_and_all_add_up(prepared: duckdb.DuckDBPyConnection, plan: Plan) -> None:
    """Each row by the definitions; both ends of each khối counted in the lists, the steps between from the rows."""
    with open_ward(prepared) as ward:
        plan.load(ward)
        rows = ward.fetch(
            "SELECT period, standard_id, begin_period, household_id, begin_class, end_class, begin_area_id, area_id, "
            "kind, reason, begin_members, end_members FROM core.movement"
        )
    pairs = [pair for at in plan.lists if (pair := pair_up(plan, *at)).basis != "none"]
    assert set(rows) == {row for pair in pairs for household in "ABCDEF" if (row := expect_row(plan, pair, household))}
    for pair in pairs:
        moved = [row[4:] for row in rows if row[:2] == (pair.period, pair.standard)]
        for area, class_ in product(("khoi_1", "khoi_2", UNPLACED), BELOW):
            if is_known(plan, pair, area):
                check_sum(plan, pair, area, class_, moved)


def expect_row(plan: Plan, pair: Pair, household: str) -> tuple[object, ...] | None:
    """The row of core.movement, None for a household that has none."""
    begin, end, begin_area, area = read_ends(plan, pair, household)
    if not {begin, end} & {*BELOW, "unknown"} or not (is_known(plan, pair, begin_area) or is_known(plan, pair, area)):
        return None
    is_listed = begin != "absent" and pair.basis == "lists"
    members = (
        plan.count_members(pair.begin, pair.standard, household) if is_listed else None,
        plan.count_members(pair.period, pair.standard, household) if end != "absent" else None,
    )
    key = (pair.period, pair.standard, pair.begin, household)
    return (*key, begin, end, begin_area, area, *explain(plan, pair, household), *members)


LEAVING = {
    "poor": {"poor_to_near", "poor_to_above", "other_decrease", "unexplained"},
    "near_poor": {"near_to_poor", "near_to_above", "other_decrease", "unexplained"},
}
ENTERING = {
    "poor": {"near_to_poor", "relapsed_poor", "new_poor", "other_increase", "unexplained"},
    "near_poor": {"poor_to_near", "relapsed_near", "new_near", "other_increase", "unexplained"},
}


def check_sum(plan: Plan, pair: Pair, area: str, class_: str, rows: list[tuple[Any, ...]]) -> None:
    """Households and, where every member is known, persons: opening +- steps = end, for one class of one khối."""
    ends = plan.lists[pair.period, pair.standard]
    if pair.basis == "lists":
        opening = [
            key
            for key, row in plan.lists[pair.begin, pair.standard].items()
            if (row.area, row.class_) == (area, class_)
        ]
        begin_persons = [plan.count_members(pair.begin, pair.standard, key) for key in opening]
    else:
        opening = [key for key, row in ends.items() if (row.area, row.opening) == (area, class_)]
        begin_persons = [None for _ in opening]
    closing = [key for key, row in ends.items() if (row.area, row.class_) == (area, class_)]
    households, persons = len(opening), list(begin_persons)
    for begin, end, begin_area, end_area, kind, _, begin_members, end_members in rows:
        if begin == class_ and begin_area != end_area and area in (begin_area, end_area):
            sign = 1 if area == end_area else -1
            households += sign
            persons.append(sign * begin_members if begin_members is not None else None)
        if end_area != area:
            continue
        if begin == class_ and end != class_:
            assert kind in LEAVING[class_]
            households -= 1
            persons.append(-begin_members if begin_members is not None else None)
        elif end == class_ and begin != class_:
            assert kind in ENTERING[class_]
            households += 1
            persons.append(end_members)
        elif begin == end == class_:
            assert kind == "stayed"
            persons.append(end_members - begin_members if None not in (begin_members, end_members) else None)
    assert households == len(closing)
    end_persons = [plan.count_members(pair.period, pair.standard, key) for key in closing]
    if None not in (*persons, *end_persons):
        assert sum(persons) == sum(end_persons)
