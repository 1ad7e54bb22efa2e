"""Can this number be trusted, and where is it from: six parts, one at a time."""

from dashboard.findings import quality
from dashboard.ui import cache, cards, filters
from dashboard.ui.filters import Chosen
from dashboard.ui.sections.quality import checked, definitions, files, part, rules, sent, sums, way_back


def page() -> None:
    chosen = filters.current()
    finding = quality.say_checked(checked.read(chosen), chosen.text)
    cards.heading("quality", finding, chosen, cache.value("poor_households", chosen))
    asked = part.restore(chosen.text)
    part.draw(chosen.text)
    show_part(chosen, asked)


def show_part(chosen: Chosen, asked: str) -> None:
    match asked:
        case part.RULES:
            rules.show(chosen)
        case part.SUMS:
            sums.show(chosen)
        case part.FILES:
            files.show(chosen)
        case part.DEFINITIONS:
            definitions.show()
        case part.ROWS:
            way_back.show(chosen)
        case _:
            sent.show(chosen)
