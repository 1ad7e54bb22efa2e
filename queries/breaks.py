"""Days from which what is counted, or how, is not what it was: no number is carried across them."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from queries.ward import Reference
from queries.words import Words, same, write_day


@dataclass(frozen=True, slots=True)
class Break:
    """`day` is the first day of what is new; `words` say what became what."""

    day: date
    kind: Literal["boundary", "standard"]
    words: Words


def find_breaks(area_id: str | None, first: date, last: date, reference: Reference) -> tuple[Break, ...]:
    """Return the breaks of one area, None the ward, after `first` and up to `last`, oldest first.

    Two days are comparable when there is none between them: the list of the day before a break is of what was.
    """
    area_id = area_id or reference.ward.area_id
    boundaries = [
        _tell("boundary", b.day, same(b.before), same(b.after)) for b in reference.boundaries if b.area_id == area_id
    ]
    standards = [_tell("standard", new.valid_from, old.words, new.words) for old, new in pairwise(reference.standards)]
    between = [found for found in (*boundaries, *standards) if first < found.day <= last]
    return tuple(sorted(between, key=lambda found: (found.day, found.kind)))


def count_boundaries(area_id: str, day: date, reference: Reference) -> int:
    """Return how often the boundary of an area had changed by this day: equal numbers are comparable days."""
    return sum(1 for b in reference.boundaries if b.area_id == area_id and b.day <= day)


def is_stitched(area_id: str, day: date, reference: Reference) -> bool:
    """Tell whether a figure of that day is a sum over the units that became the ward later."""
    return area_id == reference.ward.area_id and day < reference.ward.valid_from


def _tell(kind: Literal["boundary", "standard"], day: date, before: Words, after: Words) -> Break:
    vi, en = {"boundary": ("Đổi địa giới", "Boundary change"), "standard": ("Đổi chuẩn", "Change of standard")}[kind]
    when = write_day(day)
    return Break(
        day,
        kind,
        Words(f"{vi} {when.vi}: {before.vi} → {after.vi}", f"{en} {when.en}: {before.en} → {after.en}"),
    )
