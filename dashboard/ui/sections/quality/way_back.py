"""The rows behind one number: each with its file, sheet and row. Every block of every page leads here."""

from functools import lru_cache

import streamlit as st

import queries
from dashboard import findings
from dashboard.grids import Grid, listing, rows
from dashboard.ui import block, cache, cards, filters, households
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.quality.rules import SHOWN
from queries import Behind, Indicator, Table, TableDefinition


def show(chosen: Chosen) -> None:
    """Draw the box «Số nào» and the rows of what is chosen, each table of them in a block of its own."""
    text, known = chosen.text, list_known()
    choice = Choice("so", {name: text.of(one.title) for name, one in known.items()})
    if refused := filters.restore_one(choice, is_kept=False):
        cards.warn(filters.name_ignored((refused,)))
    st.selectbox(
        text("way_back.label"),
        list(choice.options),
        format_func=choice.options.__getitem__,
        key=choice.key,
        on_change=filters.write_url,
        args=(choice,),
    )
    asked = known[choice.chosen()]
    cards.section(say_number(asked, chosen), text.of(asked.definition), text("way_back.how"))
    for behind in asked.rows:
        show_rows(chosen, asked, behind)


def say_number(asked: Indicator | TableDefinition, chosen: Chosen) -> str:
    """Return the name of what is asked for, of an indicator with its number."""
    title = chosen.text.of(asked.title)
    if not isinstance(asked, Indicator):
        return title
    return f"{title}: {findings.measured(cache.value(asked.id, chosen).total, chosen.text)}"


def show_rows(chosen: Chosen, asked: Indicator | TableDefinition, behind: Behind) -> None:
    text, table = chosen.text, read_behind(behind, chosen)
    if table.withheld:
        cards.note(text.of(table.withheld))
        return
    told = rows.drop_blank(tell(table, chosen))
    cut = text("table.cut", shown=SHOWN, rows=len(told.rows)) if len(told.rows) > SHOWN else ""
    block.show(
        chosen,
        f"way_back_{asked.id}_{table.id}",
        text("way_back.rows", title=text.of(table.title), rows=len(told.rows)),
        notes=(cut or ("" if told.rows else text("empty.table", title=text.of(table.title))),),
        markup=_draw(rows.cut(told, SHOWN), chosen).html if told.rows else "",
        grids=(_draw(told, chosen),) if told.rows else (),
        answers=(table,),
    )


@lru_cache(maxsize=64)
def read_behind(behind: Behind, chosen: Chosen) -> Table:
    table = cache.table(behind.table, chosen)
    for column, codes in behind.where:
        table = table if table.withheld else rows.keep_any(table, column, codes)
    return table


def list_known() -> dict[str, Indicator | TableDefinition]:
    """Return everything that has rows behind it, indicators first."""
    return {one.id: one for one in (*queries.indicators(), *queries.tables()) if one.rows}


def _draw(table: Table, chosen: Chosen) -> Grid:
    """Draw the rows with their place first; a household that moved has two of them."""
    names = [column.name for column in table.columns]
    drawn = listing.grid(table, chosen.text)
    if "source_row" in names or "begin_source" in names:
        return listing.lead_with_source(drawn, 2 if "begin_source" in names else 1)
    return drawn


def tell(table: Table, chosen: Chosen) -> Table:
    """Return the rows as they are read; of a movement the places at both ends stand in one cell each."""
    return households.cite_both_ends(table, chosen.text) if table.id == "movement_list" else table
