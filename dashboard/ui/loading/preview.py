"""Step 3: what publishing would change, before → after, the chairman's sentence first."""

from html import escape
from itertools import groupby
from pathlib import Path

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.findings import preview
from dashboard.grids import Grid
from dashboard.grids import preview as grids
from dashboard.text import Text
from dashboard.ui import cache, cards
from dashboard.ui.filters import Chosen
from dashboard.ui.loading import compared
from queries import Changes, ListChange, NumberChange

# Lines of one table on the screen: a load of ten years changes thousands of numbers.
SHOWN = 300
Round = tuple[str, str]


def show(chosen: Chosen, after: Path) -> None:
    """Compare the draft with the snapshot that is shown now."""
    text, published = chosen.text, queries.default_warehouse()
    before = published.path
    with st.spinner(text("preview.comparing")):
        changes = compared.compare(before, after, chosen)
    cards.section(preview.headline(changes, compared.read_stocks(after, chosen), text), text("load.step_preview"))
    if changes.before is None and queries.reference().is_sample:
        cards.note(text("load.leaves_sample"))
    cards.warn(_say_unmeasured(changes, text))
    show_tables(chosen, changes, before if changes.before else None, after)


def show_tables(chosen: Chosen, changes: Changes, before: Path | None, after: Path) -> None:
    """Draw targets, lists with their households, numbers of the ward, of khối, of slices; then what stays."""
    text = chosen.text
    if changes.targets:
        st.html(grids.targets(changes, cache.small_below(), text).html)
    for asked, changed in groupby(changes.lists, key=_name_round):
        st.html(_write_list(tuple(changed), asked, before, after, chosen))
    if changes.numbers:
        st.html("".join(_fold_numbers(changes, place, chosen) for place in ("ward", "area", "slice")))
    cards.note(preview.say_unchanged(changes, text))


def _say_unmeasured(changes: Changes, text: Text) -> str:
    """Say that some numbers stand side by side without a difference."""
    count = sum(1 for number in changes.numbers if not number.is_comparable)
    return text("preview.some_not_comparable", count=fmt.padded(count, text)) if count else ""


def _name_round(change: ListChange) -> Round:
    return change.period, change.standard_id


def _write_list(changed: tuple[ListChange, ...], asked: Round, before: Path | None, after: Path, chosen: Chosen) -> str:
    """Return the counts of one list by khối and, folded, the households behind them."""
    text, ward = chosen.text, queries.reference(queries.open_snapshot(after))
    areas = {area.area_id: area.name for area in ward.areas}
    title = text("preview.list_of", period=fmt.period(asked[0], text), standard=_name_standards(after, text)[asked[1]])
    said = f"{title}: {preview.say_moves(changed, text)}"
    counts = grids.lists(changed, areas, title, text)
    households = compared.list_households(before, after, *asked, chosen)
    named = grids.households(households[:SHOWN], text("preview.households", count=len(households)), text)
    return _fold(said, counts, text) + (_fold(named.title, named, text, rest=len(households) - SHOWN))


def _fold_numbers(changes: Changes, place: str, chosen: Chosen) -> str:
    text = chosen.text
    found = tuple(number for number in changes.numbers if number.place == place)
    if not found:
        return ""
    title = text(f"preview.numbers_{place}", count=fmt.padded(len(found), text))
    return _fold(title, _write_numbers(found, title, chosen), text, rest=len(found) - SHOWN)


def _write_numbers(found: tuple[NumberChange, ...], title: str, chosen: Chosen) -> Grid:
    ward = queries.reference()
    standards = {one.standard_id: chosen.text.of(one.words) for one in ward.standards}
    return grids.numbers(found[:SHOWN], title, standards, cache.small_below(), chosen.text)


def _name_standards(after: Path, text: Text) -> dict[str, str]:
    ward = queries.reference(queries.open_snapshot(after))
    return {one.standard_id: text.of(one.words) for one in ward.standards}


def _fold(title: str, table: Grid, text: Text, rest: int = 0) -> str:
    more = f"<p>{text('load.more', count=fmt.count(rest, text))}</p>" if rest > 0 else ""
    return f'<details class="listing"><summary>{escape(title)}</summary>{table.html}{more}</details>'
