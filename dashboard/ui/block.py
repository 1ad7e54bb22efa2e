"""The block that pages are made of: finding, picture, the same numbers as a table, the rows behind, sources, files.

Everything in it comes from the same answers of `queries`, so that picture, table and file cannot differ.
"""

from dataclasses import dataclass
from functools import lru_cache
from html import escape
from types import ModuleType
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard import theme
from dashboard.grids import Grid, listing, rows
from dashboard.text import Text
from dashboard.ui import cards, downloads, filters, navigation, provenance
from dashboard.ui.filters import Chosen
from queries import Result, Table

Answer = Result | Table
# The page that shows the rows behind any number.
ROWS = "chat-luong"


@dataclass(frozen=True, slots=True)
class Picture:
    """One module of `dashboard.charts` and what it draws."""

    kind: ModuleType
    parts: tuple[object, ...]

    @classmethod
    def of(cls, kind: ModuleType, *parts: object) -> "Picture":
        return cls(kind, parts)


class Finished(go.Figure):
    """A figure that changes no more: copied and encoded once, where Plotly does it each time a figure is shown."""

    def __init__(self, figure: go.Figure) -> None:
        super().__init__(figure)
        self._encoded: dict[str, Any] = super().to_dict()

    def to_dict(self) -> dict[str, Any]:
        return self._encoded


def show(
    chosen: Chosen,
    name: str,
    finding: str,
    *details: str,
    picture: tuple[()] | tuple[Picture | None] = (),
    notes: tuple[str, ...] = (),
    grids: tuple[Grid | None, ...] = (),
    lists: tuple[Table, ...] = (),
    answers: tuple[Answer, ...] = (),
    markup: str | None = None,
    link: str = "",
    is_of_ward: bool = False,
) -> None:
    """Draw one block. `name` is unique on its page; `lists` are the rows behind the numbers, folded.

    `finding` "" where the page's own heading says it already; `picture` () where the block never has one; a picture or
    grid None is one there is no call for now; with `markup` the grids stand only in the files, and that is on the
    screen in their place; `link` is an address that ends where the household of a listed row goes; `is_of_ward` where
    no number is of a khối, which is said when one is chosen.
    """
    shown = tuple(grid for grid in grids if grid)
    withheld = tuple(chosen.text.of(table.withheld) for table in lists if table.withheld)
    told = tuple(table for table in lists if not table.withheld)
    is_open = chosen.filters.area_id is not None
    head = cards.write_section(finding, *details) if finding else ""
    whole = f"{chosen.text('not_divided')}." if is_of_ward and is_open else ""
    body = (
        cards.write_note(whole, *provenance.say_group(chosen, answers), *notes, *dict.fromkeys(withheld)),
        "".join(grid.html for grid in shown) if markup is None else markup,
        *(_fold(table, chosen.text, is_open, link) for table in told),
    )
    foot = _write_foot(chosen, answers) if answers else ""
    with st.container(key=f"block_{name}"):
        if picture:
            _write(head)
            head = ""
            _draw(picture[0], chosen, name)
        # In as few pieces as can be: the browser cleans each anew when it changes. The foot never does.
        _write(head, *body)
        _write(foot)
        if shown or any(table.rows for table in told):
            downloads.show(chosen, name, finding, shown, told, answers)


def fold(grid: Grid) -> str:
    """Return a long table folded under its title and its number of rows."""
    title = f"{escape(grid.title)} ({len(grid.rows)})"
    return f'<details class="listing"><summary>{title}</summary>{grid.html}</details>' if grid.rows else ""


def _write_foot(chosen: Chosen, answers: tuple[Answer, ...]) -> str:
    address = f"{ROWS}{filters.query(phan='dong_nguon', so='')}" if chosen.is_inside else ""
    rows = navigation.lead(address, chosen.viewer.role)
    return provenance.source_block(chosen.text, *answers, is_inside=chosen.is_inside, rows=rows)


def _write(*parts: str) -> None:
    if any(parts):
        st.html("".join(parts))


def _draw(picture: Picture | None, chosen: Chosen, name: str) -> None:
    """Draw the picture, and say the same in words for those who cannot see it; keep its place where there is none.

    What follows would else move up, and the browser would make all of it anew.
    """
    if picture is None:
        st.empty()
        return
    figure, words = _make(picture, chosen.text)
    st.plotly_chart(figure, theme=None, config=theme.PLOTLY_CONFIG[chosen.text.lang], alt=words, key=f"chart_{name}")


@lru_cache(maxsize=256)
def _make(picture: Picture, text: Text) -> tuple[Finished, str]:
    figure = picture.kind.draw(*picture.parts, text).update_layout(separators=theme.SEPARATORS[text.lang])
    return Finished(figure), picture.kind.describe(*picture.parts, text)


@lru_cache(maxsize=256)
def _fold(table: Table, text: Text, is_open: bool, link: str) -> str:
    """Return a long list folded under its title; of one khối it is short and stands open."""
    if not table.rows:
        return f'<p class="none">{escape(text("empty.table", title=text.of(table.title)))}</p>'
    title = text("table.folded", title=text.of(table.title), rows=len(table.rows))
    listed = listing.grid(rows.drop_blank(table), text, link).html
    opened = " open" if is_open else ""
    return f'<details class="listing"{opened}><summary>{escape(title)}</summary>{listed}</details>'
