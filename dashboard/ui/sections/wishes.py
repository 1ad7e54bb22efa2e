"""Who was consulted, what is wished by how many, and the wishes of each household behind it."""

from dashboard import findings
from dashboard.grids import rows
from dashboard.grids import wishes as grids
from dashboard.ui import block, cache
from dashboard.ui.filters import Chosen
from queries import Table


def show(chosen: Chosen) -> None:
    """Show nothing but the sentence in a year without any consultation."""
    text, told = chosen.text, cache.value("consultation", chosen, "area_id")
    counts, listed = cache.table("wish_counts", chosen), cache.table("wish_list", chosen)
    block.show(
        chosen,
        "wishes",
        findings.consulted(told, text),
        notes=(text("wishes.key"),) if counts.rows else (),
        grids=(grids.grid(counts, text) if counts.rows else None,),
        lists=(drop_silent(rows.leave_out(listed, "household_id")),) if listed.rows else (),
        answers=(told, counts),
    )


def drop_silent(listed: Table) -> Table:
    """Return a list of wishes without the columns that nobody filled."""
    told = rows.drop_blank(listed)
    return told if any(told.column("note")) else rows.leave_out(told, "note")
