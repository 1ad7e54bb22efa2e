"""The scenes as one file of their own, for the day the line fails: no server, no network, a browser is enough."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from dashboard.briefing import Heading, Scene
from dashboard.export.scene_markup import STYLE, write_scene
from dashboard.text import Text

OWN_STYLE, SCRIPT = Path(__file__).with_name("stage_file.css"), Path(__file__).with_name("stage.js")
# The file asks nobody for anything, and a browser holds it to that.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def write(scenes: Sequence[Scene], heading: Heading, text: Text) -> bytes:
    """Return the file. Without its script, and on paper, the scenes stand one under another."""
    total = len(scenes)
    shown = "".join(_write_page(scene, heading, place, total, text) for place, scene in enumerate(scenes, start=1))
    title = escape(f"{text('presenting.title')} – {heading.ward} – {heading.period}")
    style = "".join(path.read_text(encoding="utf-8") for path in (STYLE, OWN_STYLE))
    page = (
        f'<!DOCTYPE html>\n<html lang="{text.lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f'<style>{style}</style></head><body class="stage"><main>{shown}</main>'
        f"<script>{SCRIPT.read_text(encoding='utf-8')}</script></body></html>\n"
    )
    return page.encode("utf-8")


def _write_page(scene: Scene, heading: Heading, place: int, total: int, text: Text) -> str:
    said = text("stage.place", place=place, total=total)
    back, after = max(place - 1, 1), min(place + 1, total)
    return (
        f'<div class="sheet" id="canh-{place}">{write_scene(scene, heading, said, text)}'
        f'<nav><span class="mode">{escape(heading.mode)}</span><span class="place">{place}/{total}</span>'
        f'<a href="#canh-{back}">{text("stage.back")}</a>'
        f'<a href="#canh-{after}">{text("stage.next")}</a></nav></div>'
    )
