"""Written sums, the identity of movements, decided classes: what agrees, what does not, what nobody could compare."""

from dashboard import format as fmt
from dashboard.text import Text
from queries import Table

UNKNOWN = "unknown"


def say_sums(counted: Table, text: Text) -> str:
    checked, differing = sum_of(counted, "checked"), sum_of(counted, "differing")
    if not checked:
        return text("sums.none")
    return (
        text("sums.differ", differing=differing, checked=checked) if differing else text("sums.agree", checked=checked)
    )


def say_residuals(residuals: dict[str, tuple[int | None, ...]], unexplained: int, text: Text) -> str:
    """Say which places do not add up; `residuals` of each place, of both classes, None where nothing is known."""
    known = {place: rest for place, rest in residuals.items() if any(one is not None for one in rest)}
    if not known:
        return text("identity.unknown")
    broken = [place for place, rest in known.items() if any(rest)]
    if broken:
        return text("identity.broken", areas=", ".join(broken))
    holds = (
        text("identity.holds", known=len(known), total=len(residuals)) if len(residuals) > 1 else text("identity.one")
    )
    more = text("identity.unexplained", count=fmt.counted(unexplained, "household", text)) if unexplained else ""
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
