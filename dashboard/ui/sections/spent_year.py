"""Money against the calendar, of all sources or of one, and what may be left of it at the end of the year."""

import queries
from dashboard import findings
from dashboard.charts import spent
from dashboard.grids import listing, rows
from dashboard.ui import block, cache, cards, switch
from dashboard.ui.block import Picture
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen

# The source in the address: «kinh-phi?nguon=mobilised». It belongs to this page alone and leaves with it.
CODE, ALL = "nguon", "all"
REPORTS = (
    *("report_date", "lines", "reporting_lines", "available_vnd", "disbursed_vnd", "money_share"),
    *("silent_lines", "silent_vnd"),
)
# The source in small print under the name; why a line is not estimated stands over the table.
PACE = (
    *("line_name", "fund_source", "remaining_vnd", "slow_vnd", "fast_vnd"),
    *("unspent_least_vnd", "unspent_most_vnd", "settled_least_vnd", "settled_most_vnd"),
)


def show(chosen: Chosen) -> None:
    choice = _read_choice(chosen)
    source = switch.restore(choice)
    switch.draw(choice, chosen.text("money.pick"))
    show_steps(chosen, source)
    show_pace(chosen, source)


def show_steps(chosen: Chosen, source: str) -> None:
    text = chosen.text
    table = rows.keep(cache.table("money_burnup", chosen), fund_source_id=source)
    drawn = spent.read_spent(table)
    reports = cache.table("project_report_list", chosen)
    if source != ALL:
        named = {row["fund_source_id"]: row["fund_source"] for row in cache.table("money_sources", chosen).records()}
        reports = rows.keep(reports, fund_source=named[source])
    block.show(
        chosen,
        "money_burnup",
        spent.say_last(drawn, text),
        picture=(None if spent.is_empty(drawn) else Picture.of(spent, drawn),),
        notes=(spent.say_key(drawn, text),),
        grids=(listing.drop_total(listing.grid(rows.pick(table, REPORTS), text)),) if table.rows else (),
        lists=(reports,),
        answers=(table,),
    )


def show_pace(chosen: Chosen, source: str) -> None:
    try:
        text, table = chosen.text, cache.table("money_pace", chosen)
    except queries.AskedWrongly as error:
        cards.note(chosen.text.of(error.words))
        return
    if source != ALL:
        table = rows.keep(table, fund_source_id=source)
    if not table.rows:
        return
    settings = queries.reference().settings
    said = findings.pace(table, settings, text)
    missing = findings.unestimated(table, text)
    block.show(
        chosen,
        "money_pace",
        said,
        notes=("" if missing in said else missing, findings.pace_rule(settings, text)),
        grids=(listing.tighten(listing.tuck(listing.grid(rows.pick(table, PACE), text))),),
        answers=(table,),
    )


def _read_choice(chosen: Chosen) -> Choice:
    """Offer every source of the plan, whether or not there are figures of it."""
    sources = cache.table("money_sources", chosen).records()
    named = {row["fund_source_id"]: chosen.text.of(row["fund_source"]) for row in sources if row["fund_source_id"]}
    return Choice(CODE, {ALL: chosen.text("money.all_sources")} | named)
