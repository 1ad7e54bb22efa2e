"""Which policies reach everybody, who is entitled and still waits, and what a policy pays by which document?"""

from dashboard import findings
from dashboard.grids import policies as grids
from dashboard.ui import block, cache, cards, filters
from dashboard.ui.filters import Chosen
from dashboard.ui.sections import policies as sections


def page() -> None:
    chosen = filters.current()
    matrix, served = cache.table("policy_matrix", chosen), cache.value("policy_served", chosen)
    cards.heading("policies", findings.policies(matrix, served, chosen.text), chosen, served)
    if any(row["origin"] for row in matrix.records()):
        sections.show_reach(chosen, matrix, served)
        sections.show_by_area(chosen)
        show_waiting(chosen)
    else:
        cards.empty(chosen, served)
    show_amounts(chosen)


def show_waiting(chosen: Chosen) -> None:
    text, unserved = chosen.text, cache.table("unserved", chosen)
    if unserved.withheld:
        return
    table = grids.waiting(unserved, text)
    block.show(
        chosen,
        "policies_waiting",
        findings.waiting(unserved, text),
        notes=(text("policies.waiting_how"),),
        grids=(table,) if table.rows else (),
        lists=(cache.table("unserved_list", chosen),),
        answers=(unserved,),
    )


def show_amounts(chosen: Chosen) -> None:
    amounts = cache.table("policy_amounts", chosen)
    if amounts.rows:
        table = grids.amounts(amounts, chosen.text)
        block.show(
            chosen,
            "policies_amounts",
            findings.amounts(amounts, chosen.text),
            notes=(chosen.text("policies.amounts_how") if chosen.is_inside else "",),
            grids=(table,),
            markup=block.fold(table),
            answers=(amounts,),
            is_of_ward=True,
        )
