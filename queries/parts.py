"""Parts that several bodies read from, `queries/parts/<name>.sql`: one SELECT each, written once, read by its name.

A part may read other parts. A body is given those that it names in front, so that it still opens in any SQL client.
"""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "parts"
# The comments a body may open with, and the WITH of its own steps.
OPENING = re.compile(r"\A(?P<comments>(?:\s*--[^\n]*\n)*)\s*(?P<steps>WITH\b)?", re.IGNORECASE)
COMMENT = re.compile(r"--[^\n]*")
READ = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)")


@cache
def load_parts() -> dict[str, str]:
    """Read every part by name."""
    return {path.stem: path.read_text(encoding="utf-8").strip() for path in sorted(FOLDER.glob("*.sql"))}


def add_parts(body: str) -> str:
    """Return the body with the parts that it reads, each before those that read it; without any, as it is."""
    named = list_parts(body)
    if not named:
        return body
    opening = OPENING.match(body)
    assert opening is not None  # nothing in it has to be there
    rest = body[opening.end() :].lstrip()
    parts = ",\n".join(f"{name} AS (\n{load_parts()[name]}\n)" for name in named)
    return f"{opening['comments']}WITH {parts}{',' if opening['steps'] else ''}\n{rest}"


def list_parts(sql: str) -> tuple[str, ...]:
    """Return the names of the parts that are read, directly or by another part, each after those it reads itself."""
    words = set(READ.findall(COMMENT.sub("", sql)))
    found: dict[str, None] = {}
    for name, part in load_parts().items():
        if name in words:
            found |= dict.fromkeys((*list_parts(part), name))
    return tuple(found)
