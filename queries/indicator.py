"""One indicator, as its SQL file defines it."""

from dataclasses import dataclass
from typing import Literal

from queries.units import Unit
from queries.words import Words

Kind = Literal["ratio", "stock", "flow"]
Direction = Literal["up", "down"]
Frequency = Literal["round", "report"]
Access = Literal["public", "ward", "sensitive", "restricted"]


@dataclass(frozen=True, slots=True)
class Behind:
    """The rows that a number counts: those of a table whose columns hold one of these codes, unknown ones with them."""

    table: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Indicator:
    """`target` is a target_id of core.target, `basis` the document behind the definition, `body` one SELECT.

    `rows` are what it counts, each with its place in a file. `parts` is the slice each value of which must be told
    before the total is whole, such as the policies of a target; one that nobody tells has a row without numbers.
    """

    id: str
    title: Words
    definition: Words
    kind: Kind
    unit: Unit
    direction: Direction
    frequency: Frequency
    slices: tuple[str, ...]
    sources: tuple[str, ...]
    basis: Words | None
    target: str | None
    access: Access
    body: str
    rows: tuple[Behind, ...] = ()
    parts: str | None = None
