"""The policies by section of the plan, and khối by khối inside the office."""

import queries
from dashboard import findings
from dashboard.charts import reach
from dashboard.grids import policies as grids
from dashboard.grids import rows
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Result, Table


def show_reach(chosen: Chosen, matrix: Table, served: Result) -> None:
    """Show how far each policy reaches; the rows behind are those of the policies that are shown."""
    text = chosen.text
    cards.warn(*findings.beyond(matrix, text))
    places = reach.read_policies(matrix, text)
    reports = rows.keep_any(cache.table("policy_list", chosen), "policy_name", matrix.column("policy_name"))
    block.show(
        chosen,
        "policies_reach",
        *findings.who(matrix, text),
        picture=(Picture.of(reach, places) if places else None,),
        notes=(text("policies.how"),),
        grids=tuple(grids.section(part, text) for part in rows.split(matrix, "place")),
        lists=(reports,),
        answers=(served, matrix),
    )


def show_by_area(chosen: Chosen) -> None:
    """Show policy by khối while no khối is chosen; say why outside the office."""
    text = chosen.text
    if chosen.filters.area_id:
        return
    table = cache.table("policy_matrix", chosen, by_area=True)
    if table.withheld:
        cards.note(text.of(table.withheld))
        return
    told = set(table.column("area_id"))
    areas = tuple((area.area_id, area.name) for area in queries.reference().areas if area.area_id in told)
    title, link = text("policies.by_area"), filters.query(khoi="")
    grid = grids.matrix(table, areas, title, text, link)
    if grid.rows:
        block.show(
            chosen,
            "policies_by_area",
            findings.reached_areas(table, dict(areas), text),
            notes=(text("policies.by_area_how"),),
            grids=(grid,),
            answers=(table,),
        )
