"""Who left poverty, who entered the list, and why the count changed: seven sections, one at a time."""

from dashboard import findings
from dashboard.ui import cache, cards, filters, households, place
from dashboard.ui.filters import Chosen
from dashboard.ui.place import Place
from dashboard.ui.sections import changes, context, months, report, standards, unexplained, years
from queries import Result


def page() -> None:
    chosen, here = filters.current(), place.restore()
    stock, change = cache.value("poor_households", chosen), cache.value("net_change_poor", chosen)
    cards.heading("poverty", findings.poverty(stock, change, chosen.text), chosen, stock)
    place.draw_switch()
    is_found = here.household_id is None or households.show_one(chosen, here)
    ignored = here.ignored if is_found else (*here.ignored, filters.name_values("ho", [here.household_id or ""]))
    cards.warn(filters.name_ignored(ignored))
    if here.household_id is None or not is_found:
        show_section(chosen, here, stock)


def show_section(chosen: Chosen, here: Place, stock: Result) -> None:
    match here.section:
        case "doi_chieu":
            report.show(chosen)
        case "cac_nam":
            years.show(chosen, stock)
        case "trong_nam":
            months.show(chosen, stock)
        case "hai_chuan":
            standards.show(chosen)
        case "chua_ro":
            unexplained.show(chosen, here)
        case "boi_canh":
            context.show(chosen, stock)
        case _:
            changes.show(chosen, here, stock)
