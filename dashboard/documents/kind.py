"""The kinds of documents, and what one of them is once it is written."""

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.briefing import Desk
from queries import Mode

# Told how far the writing is: the words of the step, and the share that is done.
Progress = Callable[[str, float], None]
EVERYWHERE = (Mode.INTERNAL, Mode.MEETING, Mode.OUTGOING)


def _say_nothing(desk: Desk) -> tuple[tuple[str, ...], ...]:
    return ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A place that stays empty in a document: where, and why. Said on the page before, and in the document itself."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Written:
    """The bytes of a document; `failed` names the parts that could not be written, the rest is whole.

    `names`: how many households it names, for the trail.
    """

    data: bytes
    blanks: tuple[Blank, ...] = ()
    failed: tuple[Blank, ...] = ()
    names: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """`suffixes`: the first is the usual one. `modes`: where it may go; one with names stays in the office.

    `name`: how its file begins, as offices name theirs. `preview`: what it will say, a heading and its sentences each.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    write: Callable[[Desk, Progress, str], Written]
    modes: tuple[Mode, ...] = EVERYWHERE
    has_names: bool = False
    preview: Callable[[Desk], tuple[tuple[str, ...], ...]] = _say_nothing
