"""The head of the menu: the ward's name from its own data, beside its emblem where it has one."""

from base64 import b64encode
from functools import lru_cache
from html import escape
from pathlib import Path

import streamlit as st

import queries
from dashboard import theme
from dashboard.ui.choices import language
from queries import Ward

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference"
# What kind of picture a file is by its name, and what its first bytes must hold to be one.
TYPES = {
    ".png": ("image/png", b"\x89PNG"),
    ".svg": ("image/svg+xml", b"<svg"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
FIRST_BYTES = 4096
# A roof that stands, and steps that lead up to it: no ward's emblem, so that none is borrowed.
ROOF = '<path d="M6 26 24 11l18 15" fill="none" stroke="{0}" stroke-width="5" stroke-linejoin="round"/>'
STEPS = '<path d="M10 42h7v-7h7v-6h8" fill="none" stroke="{0}" stroke-width="5" stroke-linejoin="round"/>'


def draw() -> None:
    st.logo(compose(queries.reference().ward, language()("app.title")), size="large")


@lru_cache(maxsize=8)
def compose(ward: Ward, title: str) -> str:
    """Return emblem, name and title as one picture; an emblem that cannot be read is replaced by our own mark."""
    name = f'<text x="58" y="23" font-size="18" font-weight="700" fill="{theme.INK}">{escape(ward.name)}</text>'
    words = f'<text x="58" y="42" font-size="13" fill="{theme.QUIET}">{escape(title)}</text>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 260 52" font-family="{theme.FONT}">'
        f"{_embed(ward.logo_file) or (ROOF + STEPS).format(read_accent(ward))}{name}{words}</svg>"
    )


def read_accent(ward: Ward) -> str:
    """Return the ward's own colour where it is written as #rrggbb and dark enough for white paper, else ours."""
    colour = (ward.accent_colour or "").lower()
    is_hex = len(colour) == 7 and colour[0] == "#" and all(letter in "0123456789abcdef" for letter in colour[1:])
    return colour if is_hex and theme.contrast(colour, theme.PAPER) >= theme.READABLE else theme.BLUE


def _embed(logo_file: str | None) -> str:
    """Return the ward's picture as part of ours; as for every reference file its own data folder comes first."""
    places = (folder / Path(logo_file or "-").name for folder in (queries.find_data_dir() / "reference", REFERENCE))
    path = next((place for place in places if place.suffix.lower() in TYPES and place.is_file()), None)
    data = path.read_bytes() if path else b""
    kind, sign = TYPES[path.suffix.lower()] if path else ("", b"")
    if not data or sign not in data[:FIRST_BYTES]:
        return ""
    return f'<image href="data:{kind};base64,{b64encode(data).decode("ascii")}" x="0" y="2" width="48" height="48"/>'
