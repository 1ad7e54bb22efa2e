"""Is every poor child at the right level of school?"""

from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.charts.dots import Group, read_groups
from dashboard.charts.plot import Look, Plot, Strand
from dashboard.text import Text
from dashboard.theme import BLUE, ORANGE
from queries import Result

LOOKS: dict[str, Look] = {BLUE: "done", ORANGE: "lacking"}
ORDER: tuple[Look, ...] = ("done", "lacking", "unknown")


def build(desk: Desk) -> Scene:
    text = desk.text
    counted, by_status = desk.value("children_right_level"), desk.value("children_right_level", by="school_status")
    households = desk.value("households_children_right_level")
    facts = tuple(
        Fact(findings.share_marked(one.total, one.indicator.unit.noun, desk.small_below, text), text(key), (one,))
        for one, key in ((counted, "scene.children_fact"), (households, "scene.children_households"))
        if one.total and not findings.missing(one, text)
    )
    return Scene(
        id="children",
        finding=findings.share_of("children.finding", counted, text),
        facts=facts,
        question=ask(counted, "scene.children_ask", text),
        lines=(text("children.differ"),) if all(_is_counted(one) for one in (counted, households)) else (),
        plot=plot_children(by_status, text),
    )


def plot_children(by_status: Result, text: Text) -> Plot | None:
    """Return one bar for each school status that occurs; None where there are no children, or none may be told."""
    groups = read_groups(by_status, text)
    if not groups or any(row.suppressed for row in by_status.rows):
        return None
    return Plot(
        id="children",
        title=text("scene.children_plot"),
        shape="stacked",
        categories=tuple(f"{group.label[:1].upper()}{group.label[1:]}" for group in groups),
        strands=tuple(
            Strand(text(f"scene.children_{look}"), look, tuple(_count(group, look) for group in groups))
            for look in ORDER
            if any(_look(group) == look for group in groups)
        ),
        measure="count",
        axis=text("axis.children"),
    )


def _is_counted(result: Result) -> bool:
    """Tell whether there is a count to read, not only that nothing was said."""
    row = result.total
    return row is not None and bool(row.denominator) and row.unknown != row.denominator


def _look(group: Group) -> Look:
    return LOOKS.get(group.colour, "unknown")


def _count(group: Group, look: Look) -> float | None:
    return group.children if _look(group) == look else None


def ask(result: Result, key: str, text: Text) -> str:
    """Ask about those who lack something, else about those of whom nothing is known, else how to keep it so.

    Of a number that is withheld nothing is asked that would tell it; where khối have not reported, nothing is met.
    """
    row, noun = result.total, result.indicator.unit.noun
    if result.withheld or (row and row.suppressed):
        return text("scene.ask_withheld")
    if row is None or row.numerator is None or row.denominator is None:
        return text(f"{key}_untold")
    lacking = row.denominator - row.numerator - row.unknown
    if lacking > 0:
        return text(key, count=fmt.counted(lacking, noun, text))
    if row.unknown:
        return text(f"{key}_unknown", count=fmt.counted(row.unknown, noun, text))
    if not row.is_complete:
        return text(f"{key}_untold")
    return text(f"{key}_met") if row.denominator else text("scene.ask_none")
