"""Are the plan's targets met, and how many households or children are still to go?"""

from dataclasses import replace

import queries
from dashboard import findings
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import read_bullet
from dashboard.ui import cache, cards, filters
from queries import Reference, Target

# Where the story behind a row is told.
STORIES = {
    "net_change_poor": "bien-dong",
    "relapsed": "bien-dong",
    "children_right_level": "tre-em",
    "training_coverage": "dao-tao-nghe",
}


def page() -> None:
    chosen, ward = filters.current(), queries.reference()
    text, small, query = chosen.text, cache.small_below(), filters.query()
    board = [(target, cache.readings(target, chosen)) for target in ward.targets]
    bullets = tuple(complete(read_bullet(*row, small, text), row[0], ward, query) for row in board)
    stock, change = cache.value("poor_households", chosen), cache.value("net_change_poor", chosen)
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    finding = findings.overview(states, findings.poverty(stock, change, text), text)
    cards.heading("overview", finding, chosen, stock)
    cards.bullets(bullets, chosen)
    cards.source(chosen, *(result for _, readings in board for result in readings.results))


def complete(bullet: Bullet, target: Target, ward: Reference, query: str) -> Bullet:
    """Return the row with the short name of its lead and the way to the page that tells why."""
    leads = {unit.unit_id: unit.short_name for unit in ward.units}
    story = STORIES.get(target.indicator_id or "")
    return replace(
        bullet, link=f"{story}{query}" if story else None, lead=leads.get(target.lead_unit_id or "", bullet.lead)
    )
