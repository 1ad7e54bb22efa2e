"""The ward's own movement report beside what its lists give: differences are shown, never repaired."""

from dataclasses import replace
from functools import lru_cache

from dashboard.grids import comparison, rows
from dashboard.ui import block, cache, cards
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import listed_class
from queries import Table

REPORT = "movement_report_comparison"


def show(chosen: Chosen) -> None:
    """Show the ward's own report beside our count; the khối that differ are named in the title."""
    text, whole = chosen.text, cache.table(REPORT, chosen)
    listed = listed_class.restore(text)
    listed_class.draw(text)
    table = rows.keep(whole, listed_class=listed)
    if whole.withheld or not table.rows:
        cards.note(text.of(whole.withheld) or text("report.none"))
        return
    brief = comparison.report(table, text, is_brief=True)
    block.show(
        chosen,
        "poverty_report",
        *say_differences(chosen, listed),
        notes=(comparison.say_nil(table, text),),
        markup=brief.html if brief.rows else "",
        grids=(comparison.report(table, text),),
        lists=(rows.keep(cache.table("movement_report_list", chosen), listed_class=listed),),
        answers=(whole,),
    )


def say_differences(chosen: Chosen, listed: str) -> tuple[str, ...]:
    """Say of each khối whose report differs from its list in which steps, or that none does."""
    text, differing = chosen.text, find_differing(chosen, listed)
    said = (
        text("report.area", area=area, steps=steps) if area else text("report.ward", steps=steps)
        for area, steps in differing.items()
    )
    return tuple(said) or (text("report.agrees"),)


def point(chosen: Chosen) -> str:
    """Say where report and lists differ, in either class, and where that is told; empty where they agree."""
    text = chosen.text
    areas = dict.fromkeys(area for listed in listed_class.LISTED for area in find_differing(chosen, listed))
    named = ", ".join(filter(None, areas))
    if not areas:
        return ""
    return text("report.point", areas=named) if named else text("report.point_ward")


@lru_cache(maxsize=cache.KEPT)
def find_differing(chosen: Chosen, listed: str) -> dict[str, str]:
    """Return the steps that differ by the name of the khối; by "" where only the whole ward can be told.

    A report of the whole ward answers for every khối alike, and khối may be withheld: then the ward's is told.
    """
    text = chosen.text
    whole = _read_report(chosen, None, listed)
    of_areas = {area: _read_report(chosen, area.area_id, listed) for area in chosen.areas}
    if all(table.rows in ((), whole.rows) for table in of_areas.values()):
        told = comparison.list_differences(whole, text)
        return {"": told} if told else {}
    differing = {
        area.name: comparison.list_differences(table, text)
        for area, table in of_areas.items()
        if chosen.filters.area_id in (None, area.area_id)
    }
    return {name: told for name, told in differing.items() if told}


def _read_report(chosen: Chosen, area_id: str | None, listed: str) -> Table:
    asked = replace(chosen, filters=replace(chosen.filters, area_id=area_id))
    return rows.keep(cache.table(REPORT, asked), listed_class=listed, counted="household")
