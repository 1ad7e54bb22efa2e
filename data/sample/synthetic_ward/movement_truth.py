"""How many entered and left poverty and near-poverty between two rounds, by the step that explains it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from synthetic_ward.events import Event
from synthetic_ward.households import LAST_YEAR, LISTED, Household, Ward
from synthetic_ward.member_truth import Truth

STEPS = {
    ("poor", "near_poor"): "poor_to_near",
    ("poor", "not_poor"): "poor_to_above",
    ("near_poor", "poor"): "near_to_poor",
    ("near_poor", "not_poor"): "near_to_above",
}
ENTRIES = {"poor": ("relapsed_poor", "new_poor"), "near_poor": ("relapsed_near", "new_near")}


@dataclass(frozen=True, slots=True)
class Move:
    """One household from one round to the next as the lists show it. Persons as many as each list counts."""

    home: Household
    year: int
    begin: str
    end: str
    is_explained: bool
    is_lost: bool = False

    @property
    def step(self) -> str:
        if self.begin == self.end:
            return "stayed"
        if self.begin in LISTED:
            return STEPS.get((self.begin, self.end)) or ("other_decrease" if self.is_explained else "absences")
        if self.is_explained or self.is_lost:
            return "other_increase" if self.is_explained else "arrivals"
        relapsed, new = ENTRIES[self.end]
        return relapsed if self.home.was(self.year, self.end) else new

    def list_figures(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Khối, listed class, step, households and persons; one who stays in its class moves nobody but members."""
        begin, end = self.home.area_in(self.year - 1).area_id, self.home.area_in(self.year).area_id
        before = len(self.home.members(self.year - 1)) if self.begin in LISTED else 0
        after = len(self.home.members(self.year)) if self.end in LISTED else 0
        if self.begin in LISTED:
            yield begin, self.begin, "begin", 1, before
        if self.end in LISTED:
            yield end, self.end, "end", 1, after
        if self.begin == self.end:
            yield end, self.end, "stayed", 1, after
            yield end, self.end, "member_change", 0, after - before
            if begin != end:
                yield begin, self.begin, "area_out", 1, before
                yield end, self.end, "area_in", 1, before
            return
        if self.begin in LISTED:
            yield begin, self.begin, self.step, 1, before
        if self.end in LISTED:
            yield end, self.end, self.step, 1, after


def list_moves(ward: Ward, year: int, events: Sequence[Event]) -> Iterator[Move]:
    """Of every household poor or near-poor at either end. One that the list takes for new is gone and come."""
    explained = {event.home.number for event in events if event.day.year == year}
    areas = ward.reporting(year)
    for home in ward.households:
        begin, end = home.opening(year), home.closing(year)
        if not {begin, end} & set(LISTED) or home.area_in(year) not in areas:
            continue
        if year == LAST_YEAR and home.plot.written_2026 == "as_new":
            yield Move(home, year, begin, "absent", is_explained=False, is_lost=True)
            yield Move(home, year, "absent", end, is_explained=False, is_lost=True)
        else:
            yield Move(home, year, begin, end, home.number in explained)


def tell_movement(ward: Ward, year: int, events: Sequence[Event]) -> Truth:
    """The ward and each khối: listed class -> step -> [households, persons]. Steps nobody took are left out."""
    moves = list(list_moves(ward, year, events))
    figures = [figure for move in moves for figure in move.list_figures()]
    again = sum(
        move.end == "poor" and move.begin != "poor" and move.home.was(year, "poor")
        for move in moves
        if not move.is_lost
    )
    return {
        "begin_period": str(year - 1),
        "relapsed_wide": again,
        "ward": tally([figure for figure in figures if figure[2] not in ("area_out", "area_in")]),
        "by_area": {
            area.area_id: tally([figure for figure in figures if figure[0] == area.area_id]) for area in ward.areas
        },
    }


def tally(figures: Sequence[tuple[str, str, str, int, int]]) -> Truth:
    sums: dict[str, dict[str, list[int]]] = {name: {} for name in LISTED}
    for _, listed_class, step, households, persons in figures:
        counted = sums[listed_class].setdefault(step, [0, 0])
        counted[0] += households
        counted[1] += persons
    return {name: dict(sorted(steps.items())) for name, steps in sums.items()}
