"""Which children of poor households are not at the right level of school yet?"""

import queries
from dashboard import findings
from dashboard.charts import ages, dots, strip
from dashboard.grids import ages as age_grids
from dashboard.grids import counts
from dashboard.ui import areas, block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Result, Table

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
    show_ages(chosen, cache.table("children", chosen))


def show_statuses(chosen: Chosen, by_child: Result, by_household: Result) -> None:
    text, statuses = chosen.text, cache.value(BY_CHILD, chosen, by="school_status")
    if findings.missing(by_child, text) or dots.is_empty(statuses):
        return
    heads = (text("strip.status"), text("axis.children"))
    block.show(
        chosen,
        "children_statuses",
        findings.statuses(statuses, "child", text),
        picture=Picture.of(dots, statuses),
        notes=findings.two_measures(by_child, by_household, cache.small_below(), text),
        grids=(counts.by_slice(statuses, text("children.statuses"), heads, text),),
        answers=(by_child, by_household),
    )


def show_ages(chosen: Chosen, children: Table) -> None:
    """Show at which age children leave the way from preschool to lower secondary, and which rule says so."""
    text, school = chosen.text, findings.schooling(children, queries.reference())
    drawn = ages.read_strip(children, school, text)
    if not children.rows:
        cards.note(text.of(children.withheld))
        return
    block.show(
        chosen,
        "children_ages",
        ages.say_short(drawn, text),
        findings.school_year(school, text),
        picture=None if strip.is_empty(drawn) else Picture.of(strip, drawn),
        notes=findings.readings(children, school, text),
        grids=(age_grids.by_age(drawn, text), age_grids.birth_years(findings.birth_years(school, text), text)),
        answers=(children,),
    )
