"""Who the poor households are: ethnic minority, headed by a woman, with a disabled member, without labour."""

from dashboard import findings
from dashboard.charts import equity
from dashboard.grids import neighbourhoods as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen


def show(chosen: Chosen) -> None:
    text, whole = chosen.text, cache.table("equity_groups", chosen)
    if whole.withheld:
        # Of one khối outside the office; its profile, just above, says why.
        return
    table = grids.drop_hidden(whole)
    hidden = text("finding.suppressed") if len(table.rows) < len(whole.rows) else ""
    if not table.rows:
        cards.note(hidden)
        return
    places = equity.read_attributes(table, text)
    block.show(
        chosen,
        "equity",
        findings.equity(table, text),
        picture=(Picture.of(equity, places) if any(place.groups for place in places) else None,),
        notes=(hidden, text("equity.how")),
        grids=(grids.equity(table, text),),
        answers=(table,),
    )
