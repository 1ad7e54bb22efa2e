"""Are the plan's targets met, and how many households or children are still to go?"""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import findings
from dashboard.charts import bullet
from dashboard.charts.bullet import Bullet
from dashboard.charts.scoreboard import read_bullet
from dashboard.grids import targets
from dashboard.ui import block, cache, cards, filters, news, todo
from dashboard.ui.filters import Chosen

# Where the story behind a row is told.
STORIES = {
    "net_change_poor": "bien-dong",
    "relapsed": "bien-dong",
    "children_right_level": "tre-em",
    "training_coverage": "dao-tao-nghe",
    "information_device": "phuong-tien-thong-tin",
}


def page() -> None:
    chosen, query = filters.current(), filters.query()
    stock, change = cache.value("poor_households", chosen), cache.value("net_change_poor", chosen)
    bullets = read_bullets(chosen, query)
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    finding = findings.overview(states, findings.poverty(stock, change, chosen.text), chosen.text)
    cards.heading("overview", finding, chosen, stock)
    block.show(
        chosen,
        "targets",
        "",
        markup=bullet.markup(bullets, chosen.text),
        grids=(targets.grid(bullets, chosen.text),),
        answers=cache.answers(chosen),
    )
    todo.show(chosen)
    news.show(chosen)


@lru_cache(maxsize=cache.KEPT)
def read_bullets(chosen: Chosen, query: str) -> tuple[Bullet, ...]:
    """Return the rows, each with the short name of its lead and the way to the page that tells why."""
    ward, small = queries.reference(), cache.small_below()
    leads = {unit.unit_id: chosen.text.of(unit.words) for unit in ward.units}
    rows = []
    for target in ward.targets:
        row = read_bullet(target, cache.readings(target, chosen), small, chosen.text)
        story = STORIES.get(target.indicator_id or "")
        lead = leads.get(target.lead_unit_id or "", row.lead)
        rows.append(replace(row, link=f"{story}{query}" if story else None, lead=lead))
    return tuple(rows)
