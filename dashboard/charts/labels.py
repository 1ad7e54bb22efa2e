"""Labels that stand above their bar, so that nothing is cut off on a phone."""

from html import escape
from textwrap import wrap
from typing import Any

# At 15 px this is what fits the width of a small phone.
LINE = 48


def break_words(words: str) -> str:
    """Return the words in lines, escaped: Plotly reads a little HTML in its labels."""
    return "<br>".join(escape(line, quote=False) for line in wrap(words, LINE))


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
