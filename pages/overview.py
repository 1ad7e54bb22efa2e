"""Are the plan's targets met, and how many households or children are still to go?"""

from dashboard import findings
from dashboard.ui import cache, cards, filters, news, todo
from dashboard.ui.sections import targets


def page() -> None:
    chosen = filters.current()
    stock, change = (cache.value(name, chosen.of_every_group) for name in ("poor_households", "net_change_poor"))
    bullets = targets.read_bullets(chosen, filters.query())
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    finding = findings.overview(states, findings.poverty(stock, change, chosen.text), chosen.text)
    cards.heading("overview", finding, chosen, stock)
    targets.show(chosen)
    todo.show(chosen)
    news.show(chosen)
