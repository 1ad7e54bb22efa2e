"""What happened between the two ends of the period: waterfall, transition table, who is on the list where."""

from datetime import timedelta
from functools import lru_cache

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.charts import sankey, steps, waterfall
from dashboard.grids import crosstabs
from dashboard.text import Text
from dashboard.ui import areas, block, cache, cards, households, place
from dashboard.ui.block import Picture
from dashboard.ui.filters import Chosen
from dashboard.ui.place import Place
from dashboard.ui.sections import listed_class, report
from queries import Result, Table


def show(chosen: Chosen, here: Place, stock: Result) -> None:
    movement = cache.table("movement", chosen)
    if movement.withheld:
        cards.note(chosen.text.of(movement.withheld))
    elif not movement.rows and stock.total is None:
        cards.empty(chosen, stock)
        return
    elif not movement.rows:
        # A quarter has no list of its own: its months have.
        name = fmt.period(movement.filters.period, chosen.text)
        cards.nothing(chosen.text("movement.by_parts", period=name[:1].upper() + name[1:]))
    elif not movement.areas_reported:
        cards.nothing(chosen.text("movement.none"))
    else:
        show_movement(chosen, here, stock)
    lists = (cache.table("household_list", chosen),) if movement.rows else ()
    areas.show_stocks(chosen, "poverty_areas", "poor_households", "near_poor_households", lists=lists)


def show_movement(chosen: Chosen, here: Place, stock: Result) -> None:
    text, movement = chosen.text, cache.table("movement", chosen)
    listed = listed_class.restore(text)
    taken = read_steps(chosen, listed)
    # Of both classes, whichever is looked at: nobody is left unexplained in silence.
    doubts = (steps.say_unexplained(read_steps(chosen, code), code, text) for code in listed_class.LISTED)
    cards.warn(steps.say_gap(taken, text), *doubts, report.point(chosen), holds_place=True)
    # Who followed a number of the table wants its households before everything else.
    if here.cell:
        show_matrix(chosen, here)
    listed_class.draw(text)
    title = text("movement.table", name=text.of(queries.words_of("class", listed)))
    block.show(
        chosen,
        "poverty_movement",
        steps.say_net(taken, listed, text),
        _say_partial(movement, text),
        picture=(Picture.of(waterfall, taken) if steps.has_moved(taken, text) else None,),
        notes=(*(say_ways_in(chosen, stock) if listed == "poor" else ()), say_opening(movement, text)),
        grids=(crosstabs.movement(taken, title, text),),
        lists=(households.list_changed(chosen),),
        answers=(movement, stock, cache.value("net_change_poor", chosen)),
    )
    if not here.cell:
        show_matrix(chosen, here)


def show_matrix(chosen: Chosen, here: Place) -> None:
    """Show the transition table and, under it, the households of the cell that was asked for."""
    text, matrix = chosen.text, cache.table("movement_matrix", chosen)
    is_told = cache.table("movement_list", chosen).withheld is None
    flows = sankey.read_flows(matrix)
    changed = sum(flow.households for flow in flows)
    is_many = changed >= int(queries.reference().settings["sankey_from"].value)
    link = place.link(here.section, o="") if is_told else ""
    block.show(
        chosen,
        "poverty_matrix",
        findings.changed_class(matrix, text),
        picture=(Picture.of(sankey, flows),) if is_many else (),
        grids=(crosstabs.transition(matrix, text, link, here.cell) if matrix.rows else None,),
        answers=(matrix,),
    )
    households.show_cell(chosen, here)


def say_ways_in(chosen: Chosen, stock: Result) -> tuple[str, str]:
    """Say which ways into poverty no household took, and who fell back in both readings."""
    movement = cache.table("movement", chosen)
    untaken = steps.list_untaken(movement, stock.total, chosen.text) if movement.is_complete else ()
    relapsed = cache.value("relapsed", chosen), cache.value("relapsed_wide", chosen)
    return findings.untaken(untaken, chosen.text), findings.relapse(*relapsed, chosen.text)


def say_opening(movement: Table, text: Text) -> str:
    """Say what the opening is taken from: the list before or, with the reason why not, the list's own column."""
    ward, asked = queries.reference(), movement.filters
    is_listed = any(
        sheet.gives == "opening_list" and (sheet.period, sheet.standard_id) == (asked.period, asked.standard_id)
        for sheet in ward.sheets
    )
    if is_listed:
        return text("movement.by_lists")
    period = next(period for period in ward.periods if period.period == asked.period)
    found = queries.find_breaks(asked.area_id, period.first_day - timedelta(days=1), period.last_day, ward)
    moved = [text.of(one.words) for one in found if one.kind == "boundary"]
    return text("movement.by_column", why=moved[0] if moved else text("movement.no_list_before"))


def _say_partial(movement: Table, text: Text) -> str:
    """Say of how many khối the movement tells, where it is not all of them."""
    told = {"reported": movement.areas_reported, "total": movement.areas_total}
    return "" if movement.is_complete else text("movement.partial", **told)


@lru_cache(maxsize=cache.KEPT)
def read_steps(chosen: Chosen, listed: str) -> tuple[steps.Step, ...]:
    movement = cache.table("movement", chosen)
    return steps.read_steps(movement, listed, chosen.text, is_ward=chosen.filters.area_id is None)
