"""Written sums, the identity of movements, decided classes: what agrees, what does not, what nobody could compare."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table

UNKNOWN = "unknown"
# A khối, a class, and its numbers: …, not explained, left over.
Place = tuple[str, str, tuple[int | None, ...]]


def say_sums(counted: Table, text: Text) -> str:
    checked, differing = sum_of(counted, "checked"), sum_of(counted, "differing")
    if not checked:
        return text("sums.none")
    return (
        text("sums.differ", differing=differing, checked=checked) if differing else text("sums.agree", checked=checked)
    )


def say_identity(places: tuple[Place, ...], whole: str, text: Text) -> str:
    """Say where opening, increases and decreases do not give the end; `whole` names the row of all khối together."""
    rests = {place: [numbers[-1] for name, _, numbers in places if name == place] for place, *_ in places}
    known = {place: rest for place, rest in rests.items() if None not in rest}
    if not known:
        return text("identity.unknown")
    if broken := [place for place, rest in known.items() if any(rest)]:
        return text("identity.broken", areas=", ".join(broken))
    areas, told = len(rests.keys() - {whole}), len(known.keys() - {whole})
    holds = text("identity.holds", known=told, total=areas) if areas else text("identity.one")
    waiting = sum(numbers[-2] or 0 for place, _, numbers in places if place == whole)
    more = text("identity.unexplained", count=fmt.counted(waiting, "household", text)) if waiting else ""
    return " ".join(filter(None, (holds, more)))


def say_classes(classes: Table, text: Text) -> str:
    """Say how many households are decided otherwise than their scores; who has no scores agrees with nothing."""
    rows = [(row["recognised_class"], row["computed_class"], int(row["households"])) for row in classes.records()]
    told = [row for row in rows if UNKNOWN not in row[:2]]
    differing = sum(count for decided, computed, count in told if decided != computed)
    compared, unknown = sum(count for *_, count in told), sum(row[2] for row in rows) - sum(count for *_, count in told)
    if not rows:
        return text("classes.none")
    if not compared:
        return text("classes.not_compared", unknown=fmt.counted(unknown, "household", text))
    said = text("classes.differ" if differing else "classes.agree", differing=differing, compared=compared)
    more = text("classes.unknown", unknown=fmt.counted(unknown, "household", text)) if unknown else ""
    return " ".join(filter(None, (said, more)))


def sum_of(table: Table, name: str) -> int:
    return sum(int(str(value)) for value in table.column(name) if value is not None)
