"""Who is looking, and where: in the office, on the projector, or at a file that leaves the house."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    INTERNAL = "internal"
    MEETING = "meeting"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Viewer:
    """`role` is officer, leader, unit, area or public; `units` and `areas` are the ids the person answers for."""

    role: str = "officer"
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    mode: Mode = Mode.INTERNAL
