"""Are the plan's targets met, and how many households or children are still to go?"""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import findings
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import read_bullet
from dashboard.ui import cache, cards, filters
from dashboard.ui.filters import Chosen

# Where the story behind a row is told.
STORIES = {
    "net_change_poor": "bien-dong",
    "relapsed": "bien-dong",
    "children_right_level": "tre-em",
    "training_coverage": "dao-tao-nghe",
}


def page() -> None:
    chosen, query = filters.current(), filters.query()
    stock, change = cache.value("poor_households", chosen), cache.value("net_change_poor", chosen)
    bullets = read_bullets(chosen, query)
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    finding = findings.overview(states, findings.poverty(stock, change, chosen.text), chosen.text)
    cards.heading("overview", finding, chosen, stock)
    cards.bullets(bullets, chosen)
    cards.source(chosen, *cache.answers(chosen))


@lru_cache(maxsize=cache.KEPT)
def read_bullets(chosen: Chosen, query: str) -> tuple[Bullet, ...]:
    """Return the rows, each with the short name of its lead and the way to the page that tells why."""
    ward, small = queries.reference(), cache.small_below()
    leads = {unit.unit_id: chosen.text.of(unit.words) for unit in ward.units}
    bullets = []
    for target in ward.targets:
        bullet = read_bullet(target, cache.readings(target, chosen), small, chosen.text)
        story = STORIES.get(target.indicator_id or "")
        lead = leads.get(target.lead_unit_id or "", bullet.lead)
        bullets.append(replace(bullet, link=f"{story}{query}" if story else None, lead=lead))
    return tuple(bullets)
