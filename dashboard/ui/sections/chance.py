"""Does a khối differ from the ward, or is it chance? For the analyst, in the office alone."""

import queries
from dashboard import findings
from dashboard.charts import funnel
from dashboard.grids import neighbourhoods as grids
from dashboard.ui import block, cache
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen

RATE = "poverty_rate"


def show(chosen: Chosen) -> None:
    """Show the funnel from the set number of khối on, and the intervals; of one khối its intervals."""
    if not chosen.is_inside:
        return
    text = chosen.text
    is_whole = chosen.filters.area_id is None
    answer = cache.value(RATE, chosen, by="area_id") if is_whole else cache.value(RATE, chosen)
    least = int(queries.reference().settings["funnel_areas_from"].value)
    found = queries.find_funnel(answer, least) if is_whole else None
    table = grids.intervals(answer, text, cache.small_below())
    if not table.rows:
        return
    few = text("funnel.few", least=least) if is_whole and found is None else ""
    finding = findings.beside_chance(found, text) if found else text("intervals.finding")
    block.show(
        chosen,
        "chance",
        finding,
        few,
        picture=(Picture.of(funnel, found) if found else None,) if is_whole else (),
        notes=(text("funnel.how") if found else "", text("intervals.how")),
        grids=(table,),
        answers=(answer,),
    )
