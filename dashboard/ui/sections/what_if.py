"""A scenario: help for named households or a whole khối, and who would leave. The data never hear of it."""

from dataclasses import replace

import queries
from dashboard import findings
from dashboard.grids import deprivations as grids
from dashboard.grids import what_if as what_if_grids
from dashboard.ui import block, cache, cards, households, scenarios
from dashboard.ui.filters import Chosen
from dashboard.ui.scenarios import Kept
from dashboard.ui.sections import kept_scenarios, ticks
from queries import Help, Table, WhatIf


def show(chosen: Chosen) -> None:
    text, gaps = chosen.text, cache.table("household_gaps", chosen)
    if gaps.withheld or not gaps.rows:
        cards.section(text("what_if.title"), text.of(gaps.withheld) or text("what_if.nobody"))
        return
    names = {str(row["household_id"]): households.name_household(row) for row in gaps.records()}
    block.show(
        chosen,
        "what_if_ends",
        text("what_if.title"),
        text("what_if.caution"),
        grids=(grids.both_ends(gaps, names, text),),
        answers=(gaps,),
    )
    shelf = scenarios.read_shelf()
    opened = kept_scenarios.open_asked(chosen, shelf, names)
    remedies = cache.table("remedies", chosen)
    helps = ticks.draw(chosen, names, remedies)
    # Ticks hold only what can still be ticked: an opened one that nobody changed is computed as it was kept.
    is_changed = ticks.is_changed(helps)
    asked = opened.helps if opened and not is_changed else helps
    if opened and (is_changed or ticks.read_unit_costs() != dict(opened.unit_costs)):
        cards.note(text("scenario.changed"))
    if asked:
        show_outcome(chosen, asked, remedies, opened)
    else:
        cards.note(text("what_if.choose"))
    kept_scenarios.show(chosen, shelf, opened, asked)


def show_outcome(chosen: Chosen, helps: tuple[Help, ...], remedies: Table, opened: Kept | None) -> None:
    text, found = chosen.text, suppose(chosen, helps)
    names = name_everybody(chosen)
    told = {standard.standard_id: text.of(standard.words) for standard in queries.reference().standards}
    shown = what_if_grids.Scenario(found, names, told, chosen.filters.area_id)
    cards.warn(*findings.gone(found, names, opened.period if opened else None, text))
    block.show(
        chosen,
        "what_if",
        findings.scenario(shown.outcomes, told, text),
        notes=(*findings.uncomputed(found, told, text), text("what_if.not_kept")),
        grids=(what_if_grids.counts(shown, text), what_if_grids.outcomes(shown, remedies, text)),
        answers=(cache.table("household_gaps", chosen),),
    )
    show_costs(chosen, shown, remedies)


def show_costs(chosen: Chosen, shown: what_if_grids.Scenario, remedies: Table) -> None:
    text, own = chosen.text, ticks.read_unit_costs()
    costs = queries.find_costs(shown.outcomes, own, chosen.filters, viewer=chosen.viewer)
    if not costs:
        return
    indicators = {str(row["indicator_code"]): text.of(row["indicator"]) for row in remedies.records()}
    block.show(
        chosen,
        "what_if_costs",
        findings.costs(costs, indicators, text),
        text("costs.how"),
        grids=(what_if_grids.costs(costs, indicators, text),),
        answers=(remedies,),
    )
    ticks.draw_unit_costs(chosen, costs, indicators)


def suppose(chosen: Chosen, helps: tuple[Help, ...]) -> WhatIf:
    return queries.what_if(helps, chosen.filters, viewer=chosen.viewer, skips_gone=True)


def name_everybody(chosen: Chosen) -> dict[str, str]:
    """Return the names of all that were ever on a list: a scenario may be older than the list of now."""
    whole = replace(chosen, filters=replace(chosen.filters, area_id=None))
    return {
        str(row["household_id"]): households.name_household(row)
        for row in cache.table("household_names", whole).records()
    }
