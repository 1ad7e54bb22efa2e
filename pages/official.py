"""The official tables R1 to R11, as the ward sends them up: which cell does not follow the form's formula?"""

from dashboard import findings
from dashboard.ui import cache, cards, filters
from dashboard.ui.sections import official


def page() -> None:
    chosen = filters.current()
    stock, summary = cache.value("poor_households", chosen), cache.table("official_summary", chosen)
    movement = cache.table("official_poor_movement", chosen)
    said = findings.official(summary, movement, official.count_broken(chosen), chosen.text)
    cards.heading("official", said, chosen, stock)
    if summary.rows:
        official.show(chosen)
    else:
        cards.empty(chosen, stock)
