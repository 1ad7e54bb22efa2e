"""What if some deprivations of some households were gone: computed beside the data, never written into them."""

from queries.simulation.costs import Basis, Cost, find_costs
from queries.simulation.households import Household, read_households
from queries.simulation.model import INCOME, Gone, Help, Outcome, WhatIf
from queries.simulation.ranking import rank_easiest, rank_neediest
from queries.simulation.rules import Threshold, classify, read_rules
from queries.simulation.what_if import simulate, what_if

__all__ = [
    "INCOME",
    "Basis",
    "Cost",
    "Gone",
    "Help",
    "Household",
    "Outcome",
    "Threshold",
    "WhatIf",
    "classify",
    "find_costs",
    "rank_easiest",
    "rank_neediest",
    "read_households",
    "read_rules",
    "simulate",
    "what_if",
]
