"""Colours, shapes, the Plotly template. Blue is good, orange is not, grey is unknown; a shape or word repeats it."""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from queries import Standing, Status, WorkStatus

INK = "#1b2733"
QUIET = "#566270"
RULE = "#d3d9e0"
PAPER = "#ffffff"
BLUE = "#1f5fa8"
ORANGE = "#b4500b"
AMBER = "#e39a3b"
GREY = "#8793a0"
PALE = "#c9d6e6"
# Unknown, not reported: stripes, never a plain bar.
HATCH = {"shape": "/", "fgcolor": QUIET, "bgcolor": PAPER, "size": 6}
FONT = "Source Sans, Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Sign:
    """How one state looks: a colour, a shape that survives greyscale, and Plotly's name of that shape."""

    colour: str
    shape: str
    marker: str


GOOD = Sign(BLUE, "✔", "circle")
WATCH = Sign(ORANGE, "▲", "triangle-up")
BAD = Sign(ORANGE, "■", "square")
UNKNOWN = Sign(QUIET, "○", "circle-open")
NONE = Sign(QUIET, "–", "line-ew-open")

STATUS_SIGNS = {
    Status.MET: GOOD,
    Status.EXCEEDED: GOOD,
    Status.OPEN: WATCH,
    Status.NOT_MET: BAD,
    Status.UNKNOWN: UNKNOWN,
    Status.NOT_APPLICABLE: NONE,
}

WORK_SIGNS = {
    WorkStatus.DONE: GOOD,
    WorkStatus.ON_TRACK: GOOD,
    WorkStatus.ATTENTION: WATCH,
    WorkStatus.LATE: BAD,
    WorkStatus.UNSTARTED: BAD,
    WorkStatus.UNKNOWN: UNKNOWN,
    WorkStatus.NO_CAPITAL: NONE,
    WorkStatus.NOT_ARISEN: NONE,
    WorkStatus.OUT_OF_SCOPE: NONE,
}

STANDING_SIGNS = {
    Standing.OVERDUE: BAD,
    Standing.BLOCKED: WATCH,
    Standing.UNKNOWN: UNKNOWN,
    Standing.STALE: UNKNOWN,
    Standing.UNREPORTED: NONE,
    Standing.IN_TIME: Sign(INK, "◇", "diamond-open"),
    Standing.UNDATED: Sign(INK, "◇", "diamond-open"),
    Standing.DONE_LATE: GOOD,
    Standing.DONE: GOOD,
}

# The contrast of WCAG 2.2 AA for words of ordinary size.
READABLE = 4.5


def contrast(colour: str, paper: str) -> float:
    """Return the contrast of two colours written as #rrggbb, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(colour), _luminance(paper)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_MONTHS = [f"Tháng {month}" for month in range(1, 13)]
_DAYS = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"]
_VIETNAMESE = {
    "dictionary": {
        "Zoom": "Phóng to vùng",
        "Pan": "Kéo",
        "Zoom in": "Phóng to",
        "Zoom out": "Thu nhỏ",
        "Autoscale": "Vừa khung",
        "Reset axes": "Về ban đầu",
        "Reset": "Về ban đầu",
        "Download plot as a PNG": "Tải ảnh",
        "Download plot": "Tải ảnh",
        "Double-click to zoom back out": "Nhấp đúp để thu lại",
        "Click to enter X axis title": "",
        "Click to enter Y axis title": "",
    },
    "format": {
        "days": _DAYS,
        "shortDays": ["CN", "T2", "T3", "T4", "T5", "T6", "T7"],
        "months": _MONTHS,
        "shortMonths": [f"Th{month}" for month in range(1, 13)],
        "date": "%d/%m/%Y",
        "decimal": ",",
        "thousands": ".",
    },
}
# A picture to read, not to play with: no mode bar, no zoom.
_STILL = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showAxisDragHandles": False}
# Plotly has its English built in; Vietnamese goes with the picture, so that no file comes from elsewhere.
PLOTLY_CONFIG: dict[str, dict[str, Any]] = {
    "vi": {**_STILL, "locale": "vi", "locales": {"vi": _VIETNAMESE}},
    "en": {**_STILL, "locale": "en"},
}
# The marks of decimals and thousands, by language.
SEPARATORS = {"vi": ",.", "en": ".,"}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 15, "color": INK},
        "separators": SEPARATORS["vi"],
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": {
            "automargin": True,
            "gridcolor": RULE,
            "zerolinecolor": QUIET,
            "fixedrange": True,
            "title": {"font": {"size": 14}},
        },
        "yaxis": {"automargin": True, "gridcolor": RULE, "zerolinecolor": QUIET, "fixedrange": True},
        "hoverlabel": {"font": {"family": FONT, "size": 14}},
        "showlegend": False,
        "dragmode": False,
    }
)

_TICK_STEPS = (1, 2, 5)
_MOST_TICKS = 8


def integer_step(highest: float) -> int:
    """Return the distance of ticks on an axis of things that cannot be halved: 1, 2, 5, 10, 20 …"""
    scale = 1
    while True:
        for step in _TICK_STEPS:
            if highest <= step * scale * _MOST_TICKS:
                return step * scale
        scale *= 10


def integer_axis(highest: float, *, room: float = 1.0) -> dict[str, Any]:
    """Return the settings of an axis from 0 to `highest` households or children, never ticked at a half."""
    top = max(highest, 1.0)
    return {"range": [0, top * room], "tick0": 0, "dtick": integer_step(top), "tickformat": ",d"}
