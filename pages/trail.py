"""Who looked at which list, took what away, changed what: for the officer in charge."""

from dashboard.findings import trail as findings
from dashboard.ui import cards, filters
from dashboard.ui.sections import trail


def page() -> None:
    chosen = filters.current()
    verdict, entries = trail.read()
    cards.heading("trail", findings.say_chain(verdict, chosen.text), chosen)
    trail.show_faults(verdict, chosen)
    trail.show_entries(entries, chosen)
    trail.show_head(verdict, chosen)
