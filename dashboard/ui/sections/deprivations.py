"""Deprivations by indicator and khối, their combinations, the gap of each household to the line, what removes each."""

import queries
from dashboard import findings
from dashboard.charts import combinations, gap_plot
from dashboard.grids import deprivations as grids
from dashboard.grids import rows
from dashboard.ui import block, cache, switch
from dashboard.ui.block import Picture
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from queries import Table

# The class in the address: «thieu-hut?dien=ngheo». It belongs to this page alone and leaves with it.
CODE, BOTH = "dien", "ca_hai"
CLASSES = {BOTH: ("poor", "near_poor"), "ngheo": ("poor",), "can_ngheo": ("near_poor",)}


def show_matrix(chosen: Chosen, matrix: Table) -> None:
    text = chosen.text
    choice = Choice(CODE, {code: text(f"deprivations.{code}") for code in CLASSES})
    classes = CLASSES[switch.restore(choice)]
    switch.draw(choice, text("deprivations.pick"))
    by_area = cache.table("deprivation_matrix", chosen, by_area=True) if chosen.filters.area_id is None else None
    is_divided = by_area is not None and not by_area.withheld
    areas = tuple((area.area_id, area.name) for area in queries.reference().areas) if is_divided else ()
    block.show(
        chosen,
        "deprivations_matrix",
        findings.lacking(matrix, classes, text),
        notes=(text("deprivations.matrix_how"), text.of(by_area.withheld) if by_area else ""),
        grids=(grids.matrix(matrix, by_area if is_divided else None, areas, classes, text),),
        answers=(matrix,),
    )


def show_combinations(chosen: Chosen) -> None:
    text, table = chosen.text, cache.table("deprivation_combinations", chosen)
    places = combinations.read_combinations(table, text)
    block.show(
        chosen,
        "deprivations_combinations",
        findings.combinations(table, text),
        picture=(Picture.of(combinations, places) if places else None,),
        notes=(text("deprivations.combinations_how"),),
        lists=(rows.leave_out(table, "is_known"),) if table.rows else (),
        answers=(table,),
    )


def show_gaps(chosen: Chosen) -> None:
    text, points = chosen.text, cache.table("gap_points", chosen)
    gaps = cache.table("household_gaps", chosen)
    dots = gap_plot.read_dots(points)
    block.show(
        chosen,
        "deprivations_gaps",
        findings.nearest(gaps, points, text),
        picture=(Picture.of(gap_plot, dots) if dots else None,),
        notes=(text("deprivations.gaps_how"),),
        lists=(points, gaps) if points.rows else (gaps,),
        answers=(points,),
    )


def show_remedies(chosen: Chosen) -> None:
    text, remedies = chosen.text, cache.table("remedies", chosen)
    if remedies.rows:
        grid = grids.remedies(remedies, text)
        said = findings.remedies(remedies, text)
        block.show(chosen, "remedies", said, grids=(grid,), answers=(remedies,), is_of_ward=True)
