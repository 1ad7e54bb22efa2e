"""Why did the count of poor households change?"""

from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.targets import read_bullets
from dashboard.charts.plot import Look, Plot, Strand
from dashboard.charts.steps import Step, has_moved, read_steps, reconcile, say_net, say_unexplained
from dashboard.text import Text
from queries import Result, Status

# The target of the decrease, as the plan numbers it.
TARGET = "1a"
LOOKS: tuple[Look, ...] = ("level", "done", "lacking", "unknown")


def build(desk: Desk) -> Scene:
    text = desk.text
    stock, change, relapsed = (desk.value(name) for name in ("poor_households", "net_change_poor", "relapsed"))
    moved = desk.table("movement")
    steps = read_steps(moved, "poor", text, is_ward=desk.filters.area_id is None)
    facts = [_count(stock, "scene.movement_now", text), _count(relapsed, "scene.movement_relapsed", text)]
    if change.total and change.total.numerator is not None:
        moved_by = fmt.signed(change.total.numerator, text) if change.total.numerator else text("finding.unchanged")
        facts.insert(1, Fact(moved_by, text("scene.movement_change"), (change,)))
    return Scene(
        id="movement",
        finding=findings.poverty(stock, change, text),
        facts=tuple(facts),
        question=_ask(change, text),
        lines=(*_say_steps(steps, text), *_say_wider(desk)),
        plot=plot_steps(steps, text) if steps and has_moved(steps, text) else None,
    )


def plot_steps(steps: tuple[Step, ...], text: Text, listed_class: str = "poor") -> Plot | None:
    """Return the way from the opening to the closing count; None while one of them is not known."""
    whole = reconcile(steps, text)
    if any(step.households is None for step in whole):
        return None
    looks = [_look(step) for step in whole]
    return Plot(
        id=f"movement_{listed_class}",
        title=text("scene.movement_plot"),
        shape="waterfall",
        categories=tuple(step.label for step in whole),
        strands=tuple(
            Strand(
                text(f"scene.movement_{look}"),
                look,
                tuple(step.households if of == look else None for step, of in zip(whole, looks, strict=True)),
            )
            for look in LOOKS
            if look in looks
        ),
        measure="count",
        axis=text("axis.households"),
    )


def _look(step: Step) -> Look:
    """Less poor households are good; what nobody explains is neither."""
    if step.is_level:
        return "level"
    if step.is_unexplained or step.key == "gap":
        return "unknown"
    return "done" if (step.households or 0) < 0 else "lacking"


def _say_steps(steps: tuple[Step, ...], text: Text) -> tuple[str, ...]:
    if not steps:
        return (text("scene.movement_no_steps"),)
    return tuple(filter(None, (say_net(steps, "poor", text), say_unexplained(steps, "poor", text))))


def _say_wider(desk: Desk) -> tuple[str, ...]:
    """The other reading of the target, poor and near-poor together, stands beside the adopted one."""
    return tuple(bullet.note for bullet in read_bullets(desk) if bullet.label == TARGET and bullet.note)


def _count(result: Result, key: str, text: Text) -> Fact:
    told = findings.missing(result, text)
    shown = told if told or result.total is None else fmt.counted(result.total.numerator, "household", text)
    return Fact(shown or "", text(key), (result,))


def _ask(change: Result, text: Text) -> str:
    row = change.total
    if change.withheld or (row and row.suppressed):
        return text("scene.ask_withheld")
    if row and row.status in (None, Status.NOT_APPLICABLE):
        return text("scene.movement_ask_year")
    left = change.target.shortfall(row) if change.target and row else None
    if row is None or left is None or row.status is Status.UNKNOWN:
        return text("scene.movement_ask_unknown")
    return (
        text("scene.movement_ask", left=fmt.counted(left, "household", text))
        if left
        else text("scene.movement_ask_met")
    )
