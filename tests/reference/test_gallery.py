"""The gallery of docs/pages.md shows pictures that exist, and every picture taken stands in it."""

import re
from pathlib import Path

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOWN = re.compile(r"\]\((?:docs/)?pictures/([\w-]+\.(?:png|svg))\)")


def test_every_picture_that_is_shown_exists_and_every_one_that_exists_is_shown() -> None:
    pages = [DOCS.parent / "README.md", *DOCS.glob("*.md")]
    shown = {name for page in pages for name in SHOWN.findall(page.read_text(encoding="utf-8"))}
    there = {path.name for path in (DOCS / "pictures").iterdir()}
    assert shown == there
