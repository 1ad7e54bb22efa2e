"""The block of a number khối by khối: a mark for each household or child, the table, the lists behind it."""

from dashboard import findings
from dashboard.charts import areas
from dashboard.grids import crosstabs
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from queries import Result, Table


def show_shares(chosen: Chosen, name: str, *indicator_ids: str, lists: tuple[Table, ...] = ()) -> None:
    """Show shares; the picture and the finding are of the first."""
    answers = tuple(cache.value(indicator_id, chosen, by="area_id") for indicator_id in indicator_ids)
    finding = findings.short_areas(answers[0], chosen.text)
    _show(chosen, name, answers, finding, areas.read_share(answers[0], chosen.text), lists)


def show_stocks(chosen: Chosen, name: str, *indicator_ids: str, lists: tuple[Table, ...] = ()) -> None:
    """Show counts of two classes; the finding is of the first."""
    answers = tuple(cache.value(indicator_id, chosen, by="area_id") for indicator_id in indicator_ids)
    names = tuple(chosen.text.of(answer.indicator.title) for answer in answers)
    finding = findings.stock_areas(answers[0], chosen.text)
    _show(chosen, name, answers, finding, areas.read_stocks(answers, names, chosen.text), lists)


def show_table(chosen: Chosen, name: str, *indicator_ids: str) -> None:
    """Show numbers side by side without a picture, each khối a way to its own page; the finding is that of the page."""
    answers = tuple(cache.value(indicator_id, chosen, by="area_id") for indicator_id in indicator_ids)
    _show(chosen, name, answers, chosen.text("neighbourhoods.more"), (), ())


def _show(
    chosen: Chosen,
    name: str,
    answers: tuple[Result, ...],
    finding: str,
    places: tuple[areas.Place, ...],
    lists: tuple[Table, ...],
) -> None:
    """Show one row and the lists when one khối is chosen; the reason where khối may not be told apart."""
    told = tuple(answer for answer in answers if answer.rows and not answer.withheld)
    is_divided = bool(told) and not chosen.filters.area_id
    link = filters.query(khoi="") if is_divided else ""
    shown = Picture.of(areas, places) if is_divided and any(place.groups for place in places) else None
    cards.note(*dict.fromkeys(chosen.text.of(answer.withheld) for answer in answers))
    if told or lists:
        block.show(
            chosen,
            name,
            finding if is_divided else "",
            picture=(shown,),
            grids=(crosstabs.by_area(told, chosen.text, link),) if told else (),
            lists=lists,
            answers=(*told, *lists),
        )
