"""What the meeting is shown and what is sent up: choose a document, read what it will say, take it."""

from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import documents


def page() -> None:
    chosen = filters.current()
    text, stock = chosen.text, cache.value("poor_households", chosen)
    cards.heading("documents", text("documents.finding"), chosen, stock)
    documents.show(chosen)
