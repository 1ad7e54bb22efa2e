"""Cross tables as semantic HTML: class at the opening by class at the end, khối by indicator."""

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from dashboard import format as fmt
from dashboard.text import Text
from queries import Result, Row, Table, words_of

CLASSES = ("poor", "near_poor", "average_living", "not_poor", "absent", "unknown")


@lru_cache(maxsize=64)
def transition(table: Table, text: Text) -> str:
    """Return rows of `begin_class, end_class, households` as a square with totals on both sides."""
    counts = {(begin, end): count for begin, end, count in table.rows}
    begins, ends = _order(table.column("begin_class")), _order(table.column("end_class"))
    heads = "".join(_head(_class(end, text)) for end in ends) + _head(text("table.total"))
    rows = [
        (_class(begin, text), [*(_moved(counts, begin, end, text) for end in ends), _sum(counts, text, begin=begin)])
        for begin in begins
    ]
    foot = [_sum(counts, text, end=end) for end in ends] + [_sum(counts, text)]
    corner = f"{text('table.from')} ↓ / {text('table.to')} →"
    return _table(text.of(table.title), _head(corner) + heads, rows, foot, text)


@lru_cache(maxsize=64)
def by_area(results: tuple[Result, ...], text: Text) -> str:
    """Return one row a khối and one column an indicator; the foot is the engine's own total, never a sum of shares."""
    heads = _head(text("table.area")) + "".join(_head(text.of(result.indicator.title)) for result in results)
    found = [{row.key: row for row in result.rows} for result in results]
    names = {row.key: row.label or "" for result in results for row in result.rows}
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


def _moved(counts: dict[tuple[object, object], object], begin: object, end: object, text: Text) -> str:
    """Write one cell; households that were never on the list are not counted, so their cell is «—» and not 0."""
    if (begin, end) == ("not_poor", "not_poor"):
        return fmt.DASH
    return fmt.count(float(str(counts.get((begin, end), 0))), text)


def _sum(counts: dict[tuple[object, object], object], text: Text, begin: object = None, end: object = None) -> str:
    chosen = (count for (b, e), count in counts.items() if begin in (None, b) and end in (None, e))
    return fmt.count(sum(float(str(count)) for count in chosen), text)


def _order(codes: tuple[object, ...]) -> list[str]:
    return [code for code in CLASSES if code in codes]


def _class(code: object, text: Text) -> str:
    words = text.of(words_of("class", str(code)))
    return words[:1].upper() + words[1:]


def _head(words: str) -> str:
    return f'<th scope="col">{escape(words)}</th>'


def _table(title: str, heads: str, rows: Iterable[tuple[str, list[str]]], foot: list[str], text: Text) -> str:
    body = "".join(f"<tr>{_line(name, cells)}</tr>" for name, cells in rows)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(title)}"><table class="official cross">'
        f"<caption>{escape(title)}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody>"
        f"<tfoot><tr>{_line(text('table.total'), foot)}</tr></tfoot></table></div>"
    )


def _line(name: str, cells: list[str]) -> str:
    return f'<th scope="row">{escape(name)}</th>' + "".join(f'<td class="number">{escape(cell)}</td>' for cell in cells)
