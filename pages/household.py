"""Each household: the list, and the card of one. Only inside the office."""

from dashboard import findings
from dashboard import format as fmt
from dashboard.ui import cache, cards, filters, households
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import household_card, household_list, wishes


def page() -> None:
    chosen = filters.current()
    asked = household_card.read_asked()
    timeline = cache.table("household_timeline", household_card.ask(chosen, asked)) if asked else None
    if asked and timeline and timeline.rows:
        name = households.name_household(timeline.records()[-1])
        cards.heading("household", findings.household(timeline, name, chosen.text), chosen)
        household_card.show(chosen, asked, timeline)
        return
    show_list(chosen, unknown=asked or "")


def show_list(chosen: Chosen, unknown: str) -> None:
    """Show the list; outside the office why there is none. Nobody learns there whether an id is known."""
    text, listed = chosen.text, cache.table("household_cards", chosen)
    if listed.withheld:
        cards.heading("household", text.of(listed.withheld), chosen)
        return
    period = fmt.period(listed.filters.period, text)
    count = fmt.counted(len(listed.rows), "household", text)
    said = text("household.list", count=count, period=period) if listed.rows else text("household.none", period=period)
    cards.heading("household", said, chosen, cache.value("poor_households", chosen))
    if unknown:
        household_card.forget_asked(unknown)
    if listed.rows:
        household_list.show(chosen, listed)
    else:
        cards.nothing(text("empty.todo"))
    wishes.show(chosen)
    household_list.show_risk(chosen)
