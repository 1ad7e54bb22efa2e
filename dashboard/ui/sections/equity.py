"""Who the poor households are: ethnic minority, headed by a woman, with a disabled member, without labour."""

from dashboard import findings
from dashboard.charts import equity
from dashboard.grids import neighbourhoods as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import read_codes


def show(chosen: Chosen) -> None:
    text, table = chosen.text, cache.table("equity_groups", chosen)
    if table.withheld:
        # Of one khối outside the office; its profile, just above, says why.
        return
    # Every household is of one side of each attribute: one that is not there is held back.
    is_short = table.areas_reported and len(set(table.column("attribute"))) < len(read_codes()["equity_attribute"])
    hidden = text("finding.suppressed") if is_short else ""
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
