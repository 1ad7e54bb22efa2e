"""Scenarios kept under a name, and whom each would help by the lists of now."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line, Link
from dashboard.text import Text
from queries import WhatIf


@dataclass(frozen=True, slots=True)
class Reckoned:
    """`found` None: why it cannot be computed now stands in `why`."""

    name: str
    saved_by: str
    moment: str
    period: str
    link: str
    found: WhatIf | None
    why: str = ""


def grid(kept: tuple[Reckoned, ...], standards: dict[str, str], text: Text) -> Grid:
    """Return one row a scenario, two columns of numbers a standard that anything can be computed under."""
    told = tuple(code for code in standards if any(one.found and code in one.found.standards for one in kept))
    heads = (
        *(Head(text(f"scenario.{name}")) for name in ("one", "who", "at", "period")),
        *(
            Head(f"{standards[code]}: {text(f'scenario.{leave}')}", "number")
            for code in told
            for leave in ("poor", "listed")
        ),
        Head(text("scenario.not_counted")),
    )
    return Grid(text("scenario.kept"), (heads,), tuple(_line(one, told, text) for one in kept), look="scenario")


def _line(one: Reckoned, told: tuple[str, ...], text: Text) -> Line:
    return (
        Cell(one.name, kind="words", link=Link(one.link)),
        Cell(one.saved_by, kind="words"),
        Cell(one.moment, kind="words"),
        Cell(fmt.period(one.period, text), kind="words"),
        *(cell for code in told for cell in _count(one.found, code, text)),
        Cell(one.why or _say_gone(one.found, text), kind="words"),
    )


def _count(found: WhatIf | None, standard: str, text: Text) -> tuple[Cell, Cell]:
    if found is None or standard not in found.standards:
        return (Cell(fmt.DASH, (None,), "number"),) * 2
    own = [outcome for outcome in found.outcomes if outcome.standard_id == standard]
    unclear = sum(bool(outcome.removed) and outcome.after == "unknown" for outcome in own)
    quiet = text("what_if.unclear", count=fmt.padded(unclear, text)) if unclear else ""
    counts = sum(outcome.leaves_poor for outcome in own), sum(outcome.leaves_list for outcome in own)
    poor, listed = (Cell(fmt.count(count, text), (count,), "number") for count in counts)
    return Cell(poor.shown, poor.values, "number", quiet=quiet), listed


def _say_gone(found: WhatIf | None, text: Text) -> str:
    count = sum(one.what == "household" for one in found.gone) if found else 0
    return text("scenario.gone", count=fmt.padded(count, text)) if count else ""
