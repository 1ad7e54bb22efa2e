"""Where the money stands: by source, against the calendar, by line, by unit, and who has not said."""

from dashboard import findings
from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import money_groups, spent_year


def page() -> None:
    chosen = filters.current()
    disbursement, lines = cache.value("project_disbursement", chosen), cache.table("money_lines", chosen)
    cards.heading("money", findings.money(disbursement, lines, chosen.text), chosen, disbursement)
    if not lines.rows:
        cards.empty(chosen, disbursement)
    cards.warn(*findings.overspent_lines(lines, chosen.text))
    money_groups.show_sources(chosen, disbursement)
    if lines.rows:
        spent_year.show(chosen)
        money_groups.show_lines(chosen, lines)
        money_groups.show_units(chosen, disbursement)
        money_groups.show_silent(chosen, lines)
