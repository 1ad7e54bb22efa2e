"""The tables of deprivations: indicator by khối, combinations, both ends of need, what removes each, the measures."""

from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line, headed
from dashboard.text import Text
from queries import Measure, Measured, Table, rank_easiest, rank_neediest, words_of

Cells = dict[str, Any]
Classes = tuple[str, ...]
# Steps of one hue: the deeper, the more households.
SHADES = 4


@lru_cache(maxsize=64)
def matrix(
    table: Table, by_area: Table | None, areas: tuple[tuple[str, str], ...], classes: Classes, text: Text
) -> Grid:
    """Return one row an indicator, the most common first, and one column a khối; a khối that did not report is «—»."""
    found = {(r["area_id"], r["indicator_code"]): r for r in by_area.records()} if by_area else {}
    told = {area for area, _ in found}
    shown = tuple((area, name) for area, name in areas if area in told)
    total, unknown = text("table.total"), text("deprivations.unknown")
    heads = (Head(text("deprivations.indicator")), *(Head(n, "number") for n in (total, unknown)))
    ordered = sorted(table.records(), key=lambda row: -(_add(row, classes) or 0))
    most = max((_add(row, classes) or 0 for row in found.values()), default=0)
    lines = tuple(
        (
            Cell(text.of(row["indicator"])),
            _count(_add(row, classes), text),
            _count(_add(row, tuple(f"{name}_unknown" for name in classes)), text),
            *(_shade(found.get((area, row["indicator_code"])), classes, most, text) for area, _ in shown),
        )
        for row in ordered
    )
    return Grid(
        text.of(table.title), ((*heads, *(Head(name, "number") for _, name in shown)),), lines, look="cross heat"
    )


def _add(row: Cells, names: Classes) -> int | None:
    counts = [row[name] for name in names]
    return None if None in counts else sum(counts)


def _count(count: int | None, text: Text) -> Cell:
    return Cell(fmt.DASH if count is None else fmt.count(count, text), (count,), "number")


def _shade(row: Cells | None, classes: Classes, most: int, text: Text) -> Cell:
    count = _add(row, classes) if row else None
    if not count:
        return _count(count, text)
    unknown = _add(row or {}, tuple(f"{name}_unknown" for name in classes))
    quiet = text("deprivations.doubt", count=fmt.count(unknown, text)) if unknown else ""
    return Cell(fmt.count(count, text), (count,), f"number heat-{-(-SHADES * count // most)}", quiet=quiet)


def both_ends(gaps: Table, names: dict[str, str], text: Text) -> Grid:
    """Return the nearest and the neediest beside each other."""
    easiest, neediest = rank_easiest(gaps), rank_neediest(gaps)
    heads = (
        (Head(text("what_if.easiest"), columns=2), Head(text("what_if.neediest"), columns=3)),
        tuple(
            Head(text(f"what_if.{name}"), kind)
            for name, kind in (
                *(("household", "name"), ("fewest", "number"), ("household", "name")),
                *(("deprivations", "number"), ("gap", "number")),
            )
        ),
    )
    lines = tuple(
        (*_easy(easiest, place, names, text), *_needy(neediest, place, names, text))
        for place in range(max(len(easiest), len(neediest)))
    )
    return Grid(text("what_if.both_ends"), heads, lines, look="ends")


def _easy(rows: tuple[Cells, ...], place: int, names: dict[str, str], text: Text) -> Line:
    if place >= len(rows):
        return Cell(fmt.DASH, (None,), "name"), Cell(fmt.DASH, (None,), "number")
    return _name(rows[place], names, text), _count(rows[place]["fewest"], text)


def _name(row: Cells, names: dict[str, str], text: Text) -> Cell:
    """Name a household and, in small print, what it lacks: any `fewest` of these are its smallest set."""
    name, lacks = names[row["household_id"]], text.of(row["deprived_of"])
    return Cell(name, (name,), "words", quiet=lacks)


def _needy(rows: tuple[Cells, ...], place: int, names: dict[str, str], text: Text) -> Line:
    if place >= len(rows):
        return Cell(fmt.DASH, (None,), "name"), *(Cell(fmt.DASH, (None,), "number"),) * 2
    row = rows[place]
    points = fmt.DASH if row["b1_gap"] is None else fmt.signed(row["b1_gap"], text)
    shown = points if row["income_gap_vnd"] is None else fmt.money(row["income_gap_vnd"], text)
    return (
        _name(row, names, text),
        _count(row["deprivations"], text),
        Cell(shown, (shown,), "number"),
    )


@lru_cache(maxsize=64)
def remedies(table: Table, text: Text) -> Grid:
    """Return one row a deprivation: what removes it, by whom, and the support of one household where it is written."""
    found: dict[str, list[Cells]] = {}
    for row in table.records():
        found.setdefault(text.of(row["indicator"]), []).append(row)
    names = ("indicator", "remedy", "unit", "support")
    lines = tuple((Cell(indicator, kind="words"), *_remedy(rows, text)) for indicator, rows in found.items())
    return Grid(text.of(table.title), headed(*(text(f"remedies.{name}") for name in names)), lines, look="remedies")


def _remedy(rows: list[Cells], text: Text) -> Line:
    named = [f"{text.of(row['remedy'])} ({row['place']})" for row in rows if row["remedy"]]
    units = dict.fromkeys(text.of(row["unit_name"]) for row in rows if row["unit_name"])
    support = next((row for row in rows if row["least_vnd"] is not None), rows[0])
    return (
        Cell("; ".join(named) or text("remedies.none"), kind="words"),
        Cell("; ".join(units) or fmt.DASH, kind="words"),
        write_support(support, text),
    )


def write_support(row: Cells, text: Text) -> Cell:
    """Write «30–60 triệu đồng, chưa kiểm chứng»; «—» where no document or habit says it."""
    if row["least_vnd"] is None:
        return Cell(fmt.DASH, (None,), "words")
    ends = dict.fromkeys(fmt.money(row[name], text) for name in ("least_vnd", "most_vnd"))
    said = f"{' – '.join(ends)}, {text.of(words_of('certainty', row['certainty']))}"
    return Cell(said, (said,), "words")


def measures(measured: Measured, table: Table, text: Text) -> tuple[Grid, ...]:
    """Return H, A and M0 by household and by member, and what each indicator contributes to M0."""
    named = {str(row["indicator_code"]): text.of(row["indicator"]) for row in table.records()}
    told = [
        (text(f"measures.{name}"), one)
        for name, one in (("by_household", measured.by_household), ("by_member", measured.by_member))
        if one
    ]
    heads = headed(*(text(f"measures.{name}") for name in ("counted", "n", "h", "a", "m0")))
    lines = tuple((Cell(name), *_measure(one, text)) for name, one in told)
    shares = {name: dict(one.contributions) for name, one in told}
    return (
        Grid(text("measures.table"), heads, lines),
        Grid(
            text("measures.contributions"),
            headed(text("deprivations.indicator"), *shares),
            tuple(
                (Cell(named[code]), *(_percent(of_each[code], text) for of_each in shares.values())) for code in named
            ),
        ),
    )


def _measure(one: Measure, text: Text) -> Line:
    return (
        _count(one.n, text),
        _percent(one.headcount, text),
        _percent(one.intensity, text),
        Cell(fmt.number(one.m0, text, 4), (one.m0,), "number"),
    )


def _percent(value: float | None, text: Text) -> Cell:
    return Cell(fmt.percent(value, text), (value,), "number")
