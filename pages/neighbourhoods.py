"""How does one khối stand beside the ward, and is the difference real?"""

import queries
from dashboard import findings
from dashboard.ui import areas, cache, cards, filters
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import chance, equity, profile
from queries import Result

# In the order of the plan; khối stand in the ward's own order, never ranked.
SHARES = ("children_right_level", "training_coverage", "information_device", "policy_served")
MOVED = ("escaped", "relapsed", "new_poor", "unexplained_households")
STOCKS = ("poor_households", "near_poor_households")


def page() -> None:
    chosen = filters.current()
    stocks = tuple(cache.value(indicator_id, chosen) for indicator_id in STOCKS)
    name = next((a.name for a in queries.reference().areas if a.area_id == chosen.filters.area_id), None)
    cards.heading("neighbourhoods", say_heading(chosen, stocks, name), chosen, stocks[0])
    cards.empty(chosen, stocks[0])
    if stocks[0].total is None:
        return
    if name:
        profile.show(chosen, name)
    else:
        areas.show_stocks(chosen, "neighbourhoods_all", *STOCKS)
        areas.show_table(chosen, "neighbourhoods_more", *MOVED, *SHARES)
    chance.show(chosen)
    equity.show(chosen)


def say_heading(chosen: Chosen, stocks: tuple[Result, ...], name: str | None) -> str:
    text = chosen.text
    if stocks[0].total is None:
        return findings.missing(stocks[0], text)
    if name is None:
        counts = (findings.measured(stock.total, text) for stock in stocks)
        return text(
            "neighbourhoods.all",
            areas=len(queries.reference().areas),
            **dict(zip(("poor", "near"), counts, strict=True)),
        )
    whole = profile.of_ward(chosen)
    return findings.profile(name, stocks, tuple(cache.value(each, whole) for each in STOCKS), text)
