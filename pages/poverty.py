"""Who left poverty, who entered the list, and why the count changed."""

from dashboard import findings
from dashboard.charts import steps, waterfall
from dashboard.ui import cache, cards, filters


def page() -> None:
    chosen = filters.current()
    stock, change = cache.value("poor_households", chosen), cache.value("net_change_poor", chosen)
    movement = cache.table("poor_movement", chosen)
    taken = steps.read_steps(movement, chosen.text)
    cards.heading("poverty", findings.poverty(stock, change, chosen.text), chosen, stock)
    if not movement.rows:
        cards.empty(chosen, stock)
        return
    cards.warn(steps.say_gap(taken, chosen.text))
    cards.chart(waterfall, chosen, taken, key="poverty_waterfall")
    untaken = steps.list_untaken(movement, stock.total, chosen.text)
    cards.note(findings.untaken(untaken, chosen.text), chosen.text("movement.scope"))
    cards.matrix(cache.table("movement_matrix", chosen), chosen)
    cards.by_area(chosen, "poor_households", "near_poor_households")
    cards.listing(cache.table("household_list", chosen), chosen)
    cards.source(chosen, stock, change, movement)
