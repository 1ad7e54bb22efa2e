"""Which poor households have no means of information?"""

from dashboard import findings
from dashboard.ui import areas, cache, cards, filters

MEANS = "information_device"


def page() -> None:
    chosen = filters.current()
    answer = cache.value(MEANS, chosen)
    finding = findings.share_of("information.finding", answer, chosen.text)
    cards.heading("information", finding, chosen, answer)
    cards.empty(chosen, answer)
    areas.show_shares(chosen, "information_areas", MEANS, lists=(cache.table("information_list", chosen),))
