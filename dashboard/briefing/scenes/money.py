"""How much of each source is spent, and what is left?"""

from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.scene import Fact, Scene
from dashboard.charts.plot import Plot, Strand
from dashboard.text import Text
from queries import Table


def build(desk: Desk) -> Scene:
    text = desk.text
    spent, sources, lines = desk.value("project_disbursement"), desk.table("money_sources"), desk.table("money_lines")
    row = spent.total
    facts: tuple[Fact, ...] = ()
    if row and row.numerator is not None and row.denominator:
        facts = (
            Fact(fmt.money(row.numerator, text), text("scene.money_spent"), (spent,)),
            Fact(fmt.money(row.denominator, text), text("scene.money_available"), (spent,)),
            Fact(fmt.percent(row.value, text), text("scene.money_share"), (spent,)),
        )
    return Scene(
        id="money",
        finding=findings.money(spent, lines, text),
        facts=facts,
        question=text(
            "scene.money_ask_unknown"
            if row and row.unknown
            else "scene.money_ask"
            if facts
            else "scene.money_ask_untold"
        ),
        lines=tuple(findings.overspent_lines(lines, text)),
        plot=plot_sources(sources, text),
    )


def plot_sources(sources: Table, text: Text) -> Plot | None:
    """Return what is available and what is spent of each source that has money; None where none has."""
    rows = [row for row in sources.records() if row["available_vnd"] or row["disbursed_vnd"]]
    if not rows:
        return None
    return Plot(
        id="money",
        title=text("scene.money_plot"),
        shape="bars",
        categories=tuple(str(text.said(row["fund_source"])) for row in rows),
        strands=(
            Strand(text("scene.money_available"), "pale", tuple(row["available_vnd"] for row in rows)),
            Strand(text("scene.money_spent"), "done", tuple(row["disbursed_vnd"] for row in rows)),
        ),
        measure="money",
        axis=text("scene.money_axis"),
    )
