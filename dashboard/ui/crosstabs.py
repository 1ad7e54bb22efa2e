"""Cross tables as semantic HTML: class at the opening by class at the end, khối by indicator, step by count."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from dashboard import format as fmt
from dashboard.charts import context
from dashboard.charts.context import Line
from dashboard.charts.steps import Step
from dashboard.text import Text
from queries import Result, Row, Table, words_of

CLASSES = ("poor", "near_poor", "average_living", "not_poor", "absent", "unknown")
# Who is of these classes at both ends was never on the list and is counted nowhere.
UNLISTED = ("average_living", "not_poor", "absent")
Counts = dict[tuple[object, object], object]


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere; `said` is what a screen reader says instead of the bare number."""

    shown: str
    address: str
    said: str
    is_chosen: bool = False

    def markup(self) -> str:
        current = ' aria-current="true"' if self.is_chosen else ""
        return (
            f'<a href="{escape(self.address)}" target="_self" aria-label="{escape(self.said)}"{current}>'
            f"{escape(self.shown)}</a>"
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """A name with the mark under which the picture shows it: the table is its key."""

    name: str
    shape: str
    colour: str

    def markup(self) -> str:
        return (
            f'<span class="mark" aria-hidden="true" style="color:{self.colour}">{self.shape}</span>{escape(self.name)}'
        )


Cells = Sequence["str | Link"]


@lru_cache(maxsize=64)
def transition(table: Table, text: Text, link: str = "", chosen: tuple[str, str] | None = None) -> str:
    """Return rows of `begin_class, end_class, households` as a square with totals on both sides.

    `link`: an address that ends where the two classes go («…&o=»); every cell with households leads there.
    """
    counts = {(begin, end): count for begin, end, count in table.rows}
    begins, ends = _order(table.column("begin_class")), _order(table.column("end_class"))
    heads = "".join(_head(_class(end, text)) for end in ends) + _head(text("table.total"))
    rows = [
        (
            _class(begin, text),
            [
                *(_cell(counts, (begin, end), text, link, is_chosen=(begin, end) == chosen) for end in ends),
                _sum(counts, text, begin=begin),
            ],
        )
        for begin in begins
    ]
    foot = [_sum(counts, text, end=end) for end in ends] + [_sum(counts, text)]
    corner = f"{text('table.from')} ↓ / {text('table.to')} →"
    return _table(text.of(table.title), _head(corner) + heads, rows, foot, text)


@lru_cache(maxsize=64)
def standards(table: Table, names: tuple[str, str], text: Text) -> str:
    """Return rows of `old_class, new_class, households` as a square, the old standard down, the new one across."""
    counts = {(old, new): count for old, new, count in table.rows}
    olds, news = _order(table.column("old_class")), _order(table.column("new_class"))
    heads = "".join(_head(_class(new, text)) for new in news) + _head(text("table.total"))
    rows = [
        (
            _class(old, text),
            [*(_moved(counts, old, new, text) for new in news), _sum(counts, text, begin=old)],
        )
        for old in olds
    ]
    foot = [_sum(counts, text, end=new) for new in news] + [_sum(counts, text)]
    return _table(text.of(table.title), _head(f"{names[0]} ↓ / {names[1]} →") + heads, rows, foot, text)


@lru_cache(maxsize=64)
def movement(steps: tuple[Step, ...], title: str, text: Text) -> str:
    """Return the steps with persons beside households; who nobody counted is named beside the persons, never zero."""
    heads = "".join(map(_head, (text("movement.step"), text("movement.households"), text("movement.persons"))))
    *rows, last = [(step.label, [_households(step, text), _persons(step, text)]) for step in steps]
    return _table(title, heads, rows, last[1], text, total=last[0])


@lru_cache(maxsize=64)
def by_year(years: tuple[tuple[str, Result], ...], breaks: tuple[str, ...], title: str, text: Text) -> str:
    """Return one row a khối and one column a year; a year in `breaks` is not comparable with the one before it."""
    heads = _head(text("table.area")) + "".join(_head(f"‖ {year}" if year in breaks else year) for year, _ in years)
    found = [{row.key: row for row in result.rows} for _, result in years]
    names = {row.key: text.of(row.label) for _, result in reversed(years) for row in reversed(result.rows)}
    rows = [(names[key], [_measured(rows.get(key), text) for rows in found]) for key in reversed(names)]
    return _table(title, heads, rows, [_measured(result.total, text) for _, result in years], text)


@lru_cache(maxsize=64)
def figures(lines: tuple[Line, ...], title: str, text: Text) -> str:
    """Return one row a series of rates, with its mark, and one column a year; a year without a figure is «—»."""
    years = sorted({point.year for line in lines for point in line.points})
    found: dict[Marked, dict[int, str]] = {}
    for line in lines:
        shown = {point.year: fmt.percent(point.value, text) for point in line.points}
        found.setdefault(Marked(context.name_line(line, text), *context.mark(line, lines)), {}).update(shown)
    heads = _head(text("context.series")) + "".join(_head(str(year)) for year in years)
    rows = [(name, [shown.get(year, fmt.DASH) for year in years]) for name, shown in found.items()]
    return _table(title, heads, rows, None, text, name="cross series")


@lru_cache(maxsize=64)
def by_area(results: tuple[Result, ...], text: Text) -> str:
    """Return one row a khối and one column an indicator; the foot is the engine's own total, never a sum of shares."""
    heads = _head(text("table.area")) + "".join(_head(text.of(result.indicator.title)) for result in results)
    found = [{row.key: row for row in result.rows} for result in results]
    names = {row.key: text.of(row.label) for result in results for row in result.rows}
    rows = [(name, [_measured(rows.get(key), text) for rows in found]) for key, name in names.items()]
    return _table(text("table.by_area"), heads, rows, [_measured(result.total, text) for result in results], text)


def _measured(row: Row | None, text: Text) -> str:
    """Write «6/7 (1 chưa rõ)», marked where some khối has not reported: nothing is guessed for it."""
    if row is None or row.suppressed:
        return text("suppressed" if row else "not_reported")
    if not _has_figures(row):
        return text("not_reported")
    shown = _count(row, text)
    if row.unknown:
        shown = text("table.unknown", shown=shown, unknown=fmt.count(row.unknown, text))
    return shown if row.is_complete else text("table.partial", total=shown)


def _has_figures(row: Row) -> bool:
    """Tell whether a row says anything: a zero that no khối reported, and an empty base not yet whole, do not."""
    if row.numerator is None:
        return False
    counted = row.denominator is None and row.areas_reported > 0
    return row.is_complete or counted or bool(row.denominator or row.numerator)


def _count(row: Row, text: Text) -> str:
    if row.denominator is None:
        return fmt.count(row.numerator, text)
    return f"{fmt.count(row.numerator, text)}/{fmt.count(row.denominator, text)}" if row.denominator else fmt.DASH


def _cell(counts: Counts, pair: tuple[str, str], text: Text, link: str, *, is_chosen: bool) -> "str | Link":
    """Write one cell, as a way to its households where it has any."""
    shown = _moved(counts, *pair, text)
    if not link or not counts.get(pair):
        return shown
    households = fmt.counted(float(str(counts[pair])), "household", text)
    said = text("matrix.open", begin=_class(pair[0], text), end=_class(pair[1], text), households=households)
    return Link(shown, f"{link}{pair[0]}-{pair[1]}", said, is_chosen)


def _moved(counts: Counts, begin: object, end: object, text: Text) -> str:
    """Write one count; who was on neither list is counted nowhere, so that cell is «—» and not 0."""
    if begin in UNLISTED and end in UNLISTED and not counts.get((begin, end)):
        return fmt.DASH
    return fmt.count(float(str(counts.get((begin, end), 0))), text)


def _households(step: Step, text: Text) -> str:
    """Write «—» where only persons move."""
    return step.words(text) if step.is_level or step.households != 0 else fmt.DASH


def _persons(step: Step, text: Text) -> str:
    unknown = fmt.counted(step.persons_unknown, "household", text)
    if step.persons is None and step.persons_unknown:
        return text("movement.persons_none", unknown=unknown)
    shown = fmt.count(step.persons, text) if step.is_level else fmt.signed(step.persons, text)
    return text("movement.persons_unknown", shown=shown, unknown=unknown) if step.persons_unknown else shown


def _sum(counts: Counts, text: Text, begin: object = None, end: object = None) -> str:
    chosen = (count for (b, e), count in counts.items() if begin in (None, b) and end in (None, e))
    return fmt.count(sum(float(str(count)) for count in chosen), text)


def _order(codes: tuple[object, ...]) -> list[str]:
    return [code for code in CLASSES if code in codes]


def _class(code: object, text: Text) -> str:
    words = text.of(words_of("class", str(code)))
    return words[:1].upper() + words[1:]


def _head(words: str) -> str:
    return f'<th scope="col">{escape(words)}</th>'


def _table(
    title: str,
    heads: str,
    rows: Iterable[tuple["str | Marked", Cells]],
    foot: list[str] | None,
    text: Text,
    total: str | None = None,
    name: str = "cross",
) -> str:
    body = "".join(f"<tr>{_line(name, cells)}</tr>" for name, cells in rows)
    summed = f"<tfoot><tr>{_line(total or text('table.total'), foot)}</tr></tfoot>" if foot else ""
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table class="official {name}">'
        f"<caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>{summed}</table></div>"
    )


def _line(name: "str | Marked", cells: Cells) -> str:
    written = (cell.markup() if isinstance(cell, Link) else escape(cell) for cell in cells)
    head = name.markup() if isinstance(name, Marked) else escape(name)
    return f'<th scope="row">{head}</th>' + "".join(f'<td class="number">{cell}</td>' for cell in written)
