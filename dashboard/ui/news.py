"""What changed since the snapshot before, on the overview; nothing where there is none."""

from functools import lru_cache
from html import escape

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.findings import news
from dashboard.findings.news import News, Pair
from dashboard.ui import cache
from dashboard.ui.filters import Chosen
from queries import Result, Target, Warehouse


def show(chosen: Chosen) -> None:
    if told := _read(chosen):
        items = "".join(f"<li>{escape(sentence)}</li>" for sentence in told.sentences)
        listed = f"<ul>{items}</ul>" if items else ""
        st.html(f'<section class="news finding"><h2>{escape(told.finding)}</h2>{listed}</section>')


@lru_cache(maxsize=cache.KEPT)
def _read(chosen: Chosen) -> News | None:
    """Return what changed for this question; a snapshot and the one before it never change."""
    before = queries.open_before()
    if before is None:
        return None
    ward = queries.reference()
    asked = [(target, _put_again(target, chosen, before)) for target in ward.targets]
    return news.tell(
        # Two targets may rest on the same number.
        numbers=tuple({pair.now.indicator.id: pair for _, pairs in asked for pair in pairs}.values()),
        targets=tuple((target, pairs[0]) for target, pairs in asked if pairs),
        areas=_pair(cache.value("poor_households", chosen.of_every_group, by="area_id"), chosen, before),
        files=(queries.reference(before).files, ward.files),
        moment=fmt.stamp(before.stamp, chosen.text),
        text=chosen.text,
    )


def _put_again(target: Target, chosen: Chosen, before: Warehouse) -> tuple[Pair, ...]:
    """Return the adopted reading, the stock and the other reading, which would tell the first where that is hidden."""
    readings = cache.readings(target, chosen)
    if readings.adopted is None:
        return ()
    adopted = _pair(readings.adopted, chosen, before)
    rest = (readings.stock, None if adopted.is_hidden else readings.wider)
    return adopted, *(_pair(result, chosen, before) for result in rest if result)


def _pair(now: Result, chosen: Chosen, before: Warehouse) -> Pair:
    return Pair(now, queries.value_before(now, viewer=chosen.viewer, before=before))
