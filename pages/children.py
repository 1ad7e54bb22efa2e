"""Which children of poor households are not at the right level of school yet?"""

from dashboard import findings
from dashboard.charts import dots
from dashboard.ui import cache, cards, filters


def page() -> None:
    chosen = filters.current()
    by_child = cache.value("children_right_level", chosen)
    by_household = cache.value("households_children_right_level", chosen)
    statuses = cache.value("children_right_level", chosen, by="school_status")
    finding = findings.share_of("children.finding", by_child, chosen.text)
    cards.heading("children", finding, chosen, by_child)
    if findings.missing(by_child, chosen.text) or dots.is_empty(statuses):
        cards.empty(chosen, by_child)
    else:
        cards.chart(dots, chosen, statuses, key="children_dots")
    cards.note(*findings.two_measures(by_child, by_household, cache.small_below(), chosen.text))
    cards.by_area(chosen, "children_right_level", "households_children_right_level")
    cards.listing(cache.table("children_list", chosen), chosen)
    cards.source(chosen, by_child, by_household)
