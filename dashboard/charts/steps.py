"""The steps from the opening to the closing count of one class of the list, and whether they add up."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.text import Text
from queries import Row, Table, words_of

# The ways into poverty: that no household took one is worth a sentence.
TOLD = ("relapsed_poor", "new_poor", "arrivals")
# What nobody has explained yet, or whose class nobody knows.
UNEXPLAINED = ("absences", "arrivals", "became_unknown", "was_unknown")
# From one khối to another: where they cancel, as in a whole ward, nobody left the place.
BETWEEN_AREAS = ("area_out", "area_in")
# The ways out of a listed class that are said as one.
ESCAPES = {"poor": ("poor_to_near", "poor_to_above"), "near_poor": ("near_to_above",)}


@dataclass(frozen=True, slots=True)
class Step:
    """A count at one end of the period, or a change on the way; changes are signed, None where nobody knows.

    `persons_unknown`: households of the step whose members nobody counted; they are in no figure of persons.
    """

    key: str
    label: str
    households: float | None
    is_level: bool = False
    persons: float | None = None
    persons_unknown: float = 0

    @property
    def is_unexplained(self) -> bool:
        return self.key in UNEXPLAINED

    def words(self, text: Text) -> str:
        return fmt.count(self.households, text) if self.is_level else fmt.signed(self.households, text)


def read_steps(table: Table, listed_class: str, text: Text, *, is_ward: bool) -> tuple[Step, ...]:
    """Return the rows of `movement` of one listed class that happened: both ends, and every step somebody took."""
    names = ("listed_class", "step", "sign", "households", "persons", "persons_unknown")
    rows = zip(*(table.column(name) for name in names), strict=True)
    steps = tuple(_read_step(row, text) for listed, *row in rows if listed == listed_class)
    cancel = is_ward and sum(step.households or 0 for step in steps if step.key in BETWEEN_AREAS) == 0
    return tuple(step for step in steps if _is_taken(step) and not (cancel and step.key in BETWEEN_AREAS))


def reconcile(steps: tuple[Step, ...], text: Text) -> tuple[Step, ...]:
    """Return the steps that change the count of households; what does not add up stands as one more before the end."""
    moved = tuple(step for step in steps if step.is_level or step.households != 0)
    gap = find_gap(moved)
    return (*moved[:-1], Step("gap", text("waterfall.gap"), gap), moved[-1]) if gap else moved


def has_moved(steps: tuple[Step, ...], text: Text) -> bool:
    """Say whether there is anything between two known ends to draw: two bars of one length tell nobody anything."""
    return steps[0].households is not None and len(reconcile(steps, text)) > len(("begin", "end"))


def find_gap(steps: tuple[Step, ...]) -> float | None:
    """Return closing less (opening and all changes); 0 when the identity holds, None while a count is unknown."""
    counts = [step.households for step in steps if step.households is not None]
    return counts[-1] - sum(counts[:-1]) if counts and len(counts) == len(steps) else None


def say_gap(steps: tuple[Step, ...], text: Text) -> str:
    """Name the gap in words where opening and changes do not make the closing count; empty when they do."""
    gap = find_gap(steps)
    return text("waterfall.unreconciled", gap=fmt.signed(gap, text)) if gap else ""


def say_net(steps: tuple[Step, ...], listed_class: str, text: Text) -> str:
    """Say «Thực giảm 01 hộ nghèo: thoát nghèo 02, giảm khác 01 (…); vào danh sách: tái nghèo 01»."""
    ends = {step.key: step.households for step in steps if step.is_level}
    begin, end, name = ends.get("begin"), ends.get("end"), _class(listed_class, text)
    if begin is None or end is None:
        return text("movement.none")
    left = [*_escapes(steps, listed_class, text), *_list_steps(steps, -1, ESCAPES[listed_class], text)]
    entered = ", ".join(_list_steps(steps, 1, (), text))
    # Behind what left, what entered is announced; alone it needs no name.
    if left and entered:
        entered = text("movement.entered", steps=entered)
    return _say_change(end - begin, name, text) + _join(", ".join(left), entered)


def say_unexplained(steps: tuple[Step, ...], listed_class: str, text: Text) -> str:
    """Say how many households of one listed class nobody has explained; empty when there are none."""
    found = [
        f"{_shorten(step, text)} {fmt.padded(abs(step.households), text)}"
        for step in steps
        if step.is_unexplained and step.households
    ]
    return text("movement.unexplained", name=_class(listed_class, text), steps=", ".join(found)) if found else ""


def list_untaken(table: Table, closing: Row | None, text: Text) -> tuple[str, ...]:
    """Return the ways into poverty no household took; none while a khối, a class or an arrival is not known."""
    if closing is None or closing.suppressed or closing.unknown or not closing.is_complete:
        return ()
    rows = zip(table.column("listed_class"), table.column("step"), table.column("households"), strict=True)
    taken = {step: households for listed, step, households in rows if listed == "poor"}
    return tuple(_name(step, text) for step in TOLD if taken.get(step) == 0 and taken.get("arrivals", 0) == 0)


def _read_step(row: list[object], text: Text) -> Step:
    step, sign, households, persons, unknown = row
    weight = _number(sign) or 1
    return Step(
        str(step),
        _name(step, text),
        # Members who joined or left a household that stays: no household moves.
        0 if step == "member_change" else _weigh(households, weight),
        is_level=step in ("begin", "end"),
        persons=_weigh(persons, weight),
        persons_unknown=_number(unknown) if unknown is not None else 0,
    )


def _is_taken(step: Step) -> bool:
    return step.is_level or step.households != 0 or bool(step.persons or step.persons_unknown)


def _say_change(change: float, name: str, text: Text) -> str:
    key = "movement.fell" if change < 0 else "movement.rose" if change > 0 else "movement.level"
    return text(key, change=fmt.padded(abs(change), text), name=name)


def _escapes(steps: tuple[Step, ...], listed_class: str, text: Text) -> list[str]:
    escaped = sum(abs(step.households or 0) for step in steps if step.key in ESCAPES[listed_class])
    return [text(f"movement.escaped_{listed_class}", count=fmt.padded(escaped, text))] if escaped else []


def _list_steps(steps: tuple[Step, ...], sign: int, told: tuple[str, ...], text: Text) -> list[str]:
    """Return «giảm khác 01» for every step of this sign that is not told yet."""
    return [
        f"{_shorten(step, text)} {fmt.padded(abs(step.households), text)}{_hint(step.key, text)}"
        for step in steps
        if step.households and not step.is_level and step.households * sign > 0 and step.key not in told
    ]


def _hint(key: str, text: Text) -> str:
    return f" ({text(f'movement.hint_{key}')})" if key in ("other_decrease", "other_increase") else ""


def _join(*parts: str) -> str:
    said = "; ".join(part for part in parts if part)
    return f": {said}." if said else "."


def _class(code: str, text: Text) -> str:
    return text.of(words_of("class", code))


def _name(step: object, text: Text) -> str:
    words = text.of(words_of("step", str(step)))
    return words[:1].upper() + words[1:]


def _shorten(step: Step, text: Text) -> str:
    """Name a step inside a sentence; the long name of an arrival holds a comma of its own."""
    return text("movement.arrivals") if step.key == "arrivals" else step.label[:1].lower() + step.label[1:]


def _weigh(count: object, weight: float) -> float | None:
    return None if count is None else _number(count) * weight


def _number(value: object) -> float:
    return float(str(value))
