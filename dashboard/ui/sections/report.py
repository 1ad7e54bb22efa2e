"""The ward's own movement report beside what its lists give: differences are shown, never repaired."""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard.grids import comparison, rows
from dashboard.ui import block, cache, cards
from dashboard.ui.filters import Chosen
from queries import Table

REPORT = "movement_report_comparison"


def show(chosen: Chosen, listed: str) -> None:
    """Show the ward's own report beside our count; the khối that differ are named in the title."""
    whole = cache.table(REPORT, chosen)
    table = rows.keep(whole, listed_class=listed)
    if whole.withheld or not table.rows:
        cards.note(chosen.text.of(whole.withheld) or chosen.text("report.none"))
        return
    finding, *others = say_areas(chosen, listed)
    grid = comparison.report(table, chosen.text)
    rows_behind = rows.keep(cache.table("movement_report_list", chosen), listed_class=listed)
    block.show(chosen, "poverty_report", finding, *others, grids=(grid,), lists=(rows_behind,), answers=(whole,))


@lru_cache(maxsize=64)
def say_areas(chosen: Chosen, listed: str) -> tuple[str, ...]:
    """Name the khối whose report differs from its list, step by step.

    A report of the whole ward answers for every khối alike, and khối may be withheld: then the ward's is told.
    """
    text, known = chosen.text, queries.reference().areas
    whole = _read_report(chosen, None, listed)
    of_areas = {area: _read_report(chosen, area.area_id, listed) for area in known}
    if all(table.rows in ((), whole.rows) for table in of_areas.values()):
        told = comparison.list_differences(whole, text)
        return (text("report.ward", steps=told) if told else text("report.agrees"),)
    differing = {
        area.name: comparison.list_differences(table, text)
        for area, table in of_areas.items()
        if chosen.filters.area_id in (None, area.area_id)
    }
    said = [text("report.area", area=name, steps=told) for name, told in differing.items() if told]
    return tuple(said) or (text("report.agrees"),)


def _read_report(chosen: Chosen, area_id: str | None, listed: str) -> Table:
    asked = replace(chosen, filters=replace(chosen.filters, area_id=area_id))
    return rows.keep(cache.table(REPORT, asked), listed_class=listed, counted="household")
