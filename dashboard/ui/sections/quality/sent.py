"""Which khối sent which form of the period, by the day that a document sets; and how final each round is."""

from dashboard.findings import quality
from dashboard.grids import listing, rows
from dashboard.grids import quality as grids
from dashboard.ui import block, cache, filters
from dashboard.ui.filters import Chosen

STATES = ("round", "standard", "figure_status", "areas_reported", "areas_total", "reference_date", "decision")


def show(chosen: Chosen) -> None:
    text, table, today = chosen.text, cache.table("completeness", chosen), chosen.filters.today or filters.read_today()
    block.show(
        chosen,
        "quality_sent",
        quality.say_sent(table, today, text),
        notes=(quality.say_due(table, text), grids.say_key(table, today, text)),
        grids=(grids.matrix(table, today, text) if table.rows else None,),
        answers=(table,),
    )
    states = cache.table("round_states", chosen)
    closed = sum(row["decision_number"] is not None for row in states.records())
    block.show(
        chosen,
        "quality_rounds",
        text("states.finding", closed=closed, rounds=len(states.rows)),
        text("states.how"),
        grids=(listing.grid(rows.pick(states, STATES), text),),
        answers=(states,),
        is_of_ward=True,
    )
