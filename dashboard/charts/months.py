"""The months of one year as stairs: what a list says each month, and under it what was added and what left."""

from dashboard import format as fmt
from dashboard.charts.stairs import Slot, Stairs, describe, draw
from dashboard.text import Text
from queries import Table, words_of

__all__ = ["Stairs", "describe", "draw", "read_months"]

CLASSES = ("poor", "near_poor")
FALLS, RISES = ("left", "other_decrease"), ("entered", "other_increase")


def read_months(table: Table, months: tuple[str, ...], text: Text) -> Stairs:
    """Return the opening and every month of `months` up to the last one listed; a month without a list is a gap."""
    names = [column.name for column in table.columns]
    cells = [dict(zip(names, row, strict=True)) for row in table.rows]
    found = {(str(row["month"]), str(row["listed_class"])): row for row in cells}
    listed = [month for month in months if any((month, code) in found for code in CLASSES)]
    if not listed:
        return Stairs((), ())
    opening = tuple(_number(found.get((listed[0], code), {}).get("begin")) for code in CLASSES)
    shown = months[: months.index(listed[-1]) + 1]
    slots = [Slot(text("months.opening"), opening)] if None not in opening else []
    slots += [_read_slot(month, found, text) for month in shown]
    return Stairs(tuple(_class(code, text) for code in CLASSES), tuple(slots))


def _read_slot(month: str, found: dict[tuple[str, str], dict[str, object]], text: Text) -> Slot:
    rows = [found.get((month, code), {}) for code in CLASSES]
    label = text("months.label", number=int(month[-2:]))
    if not any(rows):
        return Slot(label, (None, None), notes=(text("months.no_list"),))
    return Slot(
        label,
        tuple(_number(row.get("end")) for row in rows),
        notes=(*_changes(rows[0], text), *_partial(rows[0], text)),
    )


def _changes(row: dict[str, object], text: Text) -> tuple[str, ...]:
    """Write what the first class lost and gained; households nobody explains stand beside them with a question mark."""
    fell, rose = (sum(_number(row.get(name)) or 0 for name in names) for names in (FALLS, RISES))
    doubt = _number(row.get("unexplained_households")) or 0
    marked = (("−", fell), ("+", rose), ("?", doubt))
    return tuple(f"{mark}{fmt.count(number, text)}" for mark, number in marked if number)


def _partial(row: dict[str, object], text: Text) -> tuple[str, ...]:
    """Say how many khối the month is known of, where it is not all of them."""
    reported, total = row.get("areas_reported"), row.get("areas_total")
    return () if reported == total else (text("trend.partial", reported=reported, total=total),)


def _class(code: str, text: Text) -> str:
    return text.of(words_of("class", code))


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
