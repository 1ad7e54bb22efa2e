"""What do poor households lack most, who stands nearest to the line, and what would help of whom change?"""

from dashboard import findings
from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import deprivations, measures, what_if


def page() -> None:
    chosen = filters.current()
    matrix, poor = cache.table("deprivation_matrix", chosen), cache.value("poor_households", chosen)
    cards.heading("deprivations", findings.deprivations(matrix, poor, chosen.text), chosen, poor)
    if poor.total is None:
        cards.empty(chosen, poor)
        return
    if matrix.withheld:
        deprivations.show_remedies(chosen)
        return
    if findings.lacks_nobody(matrix):
        return
    if not findings.tells_deprivations(matrix):
        cards.nothing(chosen.text("deprivations.todo"))
        return
    deprivations.show_matrix(chosen, matrix)
    deprivations.show_combinations(chosen)
    deprivations.show_gaps(chosen)
    what_if.show(chosen)
    deprivations.show_remedies(chosen)
    measures.show(chosen, matrix)
