"""Labels that stand above their bar, so that nothing is cut off on a phone."""

from html import escape
from textwrap import wrap
from typing import Any

# At 15 px this is what fits the width of a small phone.
LINE = 48


def plain(words: str) -> str:
    """Return the words as Plotly shows them as they are: it reads a little HTML, and `%{x}` in what a pointer opens."""
    return escape(words, quote=False).replace("%{", "%&#123;")


def break_words(words: str, width: int = LINE) -> str:
    """Return the words in lines, as they are."""
    return "<br>".join(plain(line) for line in wrap(words, width))


def above(words: str, y: float, *, lift: int = 0, colour: str | None = None, **layout: Any) -> dict[str, Any]:
    """Return an annotation at the left edge, its foot at `y` of the category axis."""
    font = {"color": colour} if colour else {}
    return {
        "text": words,
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": y,
        "yanchor": "bottom",
        "yshift": lift,
        "align": "left",
        "showarrow": False,
        "font": font,
        **layout,
    }
