"""Cross tables: class at the opening by class at the end, khối by indicator, step by count, year by series."""

from functools import lru_cache

from dashboard import findings
from dashboard import format as fmt
from dashboard.charts import context
from dashboard.charts.context import Line as Series
from dashboard.charts.steps import Step
from dashboard.grids.grid import Cell, Grid, Head, Line, Link, Mark, Value, headed
from dashboard.text import Text
from queries import Indicator, Result, Row, Table, words_of

CLASSES = ("poor", "near_poor", "average_living", "not_poor", "absent", "unknown")
# Who is of these classes at both ends was never on the list and is counted nowhere.
UNLISTED = ("average_living", "not_poor", "absent")
Counts = dict[tuple[object, object], float]
Pair = tuple[str, str]


@lru_cache(maxsize=64)
def transition(table: Table, text: Text, link: str = "", chosen: Pair | None = None) -> Grid:
    """Return rows of `begin_class, end_class, households` as a square with totals on both sides.

    `link`: an address that ends where the two classes go («…&o=»); every cell with households leads there.
    """
    corner = f"{text('table.from')} ↓ / {text('table.to')} →"
    return _square(table, ("begin_class", "end_class"), corner, text, link, chosen)


@lru_cache(maxsize=64)
def standards(table: Table, names: Pair, text: Text) -> Grid:
    """Return rows of `old_class, new_class, households` as a square, the old standard down, the new one across."""
    return _square(table, ("old_class", "new_class"), f"{names[0]} ↓ / {names[1]} →", text)


@lru_cache(maxsize=64)
def classes(table: Table, text: Text) -> Grid:
    """Return rows of `recognised_class, computed_class, households` as a square: decided down, computed across."""
    return _square(table, ("recognised_class", "computed_class"), text("classes.corner"), text)


@lru_cache(maxsize=64)
def movement(steps: tuple[Step, ...], title: str, text: Text) -> Grid:
    """Return the steps with persons beside households; who nobody counted is named beside the persons, never zero."""
    heads = headed(text("movement.step"), text("movement.households"), text("movement.persons"))
    *lines, last = [(Cell(step.label), _households(step, text), _persons(step, text)) for step in steps]
    return Grid(title, heads, tuple(lines), last)


@lru_cache(maxsize=64)
def by_year(
    years: tuple[tuple[str, Result], ...], breaks: tuple[str, ...], links: tuple[str, ...], title: str, text: Text
) -> Grid:
    """Return one row a khối and one column a year; a year in `breaks` is not comparable with the one before it.

    `links`: for each year an address that ends where the khối goes («?ky=2025&khoi=»).
    """
    heads = (
        Head(f"‖ {year}" if year in breaks else year, parts=_name_parts(result.indicator, text))
        for year, result in years
    )
    results = tuple(result for _, result in years)
    # The newest year names the khối, and their order.
    names = {row.key: text.of(row.label) for result in reversed(results) for row in reversed(result.rows)}
    ordered = {key: names[key] for key in reversed(names)}
    lines = _area_lines(ordered, results, links, text)
    return Grid(title, ((Head(text("table.area")), *heads),), lines, _area_totals(results, text))


@lru_cache(maxsize=64)
def figures(lines: tuple[Series, ...], title: str, text: Text) -> Grid:
    """Return one row a series of rates, with its mark, and one column a year; a year without a figure is «—»."""
    years = sorted({point.year for line in lines for point in line.points})
    found: dict[Cell, dict[int, float]] = {}
    for line in lines:
        shown = {point.year: point.value for point in line.points}
        found.setdefault(Cell(context.name_line(line, text), mark=Mark(*context.mark(line, lines))), {}).update(shown)
    heads = (Head(text("context.series")), *(Head(str(year), format="share") for year in years))
    rows = tuple((name, *(_percent(shown.get(year), text) for year in years)) for name, shown in found.items())
    return Grid(title, (heads,), rows, look="cross series")


@lru_cache(maxsize=64)
def by_area(results: tuple[Result, ...], text: Text, link: str = "") -> Grid:
    """Return one row a khối and one column an indicator; the foot is the engine's own total, never a sum of shares.

    `link`: an address that ends where the khối goes («?khoi=»); every number leads to the page of its khối.
    """
    heads = (Head(text.of(r.indicator.title), parts=_name_parts(r.indicator, text)) for r in results)
    names = {row.key: text.of(row.label) for result in results for row in result.rows}
    lines = _area_lines(names, results, (link,) * len(results), text)
    return Grid(text("table.by_area"), ((Head(text("table.area")), *heads),), lines, _area_totals(results, text))


