"""Who is on the list, or gone from it, without anybody knowing why: each with its reason and with who must explain."""

import queries
from dashboard import findings
from dashboard.grids import pairs
from dashboard.ui import block, cache, cards, place
from dashboard.ui.filters import Chosen
from dashboard.ui.place import Place

COUNT = "unexplained_households"


def show(chosen: Chosen, here: Place) -> None:
    text, counted = chosen.text, cache.value(COUNT, chosen)
    is_known = counted.total is not None and counted.total.numerator is not None
    is_open = is_known and bool(counted.total.numerator or counted.total.unknown)
    areas = cache.value(COUNT, chosen, by="area_id") if is_known and not chosen.filters.area_id else None
    where = findings.unexplained_areas(areas, text) if areas else ""
    listed, suggested = cache.table("unexplained_list", chosen), cache.table("link_suggestions", chosen)
    is_told = is_known and not listed.withheld
    block.show(
        chosen,
        "unexplained",
        findings.unexplained(counted, text),
        where,
        _say_owner(chosen) if is_open else "",
        notes=(text.of(listed.withheld) or pairs.say_same(listed, text),) if is_known else (),
        grids=(
            pairs.unexplained(listed, place.link(here.section, ho=""), text) if is_told and listed.rows else None,
            pairs.suggestions(suggested, text) if is_told and suggested.rows else None,
        ),
        answers=(counted,),
    )
    if not is_known:
        cards.empty(chosen, counted)
    elif is_told and (listed.rows or suggested.rows):
        cards.small(text("unexplained.decide"), text("unexplained.event"))


def _say_owner(chosen: Chosen) -> str:
    """Name who must explain: the khối, and the unit that leads the target of poor households."""
    leads = (chosen.text.of(t.lead) for t in queries.reference().targets if t.indicator_id == "net_change_poor")
    return chosen.text("unexplained.owner", lead=next((lead for lead in leads if lead), ""))
