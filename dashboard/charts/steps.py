"""The steps from the opening to the closing count of poor households, and whether they add up."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.text import Text
from queries import Row, Table, words_of

# The steps whose absence one list can show; who moved, died or split off is in no row of it.
TOLD = ("relapsed_poor", "new_poor", "arrivals")


@dataclass(frozen=True, slots=True)
class Step:
    """A count at one end of the period, or a change on the way: `households` is signed, None where nobody knows."""

    label: str
    households: float | None
    is_level: bool = False

    def words(self, text: Text) -> str:
        return fmt.count(self.households, text) if self.is_level else fmt.signed(self.households, text)


def read_steps(table: Table, text: Text) -> tuple[Step, ...]:
    """Return the rows of `poor_movement` that happened: both ends, and every step that some household took."""
    rows = zip(table.column("step"), table.column("sign"), table.column("households"), strict=True)
    steps = (_read_step(step, _number(sign), count, text) for step, sign, count in rows)
    return tuple(step for step in steps if step.is_level or step.households != 0)


def list_untaken(table: Table, closing: Row | None, text: Text) -> tuple[str, ...]:
    """Return the ways into poverty no household took; none while a khối, a class or an arrival is not known."""
    if closing is None or closing.suppressed or closing.unknown or not closing.is_complete:
        return ()
    taken = dict(zip(table.column("step"), table.column("households"), strict=True))
    return tuple(_name(step, text) for step in TOLD if taken.get(step) == 0 and taken.get("arrivals", 0) == 0)


def reconcile(steps: tuple[Step, ...], text: Text) -> tuple[Step, ...]:
    """Return the steps with the gap between opening, changes and closing as one more step, where there is one."""
    gap = find_gap(steps)
    return (*steps[:-1], Step(text("waterfall.gap"), gap), steps[-1]) if gap else steps


def find_gap(steps: tuple[Step, ...]) -> float | None:
    """Return closing less (opening and all changes); 0 when the identity holds, None while an end is unknown."""
    if not steps or steps[0].households is None or steps[-1].households is None:
        return None
    return steps[-1].households - sum(step.households or 0 for step in steps[:-1])


def say_gap(steps: tuple[Step, ...], text: Text) -> str:
    """Name the gap in words where opening and changes do not make the closing count; empty when they do."""
    gap = find_gap(steps)
    return text("waterfall.unreconciled", gap=fmt.signed(gap, text)) if gap else ""


def _read_step(step: object, sign: float, count: object, text: Text) -> Step:
    return Step(_name(step, text), None if count is None else _number(count) * (sign or 1), is_level=sign == 0)


def _name(step: object, text: Text) -> str:
    words = text.of(words_of("step", str(step)))
    return words[:1].upper() + words[1:]


def _number(value: object) -> float:
    return float(str(value))
