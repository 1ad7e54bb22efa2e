"""The ward's own movement report beside what its lists give: differences are shown, never repaired."""

from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line
from dashboard.text import Text
from queries import Table, words_of

COUNTED = ("household", "person")
SHOWN = ("reported", "ours", "difference")
Record = dict[str, Any]


@lru_cache(maxsize=64)
def report(table: Table, text: Text, *, is_brief: bool = False) -> Grid:
    """Return one row a step, and for households and persons what was reported, what we count and the difference.

    `is_brief` leaves out the steps that `say_nil` names.
    """
    nil = list_nil(table) if is_brief else ()
    records = [row for row in table.records() if row["step"] not in nil]
    counted = [name for name in COUNTED if any(row["counted"] == name for row in records)]
    found = {(row["counted"], row["step"]): row for row in records}
    groups = (Head(text("movement.step"), rows=2), *(Head(text(f"report.{name}"), columns=3) for name in counted))
    heads = tuple(Head(text(f"report.{name}")) for name in SHOWN) * len(counted)
    lines = tuple(
        (Cell(name_step(step, text)), *(cell for name in counted for cell in _cells(found.get((name, step)), text)))
        for step in dict.fromkeys(row["step"] for row in records)
    )
    return Grid(text("report.title"), (groups, heads), lines, look="cross report")


def list_nil(table: Table) -> tuple[str, ...]:
    """Return the steps that nobody took: report and lists both say 0, of households and of persons."""
    found: dict[str, bool] = {}
    for row in table.records():
        found[row["step"]] = found.get(row["step"], True) and row["reported"] == row["ours"] == 0
    return tuple(step for step, is_nil in found.items() if is_nil)


def say_nil(table: Table, text: Text) -> str:
    """Name the steps that nobody took; empty where there are none."""
    nil = list_nil(table)
    if len(nil) == len({*table.column("step")}):
        return text("report.all_nil")
    steps = "; ".join(words[:1].lower() + words[1:] for words in (name_step(step, text) for step in nil))
    return text("report.nil", steps=steps) if nil else ""


def list_differences(table: Table, text: Text) -> str:
    """Return «tăng khác biểu để trống, cuối kỳ +1», nothing where report and lists agree."""
    steps = (f"{name_step(row['step'], text)} {_say_difference(row, text)}" for row in table.records() if _differs(row))
    return ", ".join(step[:1].lower() + step[1:] for step in steps)


def name_step(step: object, text: Text) -> str:
    words = text.of(words_of("step", str(step)))
    return words[:1].upper() + words[1:]


def _cells(row: Record | None, text: Text) -> Line:
    if row is None:
        return (Cell(fmt.DASH, (None,), "number"),) * len(SHOWN)
    reported, ours = row["reported"], row["ours"]
    mark, kind = ("▲ ", "number differs") if _differs(row) else ("", "number")
    return (
        # A blank cell of the ward's form stays blank.
        Cell(fmt.DASH if reported is None else fmt.count(reported, text), (reported,), "number"),
        # Ours is never owed by anybody: what the lists do not tell is not known.
        Cell(text("unclear") if ours is None else fmt.count(ours, text), (ours,), "number"),
        Cell(f"{mark}{_say_difference(row, text)}", (None if reported is None else row["difference"],), kind),
    )


def _differs(row: Record) -> bool:
    return _is_blank(row) or bool(row["difference"])


def _is_blank(row: Record) -> bool:
    """A cell left blank is no zero: where we count somebody, it is a difference all the same."""
    return row["reported"] is None and bool(row["ours"])


def _say_difference(row: Record, text: Text) -> str:
    if _is_blank(row):
        return text("report.blank")
    # A blank beside our 0 counts as no difference when khối are added up; of the one cell nothing can be said.
    if row["reported"] is None or row["difference"] is None:
        return fmt.DASH
    return fmt.signed(row["difference"], text)
