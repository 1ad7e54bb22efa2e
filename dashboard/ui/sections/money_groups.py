"""The same sums of money by source, by unit and by project line, and the lines that have not said what they spent."""

from dashboard import findings
from dashboard.charts import spending
from dashboard.grids import Grid, listing, money, rows
from dashboard.ui import block, cache
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Result, Table

MONEY = (
    *("assigned_vnd", "carried_over_vnd", "available_vnd", "disbursed_vnd", "money_share"),
    *("remaining_vnd", "overspent_vnd", "silent_vnd"),
)
SILENT = (
    *("line_name", "unit_name", "fund_source", "report_date", "silent_vnd", "told_date", "told_vnd"),
    *listing.SOURCE,
)


def show_sources(chosen: Chosen, total: Result) -> None:
    sources = cache.table("money_sources", chosen)
    _show(chosen, "sources", "fund_source", sources, total, *_note_sources(sources, chosen))


def show_units(chosen: Chosen, total: Result) -> None:
    _show(chosen, "units", "unit_name", cache.table("money_units", chosen), total)


def show_lines(chosen: Chosen, lines: Table) -> None:
    block.show(
        chosen,
        "money_lines",
        findings.states(lines, chosen.text),
        picture=(_picture(lines, ("line_name", "fund_source"), chosen, "unit_name"),),
        notes=(chosen.text("money.key"),),
        grids=(_grid(lines, ("line_name", "fund_source"), chosen),),
        lists=(cache.table("project_sources", chosen),),
        answers=(lines,),
    )


def show_silent(chosen: Chosen, lines: Table) -> None:
    silent = rows.keep(lines, silent_lines=1)
    grids = (listing.drop_total(listing.grid(rows.pick(silent, SILENT), chosen.text)),) if silent.rows else ()
    block.show(chosen, "money_silent", findings.silent(silent, chosen.text), grids=grids, answers=(lines,))


def _show(chosen: Chosen, name: str, column: str, table: Table, total: Result, *notes: str) -> None:
    text, picture = chosen.text, _picture(table, (column,), chosen)
    block.show(
        chosen,
        f"money_{name}",
        findings.groups(table, column, text),
        picture=(picture,),
        notes=(text("money.key") if picture else "", text("money.rate"), *notes),
        grids=(_grid_sums(table, column, chosen),),
        answers=(table, total),
    )


def _note_sources(sources: Table, chosen: Chosen) -> tuple[str, ...]:
    return findings.carried_over(sources, chosen.text), chosen.text("money.no_source")


def _picture(table: Table, names: tuple[str, ...], chosen: Chosen, group: str = "") -> Picture | None:
    drawn = spending.read_spending(table, names, chosen.text, group)
    return None if spending.is_empty(drawn) else Picture.of(spending, drawn)


def _grid(table: Table, names: tuple[str, str], chosen: Chosen) -> Grid:
    """Return the sums of each row, the second name in small print under the first."""
    return listing.tighten(listing.tuck(listing.grid(rows.pick(table, (*names, *MONEY)), chosen.text)))


def _grid_sums(table: Table, column: str, chosen: Chosen) -> Grid:
    """Return the sums of each source or unit, marked where a line of it is silent: «ít nhất», as the sentence says."""
    # The first two columns stand in one.
    places = tuple(1 + MONEY.index(name) for name in money.OPEN)
    silent = tuple(int(row["silent_lines"] or 0) for row in table.records())
    return money.mark_short(_grid(table, (column, "money_state"), chosen), silent, places, chosen.text)
