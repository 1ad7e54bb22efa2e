"""Has every poor household a trained member aged 16 to 30, and a means of information?"""

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.scenes.children import ask
from dashboard.charts.plot import Plot, Strand
from dashboard.text import Text
from queries import Result


def build(desk: Desk) -> Scene:
    text = desk.text
    names = ("training_coverage", "training_coverage_all_poor", "information_device")
    adopted, wider, device = (desk.value(name) for name in names)
    facts = tuple(
        Fact(findings.share_marked(one.total, one.indicator.unit.noun, desk.small_below, text), text(key), (one,))
        for one, key in (
            (adopted, "scene.training_fact"),
            (wider, "scene.training_wider"),
            (device, "scene.training_device"),
        )
        if one.total and not findings.missing(one, text)
    )
    return Scene(
        id="training",
        finding=findings.share_of("training.finding", adopted, text),
        facts=facts,
        question=ask(adopted, "scene.training_ask", text),
        lines=_say_needed(adopted, wider, text),
        plot=plot_training(adopted, wider, text),
    )


def _say_needed(adopted: Result, wider: Result, text: Text) -> tuple[str, ...]:
    """Say how many households the target asks for, by both readings: of seven, 95% are seven."""
    noun, target = adopted.indicator.unit.noun, adopted.target
    said = (
        text(key, needed=needed)
        for key, row in (("scene.training_needed", adopted.total), ("scene.training_needed_wider", wider.total))
        if (needed := findings.needed(target, row.denominator if row else None, noun, text))
    )
    return tuple(filter(None, (" ".join(said),)))


def plot_training(adopted: Result, wider: Result, text: Text) -> Plot | None:
    """Return all poor households, those the target counts, those that meet it; None where one is not told."""
    inner, outer = adopted.total, wider.total
    if inner is None or outer is None or None in (inner.numerator, inner.denominator, outer.denominator):
        return None
    if not inner.denominator and not inner.is_complete:
        # Nobody said who lives there: that is no household without young people.
        return None
    unknown = (None, None, float(inner.unknown)) if inner.unknown else ()
    strands = (
        Strand(text("scene.training_counted"), "pale", (outer.denominator, inner.denominator, None)),
        Strand(text("scene.training_done"), "done", (None, None, inner.numerator)),
        *([Strand(text("scene.training_unknown"), "unknown", unknown)] if unknown else []),
    )
    return Plot(
        id="training",
        title=text("scene.training_plot"),
        shape="stacked",
        categories=tuple(text(key) for key in ("nested.all", "nested.counted", "nested.covered")),
        strands=strands,
        measure="count",
        axis=text("axis.households"),
    )
