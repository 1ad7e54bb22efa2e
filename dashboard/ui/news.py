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
from queries import Result, Warehouse


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
    asked = [(target, cache.readings(target, chosen)) for target in ward.targets]
    # Two targets may rest on the same number.
    numbers = {result.indicator.id: result for _, readings in asked for result in readings.results}
    return news.tell(
        numbers=tuple(_pair(result, chosen, before) for result in numbers.values()),
        targets=tuple(
            (target, _pair(readings.adopted, chosen, before)) for target, readings in asked if readings.adopted
        ),
        areas=_pair(cache.value("poor_households", chosen, by="area_id"), chosen, before),
        files=(queries.reference(before).files, ward.files),
        moment=fmt.stamp(before.stamp),
        text=chosen.text,
    )


def _pair(now: Result, chosen: Chosen, before: Warehouse) -> Pair:
    return Pair(now, queries.value_before(now, viewer=chosen.viewer, before=before))
