"""The workbook of a period: official forms and every table of the pages that names nobody."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.briefing.forms import CODES, list_areas, read_official
from dashboard.briefing.scene import Answer
from dashboard.briefing.targets import list_results, read_bullets
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.export import period as export
from dashboard.export.paper import Paper
from dashboard.export.period import Leaf
from dashboard.findings import provenance
from dashboard.grids import Grid, listing, policies, results, rows
from dashboard.grids import targets as target_grid
from queries import QueryError, Table, UserError, indicators

# Nothing of one household or person: no name, no code that leads to one, nothing that somebody wrote freely. The lists
# stay on their pages, where the trail says who read them.
LEADING = ("household", "name", "free_text")
# Columns that repeat another for machines.
IDS = ("task_id", "conclusion_id", "policy_id", "unit_id", "fund_source_id", "line_id", "project_ids", "measure_id")
PEOPLE = ("children_right_level", "households_children_right_level")
TRAINING = ("training_coverage", "training_coverage_all_poor", "information_device")
# The tables of the pages, each a sheet; those whose foot would add up what does not.
TABLES = (
    *("movement", "movement_matrix", "policy_matrix", "project_lines", "money_sources", "money_units", "money_lines"),
    *("task_list", "conclusion_list"),
)
UNSUMMED = ("movement", "policy_matrix")
Found = tuple[Grid | None, tuple[Answer, ...]]


@dataclass(slots=True)
class Pile:
    """What is gathered sheet by sheet: the sheets, the answers behind them, what is missing and what failed."""

    leaves: list[Leaf] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    blanks: list[Blank] = field(default_factory=list)
    failed: list[Blank] = field(default_factory=list)


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Write the workbook; a sheet without rows is named on the first one with the reason."""
    text, pile, parts = desk.text, Pile(), list(_list_parts(desk))
    for place, (name, build) in enumerate(parts):
        progress(name, place / len(parts))
        _gather(name, build, desk, pile)
    stock = desk.value("poor_households")
    pile.blanks = _join((*_list_untold(desk), *pile.blanks))
    lines = (
        provenance.badge_line(desk.filters, text, desk.ward, stock),
        text("xlsx.as_of", day=fmt.day(stock.as_of, text), mode=text(f"xlsx.mode_{desk.viewer.mode}")),
        *((text("sample"),) if desk.ward.is_sample else ()),
    )
    title = text("xlsx.title", ward=desk.ward.ward.name, period=fmt.period(stock.filters.period, text))
    about = provenance.list_about(text, *pile.answers, is_inside=desk.is_inside)
    paper = Paper(title, lines, (), about, fmt.read_stamp(desk.ward.stamp))
    gaps = tuple((gap.where, gap.why) for gap in (*pile.failed, *pile.blanks))
    data = export.write(tuple(pile.leaves), gaps, paper, text)
    progress("", 1.0)
    return Written(data, tuple(pile.blanks), tuple(pile.failed))


def _list_parts(desk: Desk) -> Iterator[tuple[str, Callable[[], tuple[Leaf | None, tuple[Answer, ...]]]]]:
    """Yield the name of each sheet and what makes it."""

    def sheet(name: str, build: Callable[[Desk], Found]) -> Callable[[], tuple[Leaf | None, tuple[Answer, ...]]]:
        def make() -> tuple[Leaf | None, tuple[Answer, ...]]:
            grid, answers = build(desk)
            return (Leaf(name, grid) if grid and grid.rows else None), answers

        return make

    def form(code: str) -> Callable[[], tuple[Leaf | None, tuple[Answer, ...]]]:
        def make() -> tuple[Leaf | None, tuple[Answer, ...]]:
            found, answers = read_official(code, desk)
            return (Leaf(code, found) if found else None), answers

        return make

    text = desk.text
    yield (name := text("xlsx.sheet_targets")), sheet(name, _read_targets)
    yield from ((code, form(code)) for code in CODES)
    yield (name := text("xlsx.sheet_indicators")), sheet(name, _read_indicators)
    yield (name := text("xlsx.sheet_areas")), sheet(name, _read_areas)
    yield (name := text("xlsx.sheet_children")), sheet(name, _read_children)
    yield (name := text("xlsx.sheet_training")), sheet(name, _read_training)
    for table_id in TABLES:
        yield (name := text(f"xlsx.sheet_{table_id}")), sheet(name, _read_table(table_id))
        if table_id == "policy_matrix":
            yield (name := text("xlsx.sheet_policies_by_area")), sheet(name, _read_policies)


