"""Who is looking, and where: in the office, on the projector, or at a file that leaves the house."""

from dataclasses import dataclass
from enum import StrEnum

# The officer in charge, the ward's leaders, an office with its projects and policies, a khối, anybody.
ROLES = ("officer", "leader", "unit", "area", "public")


class Mode(StrEnum):
    INTERNAL = "internal"
    MEETING = "meeting"
    OUTGOING = "outgoing"


@dataclass(frozen=True, slots=True)
class Viewer:
    """`role` is one of ROLES; `units` and `areas` are the ids the person answers for.

    `owns_rows` is set by this package alone: whatever is read is cut to the viewer's own units.
    """

    role: str = "officer"
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    mode: Mode = Mode.INTERNAL
    owns_rows: bool = False

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"unknown role {self.role!r}")