def _name_parts(indicator: Indicator, text: Text) -> tuple[str, ...]:
    """Return what the columns of a file hold of one number: of a share its two ends, of a count the count."""
    if indicator.kind == "ratio":
        return text("file.counted"), text("file.of"), text("file.unknown")
    return text("file.number", noun=text.noun(indicator.unit.noun)), text("file.unknown")


def _area_lines(
    names: dict[str | None, str], results: tuple[Result, ...], links: tuple[str, ...], text: Text
) -> tuple[Line, ...]:
    found = [{row.key: row for row in result.rows} for result in results]
    return tuple(
        (
            Cell(name),
            *(
                _measured(rows.get(key), result, text, f"{link}{key}" if link else "", name)
                for rows, result, link in zip(found, results, links, strict=True)
            ),
        )
        for key, name in names.items()
    )


def _area_totals(results: tuple[Result, ...], text: Text) -> Line:
    return Cell(text("table.total")), *(_measured(result.total, result, text) for result in results)


def _measured(row: Row | None, result: Result, text: Text, address: str = "", name: str = "") -> Cell:
    """Return one number with its parts; a number that says nothing leads nowhere."""
    shown = findings.measured(row, text)
    if row is None or row.suppressed or not findings.has_figures(row):
        return Cell(shown, (), "number")
    link = Link(address, text("table.open_area", area=name, shown=shown)) if address and shown != fmt.DASH else None
    return Cell(shown, _read_parts(row, result, text), "number", link)


def _read_parts(row: Row, result: Result, text: Text) -> tuple[Value, ...]:
    """Return the numbers of one cell; a file must not hold the part that is known as if it were all."""
    whole = (row.denominator,) if result.indicator.kind == "ratio" else ()
    said = ((part, fmt.count(part, text)) for part in (row.numerator, *whole, row.unknown))
    if row.is_complete:
        return tuple(words if part is None else part for part, words in said)
    return tuple(words if part is None else text("table.partial", total=words) for part, words in said)


def _square(table: Table, sides: Pair, corner: str, text: Text, link: str = "", chosen: Pair | None = None) -> Grid:
    """Return (class, class, households) as a square with totals on both sides."""
    counts: Counts = {(begin, end): float(str(count)) for begin, end, count in table.rows}
    begins, ends = (_order(table.column(side)) for side in sides)
    heads = headed(corner, *(_class(end, text) for end in ends), text("table.total"))
    rows = tuple(
        (
            Cell(_class(begin, text)),
            *(_moved(counts, (begin, end), text, link, is_chosen=(begin, end) == chosen) for end in ends),
            _sum(counts, text, begin=begin),
        )
        for begin in begins
    )
    foot = (Cell(text("table.total")), *(_sum(counts, text, end=end) for end in ends), _sum(counts, text))
    return Grid(text.of(table.title), heads, rows, foot)


def _moved(counts: Counts, pair: Pair, text: Text, link: str, *, is_chosen: bool) -> Cell:
    """Write one count; who was on neither list is counted nowhere, so that cell is «—» and not 0."""
    count = counts.get(pair, 0.0)
    if set(pair) <= set(UNLISTED) and not count:
        return Cell(fmt.DASH, (None,), "number")
    said = text(
        "matrix.open",
        begin=_class(pair[0], text),
        end=_class(pair[1], text),
        households=fmt.counted(count, "household", text),
    )
    way = Link(f"{link}{pair[0]}-{pair[1]}", said, is_chosen) if link and count else None
    return Cell(fmt.count(count, text), (count,), "number", way)


def _households(step: Step, text: Text) -> Cell:
    """Write «—» where only persons move."""
    shown = step.words(text) if step.is_level or step.households != 0 else fmt.DASH
    return Cell(shown, (step.households,), "number")


def _persons(step: Step, text: Text) -> Cell:
    unknown = fmt.counted(step.persons_unknown, "household", text)
    if step.persons is None and step.persons_unknown:
        return Cell(text("movement.persons_none", unknown=unknown), (None,), "number")
    shown = fmt.count(step.persons, text) if step.is_level else fmt.signed(step.persons, text)
    if step.persons_unknown:
        # A file must not hold the part that is known as if it were all.
        return Cell(text("movement.persons_unknown", shown=shown, unknown=unknown), (None,), "number")
    return Cell(shown, (step.persons,), "number")


def _percent(value: float | None, text: Text) -> Cell:
    return Cell(fmt.percent(value, text), (value,), "number")


def _sum(counts: Counts, text: Text, begin: object = None, end: object = None) -> Cell:
    total = sum(count for (b, e), count in counts.items() if begin in (None, b) and end in (None, e))
    return Cell(fmt.count(total, text), (total,), "number")


def _order(codes: tuple[object, ...]) -> list[str]:
    return [code for code in CLASSES if code in codes]


def _class(code: object, text: Text) -> str:
    words = text.of(words_of("class", str(code)))
    return words[:1].upper() + words[1:]
