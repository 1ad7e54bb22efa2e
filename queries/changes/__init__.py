"""What publishing a draft would change: every question put to the snapshot shown and to the draft, side by side."""

from queries.changes.between import find_changes
from queries.changes.households import ListedHousehold, find_households
from queries.changes.model import ABSENT, Changes, ListChange, NumberChange, TargetChange

__all__ = [
    "ABSENT",
    "Changes",
    "ListChange",
    "ListedHousehold",
    "NumberChange",
    "TargetChange",
    "find_changes",
    "find_households",
]
