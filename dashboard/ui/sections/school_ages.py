"""At which age children leave the way from preschool to lower secondary, and which rule says so."""

import queries
from dashboard import findings
from dashboard.charts import ages, strip
from dashboard.grids import ages as grids
from dashboard.ui import block, cache, cards
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen


def show(chosen: Chosen) -> None:
    children = cache.table("children", chosen)
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
        picture=(None if strip.is_empty(drawn) else Picture.of(strip, drawn),),
        notes=findings.readings(children, school, text),
        grids=(grids.by_age(drawn, text), grids.birth_years(findings.birth_years(school, text), text)),
        answers=(children,),
    )
