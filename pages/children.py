"""Which children of poor households are not at the right level of school yet?"""

from dashboard import findings
from dashboard.charts import dots
from dashboard.ui import areas, block, cache, cards, filters
from dashboard.ui.block import Picture

BY_CHILD, BY_HOUSEHOLD = "children_right_level", "households_children_right_level"


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    by_child, by_household = cache.value(BY_CHILD, chosen), cache.value(BY_HOUSEHOLD, chosen)
    cards.heading("children", findings.share_of("children.finding", by_child, text), chosen, by_child)
    statuses = cache.value(BY_CHILD, chosen, by="school_status")
    if findings.missing(by_child, text) or dots.is_empty(statuses):
        cards.empty(chosen, by_child)
    else:
        block.show(
            chosen,
            "children_statuses",
            findings.statuses(statuses, "child", text),
            picture=Picture.of(dots, statuses),
            notes=findings.two_measures(by_child, by_household, cache.small_below(), text),
            answers=(by_child, by_household),
        )
    areas.show_shares(chosen, "children_areas", BY_CHILD, BY_HOUSEHOLD, lists=(cache.table("children_list", chosen),))
