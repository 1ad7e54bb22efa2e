"""Which children of poor households are not at the right level of school yet?"""

from dashboard import findings
from dashboard.charts import dots
from dashboard.grids import counts
from dashboard.ui import areas, block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import school_ages
from queries import Result

BY_CHILD, BY_HOUSEHOLD = "children_right_level", "households_children_right_level"


def page() -> None:
    chosen = filters.current()
    text = chosen.text
    by_child, by_household = cache.value(BY_CHILD, chosen), cache.value(BY_HOUSEHOLD, chosen)
    cards.heading("children", findings.share_of("children.finding", by_child, text), chosen, by_child)
    if findings.missing(by_child, text):
        cards.empty(chosen, by_child)
    show_statuses(chosen, by_child, by_household)
    areas.show_shares(chosen, "children_areas", BY_CHILD, BY_HOUSEHOLD, lists=(cache.table("children_list", chosen),))
    school_ages.show(chosen)


def show_statuses(chosen: Chosen, by_child: Result, by_household: Result) -> None:
    text, statuses = chosen.text, cache.value(BY_CHILD, chosen, by="school_status")
    if any(row.suppressed for row in statuses.rows):
        # One group that is hidden would be the rest of the others.
        cards.note(text("finding.suppressed"))
        return
    if findings.missing(by_child, text) or dots.is_empty(statuses):
        return
    heads = (text("strip.status"), text("axis.children"))
    block.show(
        chosen,
        "children_statuses",
        findings.statuses(statuses, "child", text),
        picture=(Picture.of(dots, statuses),),
        notes=findings.two_measures(by_child, by_household, cache.small_below(), text),
        grids=(counts.by_slice(statuses, text("children.statuses"), heads, text),),
        answers=(by_child, by_household),
    )