def _gather(name: str, build: Callable[[], tuple[Leaf | None, tuple[Answer, ...]]], desk: Desk, pile: Pile) -> None:
    try:
        leaf, answers = build()
    except QueryError as error:
        why = desk.text.of(error.words) if isinstance(error, UserError) else desk.text("xlsx.failed")
        pile.failed.append(Blank(name, why))
        return
    if leaf:
        pile.leaves.append(leaf)
        pile.answers += answers
    withheld = next((answer.withheld for answer in answers if answer.withheld), None)
    if withheld or not leaf:
        # Of a sheet that is there, the khối are what is withheld.
        pile.blanks.append(Blank(name, desk.text.of(withheld) or desk.text("xlsx.no_rows")))


def _read_targets(desk: Desk) -> Found:
    return target_grid.grid(read_bullets(desk), desk.text), list_results(desk)


def _read_indicators(desk: Desk) -> Found:
    """Return every indicator of the ward, in total and by each of its slices."""
    found = tuple(desk.value(one.id, by) for one in indicators() for by in (None, *one.slices))
    return results.grid(found, desk.text("xlsx.indicators"), desk.text), found


def _read_areas(desk: Desk) -> Found:
    """Return khối by khối what this reader may see so."""
    found = tuple(desk.value(one.id, "area_id") for one in indicators())
    return results.grid(
        tuple(one for one in found if one.rows and not one.withheld), desk.text("xlsx.areas"), desk.text
    ), found


def _read_children(desk: Desk) -> Found:
    totals = tuple(desk.value(name) for name in PEOPLE)
    parts = tuple(desk.value(PEOPLE[0], by) for by in ("school_status", "age_on_reference_date"))
    return results.grid((*totals, *parts), desk.text("xlsx.children"), desk.text), (*totals, *parts)


def _read_training(desk: Desk) -> Found:
    found = tuple(desk.value(name) for name in TRAINING)
    return results.grid(found, desk.text("xlsx.training"), desk.text), found


def _read_table(table_id: str) -> Callable[[Desk], Found]:
    def read(desk: Desk) -> Found:
        table = desk.table(table_id)
        grid = listing.grid(drop_leading(table), desk.text)
        return (listing.drop_total(grid) if table_id in UNSUMMED else grid), (table,)

    return read


def drop_leading(table: Table) -> Table:
    """Return the table without what leads to a household or a person, what this reader may not read, and codes."""
    kept = [
        column.name
        for column in table.columns
        if column.kind not in LEADING
        and column.name not in IDS
        and not (column.is_own_words and not any(table.column(column.name)))
    ]
    return rows.pick(table, tuple(kept))


def _read_policies(desk: Desk) -> Found:
    by_area = desk.table("policy_matrix", by_area=True)
    if by_area.withheld:
        return None, (by_area,)
    return policies.matrix(by_area, list_areas(desk), desk.text("policies.by_area"), desk.text), (by_area,)


def _list_untold(desk: Desk) -> Iterator[Blank]:
    """Yield the indicators whose number is not told, or not whole, with the reason."""
    text = desk.text
    for indicator in indicators():
        result = desk.value(indicator.id)
        row, where = result.total, text.of(indicator.title)
        if result.withheld or row is None:
            yield Blank(where, text.of(result.withheld) or text("xlsx.not_loaded"))
        elif row.suppressed:
            yield Blank(where, text("suppressed"))
        elif row.numerator is None:
            yield Blank(where, text("xlsx.not_summed" if indicator.unit.uniform_by else "xlsx.not_told"))
        elif not row.is_complete:
            yield Blank(where, text("xlsx.partial", told=results.say_told(row)))


def _join(blanks: Iterable[Blank]) -> list[Blank]:
    """Return one line for each reason: «R2, R3, R4»."""
    found: dict[str, list[str]] = {}
    for blank in blanks:
        found.setdefault(blank.why, []).append(blank.where)
    return [Blank(", ".join(places), why) for why, places in found.items()]


PERIOD = Kind("xlsx", "SL-GN", (".xlsx",), write)
