"""Has every poor household a trained member aged 16 to 30, and a means of information?"""

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.briefing.scenes.children import ask
from dashboard.charts.nested import target_words
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
        lines=tuple(filter(None, (target_words(adopted, wider, text),))),
        plot=plot_training(adopted, wider, text),
    )


def plot_training(adopted: Result, wider: Result, text: Text) -> Plot | None:
    """Return all poor households, those the target counts, those that meet it; None where one is not told."""
    inner, outer = adopted.total, wider.total
    if inner is None or outer is None or None in (inner.numerator, inner.denominator, outer.denominator):
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
