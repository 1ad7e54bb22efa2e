"""The ward's own movement report beside what its lists give: differences are shown, never repaired."""

from dataclasses import replace
from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.text import Text
from dashboard.ui import cache, cards, tables
from dashboard.ui.filters import Chosen
from queries import Table, words_of

REPORT = "movement_report_comparison"
COUNTED = ("household", "person")
SHOWN = ("reported", "ours", "difference")


def show(chosen: Chosen, listed: str) -> None:
    """Show the official table, ours and the difference; name the khối that differ."""
    whole = cache.table(REPORT, chosen)
    table = tables.keep(whole, listed_class=listed)
    if whole.withheld:
        cards.note(chosen.text.of(whole.withheld))
    if not table.rows:
        cards.note("" if whole.withheld else chosen.text("report.none"))
        return
    st.html(markup(table, chosen.text))
    cards.note(*say_areas(chosen, listed))


@lru_cache(maxsize=64)
def markup(table: Table, text: Text) -> str:
    rows = tables.records(table)
    counted = [name for name in COUNTED if any(row["counted"] == name for row in rows)]
    found = {(row["counted"], row["step"]): row for row in rows}
    groups = "".join(f'<th scope="colgroup" colspan="3">{escape(text(f"report.{name}"))}</th>' for name in counted)
    heads = "".join(f'<th scope="col">{escape(text(f"report.{name}"))}</th>' for name in SHOWN) * len(counted)
    body = "".join(
        f'<tr><th scope="row">{escape(_step(step, text))}</th>'
        + "".join(_cells(found.get((name, step)), text) for name in counted)
        + "</tr>"
        for step in dict.fromkeys(row["step"] for row in rows)
    )
    title, corner = escape(text("report.title")), escape(text("movement.step"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{title}"><table class="official cross report">'
        f'<caption>{title}</caption><thead><tr><th rowspan="2" scope="col">{corner}</th>{groups}</tr>'
        f"<tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


@lru_cache(maxsize=64)
def say_areas(chosen: Chosen, listed: str) -> tuple[str, ...]:
    """Name the khối whose report differs from its list, step by step.

    A report of the whole ward answers for every khối alike, and khối may be withheld: then the ward's is told.
    """
    text, areas = chosen.text, queries.reference().areas
    whole = _read(chosen, None, listed)
    of_areas = {area: _read(chosen, area.area_id, listed) for area in areas}
    if all(rows in ([], whole) for rows in of_areas.values()):
        steps = _list_differences(whole, text)
        return (text("report.ward", steps=steps) if steps else text("report.agrees"),)
    differing = {
        area.name: _list_differences(rows, text)
        for area, rows in of_areas.items()
        if chosen.filters.area_id in (None, area.area_id)
    }
    said = [text("report.area", area=name, steps=steps) for name, steps in differing.items() if steps]
    return tuple(said) or (text("report.agrees"),)


def _read(chosen: Chosen, area_id: str | None, listed: str) -> list[dict[str, object]]:
    asked = replace(chosen, filters=replace(chosen.filters, area_id=area_id))
    table = tables.keep(cache.table(REPORT, asked), listed_class=listed, counted="household")
    return tables.records(table)


def _list_differences(rows: list[dict[str, object]], text: Text) -> str:
    steps = (f"{_step(row['step'], text)} {_say_difference(row, text)}" for row in rows if _differs(row))
    return ", ".join(step[:1].lower() + step[1:] for step in steps)


def _cells(row: dict[str, object] | None, text: Text) -> str:
    if row is None:
        return f'<td class="number">{fmt.DASH}</td>' * len(SHOWN)
    # A blank cell of the ward's form stays blank.
    shown = [
        fmt.DASH if row["reported"] is None else _count(row["reported"], text),
        # Ours is never owed by anybody: what the lists do not tell is not known.
        text("unclear") if row["ours"] is None else _count(row["ours"], text),
    ]
    cells = "".join(f'<td class="number">{escape(cell)}</td>' for cell in shown)
    mark, name = ("▲ ", "number differs") if _differs(row) else ("", "number")
    return f'{cells}<td class="{name}">{mark}{escape(_say_difference(row, text))}</td>'


def _differs(row: dict[str, object]) -> bool:
    return _is_blank(row) or bool(row["difference"])


def _is_blank(row: dict[str, object]) -> bool:
    """A cell left blank is no zero: where we count somebody, it is a difference all the same."""
    return row["reported"] is None and bool(row["ours"])


def _say_difference(row: dict[str, object], text: Text) -> str:
    return text("report.blank") if _is_blank(row) else _signed(row["difference"], text)


def _step(step: object, text: Text) -> str:
    words = text.of(words_of("step", str(step)))
    return words[:1].upper() + words[1:]


def _count(value: object, text: Text) -> str:
    return fmt.count(None if value is None else float(str(value)), text)


def _signed(value: object, text: Text) -> str:
    return fmt.DASH if value is None else fmt.signed(float(str(value)), text)
