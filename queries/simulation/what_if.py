"""Helps -> who would leave. Reads the warehouse, writes nothing anywhere."""

from queries.errors import AskedWrongly
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.privacy import limit_areas, refuse_names
from queries.scope import resolve
from queries.simulation.gone import check_helps, set_apart
from queries.simulation.households import Household, read_households
from queries.simulation.model import INCOME, Gone, Help, Outcome, WhatIf
from queries.simulation.rules import Threshold, classify, find_line, read_rules
from queries.viewer import Viewer
from queries.warehouse import Warehouse, default_warehouse

Helps = tuple[Help, ...]


def what_if(
    helps: Helps, filters: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None, skips_gone: bool = False
) -> WhatIf:
    """Compute who would leave poverty or near-poverty of the period, under each standard whose rule is complete.

    `skips_gone`: of a scenario made earlier, what is no more is named in `gone` and the rest computed. Raises
    AskedWrongly for a household that is not on the list, a khối or an indicator nobody knows, and where names may not
    be read.
    """
    opened = warehouse or default_warehouse()
    reference = read_reference(opened)
    if refused := refuse_names("restricted", viewer):
        raise AskedWrongly(refused.vi, refused.en)
    scope = resolve(filters, reference, viewer)
    limited = limit_areas("restricted", viewer)
    households = tuple(
        household
        for household in read_households(scope.period.period, scope.filters.group, opened)
        if limited is None or household.area_id in limited
    )
    gone: tuple[Gone, ...] = ()
    if skips_gone:
        helps, gone = set_apart(helps, households, scope.period.period, reference, opened)
    check_helps(helps, households, scope.period.period, reference)
    rules = read_rules(opened)
    complete = {rule.standard_id for rule in rules}
    listed = {survey.standard_id for survey in reference.rounds if survey.period == scope.period.period}
    return WhatIf(
        scope.period.period,
        simulate(helps, tuple(h for h in households if h.standard_id in complete), rules),
        tuple(s.standard_id for s in reference.standards if s.standard_id in listed - complete),
        gone,
    )


def simulate(helps: Helps, households: tuple[Household, ...], rules: tuple[Threshold, ...]) -> tuple[Outcome, ...]:
    """Say what the rule would make of each household; one that nobody helps keeps the class that was decided."""
    return tuple(_suppose(household, _collect(household, helps), rules) for household in households)


def _collect(household: Household, helps: Helps) -> tuple[str, ...]:
    """Return the helps that meet something this household lacks, each once."""
    lacking = {code for code, _ in household.deprived} | {INCOME}
    given = (
        code
        for help_ in helps
        if household.household_id in help_.household_ids or household.area_id == help_.area_id
        for code in help_.indicators
    )
    return tuple(dict.fromkeys(code for code in given if code in lacking))


def _suppose(household: Household, removed: tuple[str, ...], rules: tuple[Threshold, ...]) -> Outcome:
    after = household.recognised_class
    if removed:
        after = "unknown" if household.doubt else _judge(household, removed, rules)
    left = [code for code, _ in household.deprived if code not in removed]
    return Outcome(
        household.household_id,
        household.area_id,
        household.standard_id,
        household.recognised_class,
        after,
        removed,
        len(household.deprived),
        len(left),
        household.doubt if removed else None,
    )


def _judge(household: Household, removed: tuple[str, ...], rules: tuple[Threshold, ...]) -> str:
    key = (household.standard_id, household.area_type, household.basis)
    own = tuple(rule for rule in rules if (rule.standard_id, rule.area_type, rule.basis) == key)
    line, measure = find_line(own), household.measure
    if measure is None or line is None:
        return "unknown"
    # Just above the line: how far above nobody supposes.
    return classify(own, max(measure, line + 1) if INCOME in removed else measure, household.count(removed))
