"""What was handed in and is not in the numbers, in sentences; files are named where the viewer may read them."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Gaps

# How many files are named above a page; the page of the loaded files names all.
NAMED = 3


def untold(gaps: Gaps, text: Text) -> tuple[str, ...]:
    """Say how many files were refused and how many rows are held back, each with its files."""
    refused = [f"«{file.file}» ({text.quoted((file.refused_message or '').rstrip('.'))})" for file in gaps.refused]
    held_back = [f"«{file}» {fmt.padded(rows, text)}" for file, rows in gaps.held_back]
    return (
        _say("gaps.refused", fmt.counted(gaps.files_refused, "file", text), refused, text)
        if gaps.files_refused
        else "",
        _say("gaps.held_back", fmt.counted(gaps.rows_held_back, "row", text), held_back, text)
        if gaps.rows_held_back
        else "",
    )


def _say(key: str, count: str, files: list[str], text: Text) -> str:
    rest = len(files) - NAMED
    named = files[:NAMED] + ([text("gaps.more", count=fmt.counted(rest, "file", text))] if rest > 0 else [])
    return text(key, count=count) + (f": {'; '.join(named)}." if named else ".")
