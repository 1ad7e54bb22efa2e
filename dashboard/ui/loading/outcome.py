"""What came of the last command: published, gone back, refused with its sentence, or overtaken by somebody."""

import re
from typing import Any

from dashboard.text import Text
from dashboard.ui import cards
from dashboard.ui.loading import job, moments

# «held.csv:4-4»: lines of a decision, which say nothing to an officer.
_LINES = re.compile(r"\.csv:\d+-\d+$")


def show(text: Text) -> None:
    outcome = job.find_outcome()
    if outcome is None:
        return
    told: dict[str, Any] = outcome.told if isinstance(outcome.told, dict) else {}
    if told.get("status") == "stale":
        # The draft itself says below who was faster.
        cards.warn(text("load.not_published"))
    elif not outcome.is_done:
        cards.warn(outcome.said or text("load.failed"))
    elif outcome.kind in ("publish", "rollback", "discard", "build"):
        when = moments.of_stamp(str(told.get("stamp") or ""), text)
        cards.note("✔ " + text(f"load.done_{outcome.kind}", when=when), _name_aside(told, text))


def _name_aside(told: dict[str, Any], text: Text) -> str:
    """Name the files that a way back set aside, with the command that takes one in again."""
    names = ", ".join(f"«{name}»" for name in told.get("set_aside") or () if not _LINES.search(name))
    return text("load.set_aside", names=names) if names else ""
