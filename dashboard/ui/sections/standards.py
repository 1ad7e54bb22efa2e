"""The same households under two standards in the same autumn: what the new standard does, and what life did."""

from dataclasses import replace
from functools import lru_cache

import queries
from dashboard import findings
from dashboard.charts import dumbbell
from dashboard.grids import crosstabs
from dashboard.ui import block, cache, cards
from dashboard.ui.block import Picture
from dashboard.ui.choices import shorten
from dashboard.ui.filters import Chosen
from queries import Standard, Table, same

POOR, CHANGE = "poor_households", "net_change_poor"


def show(chosen: Chosen) -> None:
    text, found = chosen.text, find_pair(chosen)
    if found is None:
        cards.nothing(text("standards.none"), text("standards.todo"))
        return
    period, old, new = found
    first, second = ask(chosen, period, old), ask(chosen, period, new)
    totals = cache.value(POOR, first), cache.value(POOR, second)
    names, crossed = (shorten(old, text), shorten(new, text)), cache.table("class_by_standard", first)
    pairs = () if chosen.filters.area_id else read_pairs(first, second)
    block.show(
        chosen,
        "standards",
        findings.standards(*totals, period, text),
        findings.decompose(*totals, cache.value(CHANGE, first), text),
        picture=(Picture.of(dumbbell, pairs, names) if pairs else None,),
        notes=(text.of(crossed.withheld), text("standards.never")),
        grids=(crosstabs.standards(crossed, names, text) if crossed.rows else None,),
        lists=tuple(list_households(asked, name) for asked, name in zip((first, second), names, strict=True)),
        answers=(*totals, crossed),
    )


@lru_cache(maxsize=64)
def find_pair(chosen: Chosen) -> tuple[str, Standard, Standard] | None:
    """Return the chosen period, else the newest, that is loaded under two standards, and those two, the older first."""
    ward = queries.reference()
    loaded: dict[str, list[Standard]] = {}
    for survey in ward.rounds:
        if survey.is_loaded:
            loaded.setdefault(survey.period, []).extend(
                s for s in ward.standards if s.standard_id == survey.standard_id
            )
    twice = [period for period, standards in loaded.items() if len(standards) > 1]
    if not twice:
        return None
    period = chosen.filters.period if chosen.filters.period in twice else twice[-1]
    pair = sorted(loaded[period], key=lambda standard: standard.valid_from)
    return period, pair[0], pair[-1]


def ask(chosen: Chosen, period: str, standard: Standard) -> Chosen:
    return replace(chosen, filters=replace(chosen.filters, period=period, standard_id=standard.standard_id))


@lru_cache(maxsize=64)
def list_households(asked: Chosen, standard: str) -> Table:
    """Return the list under one of the two standards, named after it."""
    listed = cache.table("household_list", asked)
    return replace(listed, title=same(f"{asked.text.of(listed.title)} – {standard}"))


@lru_cache(maxsize=64)
def read_pairs(first: Chosen, second: Chosen) -> tuple[dumbbell.Pair, ...]:
    return dumbbell.read_pairs(*(cache.value(POOR, asked, by="area_id") for asked in (first, second)))
