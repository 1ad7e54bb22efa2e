"""What a page consists of, read from what it sends, so that the floor can draw the same."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from driver.session import MAIN, SIDEBAR, Session, list_elements
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# What bench/floor/page.py can draw.
WIDGETS = (
    *("button", "button_group", "date_input", "download_button", "file_uploader"),
    *("multiselect", "selectbox", "slider", "text_input"),
)
BLOCKS = ("flex_container", "column", "expandable", "form", "popover")
DRAWN = ("plotly_chart", "html", "empty", *WIDGETS, *BLOCKS)


@dataclass(frozen=True, slots=True)
class Piece:
    """One element, or a block with `children`. `text` is HTML, a label or a figure's JSON."""

    kind: str
    text: str = ""
    options: tuple[str, ...] = ()
    children: tuple["Piece", ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    main: tuple[Piece, ...]
    sidebar: tuple[Piece, ...]

    @property
    def charts(self) -> int:
        return len(self.find("plotly_chart"))

    @property
    def texts(self) -> int:
        return len(self.find("html"))

    @property
    def tables(self) -> int:
        return sum("<table" in piece.text for piece in self.find("html"))

    @property
    def widgets(self) -> int:
        return len(self.find(*WIDGETS))

    @property
    def largest_figure(self) -> int:
        return max((len(piece.text.encode()) for piece in self.find("plotly_chart")), default=0)

    def find(self, *kinds: str) -> list[Piece]:
        return [piece for piece in walk((*self.main, *self.sidebar)) if piece.kind in kinds]


def walk(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        yield piece
        yield from walk(piece.children)


def read_page(session: Session, *, may_be_bare: bool = False) -> Page:
    """Run the page once. Stops where the floor cannot draw it yet, or where there is nothing to measure.

    `may_be_bare`: of a khối without households a page may show its sentence alone.
    """
    session.held.clear()
    found = {tuple(message.metadata.delta_path): read_piece(message) for message in list_elements(session.rerun())}
    page = Page(gather(found, (MAIN,)), gather(found, (SIDEBAR,)))
    strange = sorted({piece.kind for piece in found.values()} - set(DRAWN))
    if strange:
        sys.exit(f"/{session.slug}: teach bench/floor/page.py to draw {', '.join(strange)}")
    is_bare = not (page.charts + page.tables or may_be_bare)
    if is_bare or not any("<h1>" in piece.text for piece in page.find("html")):
        sys.exit(f"/{session.slug}: no <h1>, or neither a chart nor a table: nothing to measure")
    return page


def read_piece(message: ForwardMsg) -> Piece:
    delta = message.delta
    if delta.WhichOneof("type") == "add_block":
        kind = str(delta.add_block.WhichOneof("type"))
        return Piece(kind, getattr(getattr(delta.add_block, kind, None), "label", ""))
    kind = str(delta.new_element.WhichOneof("type"))
    match kind, getattr(delta.new_element, kind, None):
        case "plotly_chart", chart:
            return Piece(kind, chart.spec)
        case "html", html:
            return Piece(kind, html.body)
        case "button_group", group:
            return Piece(kind, group.label, tuple(option.content for option in group.options))
        case "selectbox" | "multiselect", box:
            return Piece(kind, box.label, tuple(box.options))
        case "slider", slider:
            return Piece(kind, slider.label, (f"{slider.min:.0f}", f"{slider.max:.0f}"))
        case _, element:
            return Piece(kind, getattr(element, "label", ""))


def gather(found: dict[tuple[int, ...], Piece], parent: Sequence[int]) -> tuple[Piece, ...]:
    """Return the pieces directly under `parent`, each with its own, in the order in which they stand."""
    return tuple(
        replace(piece, children=gather(found, place))
        for place, piece in sorted(found.items())
        if place[:-1] == tuple(parent)
    )
