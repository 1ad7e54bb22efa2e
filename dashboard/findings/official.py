"""What breaks the official forms: each cell that is not what the form's own formula makes of the others."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table, Violation, find_violations, words_of

Areas = tuple[tuple[str, str], ...]
GROUPS = "official_groups"
# How many cells are named one by one.
NAMED = 6


def find_broken(whole: Table, by_area: Table) -> tuple[Violation, ...]:
    """Return the cells of the khối, then those of the total row; a total may break where no khối is told."""
    return (*find_violations(by_area), *find_violations(whole))


def broken(whole: Table, by_area: Table, areas: Areas, text: Text) -> tuple[str, ...]:
    """Name each cell: «Khối 4, hộ, cột 9: ghi 3, tính 4». Of overlapping groups one sentence names all."""
    found = find_broken(whole, by_area)
    if not found:
        return ()
    if whole.id == GROUPS:
        cells = "; ".join(_name(one, areas, text) + f" ({fmt.count(one.computed, text)})" for one in found[:NAMED])
        return (text("official.overlap", cells=cells) + _say_more(found, text),)
    said = tuple(
        text(
            "official.broken",
            cell=_name(one, areas, text),
            written=fmt.count(one.written, text),
            computed=fmt.count(one.computed, text),
        )
        for one in found[:NAMED]
    )
    return (*said, text("official.broken_why") + _say_more(found, text))


def official(summary: Table, movement: Table, broken_cells: int, text: Text) -> str:
    """Return the heading of the page; forms of movements that nobody knows hold nowhere."""
    period = fmt.period(summary.filters.period, text)
    if not summary.rows:
        return text("official.none", period=period)
    if broken_cells:
        return text("official.some_broken", count=fmt.padded(broken_cells, text), period=period)
    return text("official.all_hold" if movement.rows else "official.no_movement", period=period)


def _say_more(found: tuple[Violation, ...], text: Text) -> str:
    return f" {text('official.more', count=len(found) - NAMED)}" if len(found) > NAMED else ""


def _name(one: Violation, areas: Areas, text: Text) -> str:
    place = dict(areas).get(one.area_id or "", text("official.total"))
    counted = text.of(words_of("counted", one.counted)) if one.counted else ""
    return ", ".join(filter(None, (place, counted, text("official.cell", place=one.place))))
