"""What the trail says of itself."""

from dashboard import format as fmt
from dashboard.text import Text
from trail import Verdict


def say_chain(verdict: Verdict, text: Text) -> str:
    """Say in one sentence whether every line is as it was written."""
    if not verdict.lines:
        return text("trail.empty")
    lines = fmt.count(verdict.lines, text)
    if verdict.is_whole:
        return text("trail.whole", lines=lines)
    return text("trail.broken", lines=lines, faults=fmt.count(len(verdict.findings), text))
