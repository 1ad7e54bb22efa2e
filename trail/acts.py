"""One act of one account, in codes: what a line of the trail says besides its number, time and digests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# Looked at or taken away; handed in and decided; made and unmade; the doors.
READ = ("view", "search", "export")
CHANGED = ("load", "discard", "answer", "record", "link", "aside", "release", "close", "mend", "template")
PUBLISHED = ("publish", "rollback", "build", "retain", "key")
DOORS = ("sign_in", "sign_out", "refuse")
ACTS = (*READ, *CHANGED, *PUBLISHED, *DOORS)
# An account is what an identity server or a proxy says, which may be anything.
LONGEST = 80


@dataclass(frozen=True, slots=True)
class Act:
    """`act` is one of ACTS; `what` the id of a table, document, draft or snapshot; `filters` codes as in the address.

    `rows`: how many rows were seen or taken, None where nothing is counted. `mode`: internal, meeting or outgoing.
    """

    who: str
    role: str
    act: str
    what: str
    rows: int | None = None
    mode: str = ""
    filters: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        if self.act not in ACTS:
            raise ValueError(f"unknown act {self.act!r}")

    def show(self) -> dict[str, object]:
        """Return what is written, texts cut where nobody would read on and without what could break a line."""
        cut = {name: _cut(getattr(self, name)) for name in ("who", "role", "act", "what", "mode")}
        chosen = {_cut(name): _cut(value) for name, value in self.filters.items()}
        return {**cut, "rows": self.rows, "filters": chosen}


def _cut(text: str) -> str:
    clean = "".join(letter if letter.isprintable() else "·" for letter in text)
    return clean if len(clean) <= LONGEST else f"{clean[: LONGEST - 1]}…"
