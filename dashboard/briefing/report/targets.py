"""What became of each target: the plan's words, the count, how it stands, the other reading, whose it is."""

from collections.abc import Callable

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Gap, Listing, Paragraph, Picture, Section, Space, list_notes
from dashboard.briefing.scenes import children, movement, training
from dashboard.briefing.targets import name_target, read_bullets
from dashboard.charts.bullet import Bullet
from dashboard.charts.plot import Plot
from dashboard.charts.steps import read_steps, say_net, say_unexplained
from dashboard.findings.targets import end_sentence
from dashboard.grids import Cell, Grid, headed, rows
from queries import Result, Target

# Whose story tells both readings.
READ_BOTH_WAYS = ("T2",)
WIDTHS = (6, 29, 26, 25, 14)
Tell = Callable[[Desk], tuple[Block, ...]]


def build(desk: Desk) -> tuple[Section, ...]:
    text, bullets = desk.text, read_bullets(desk)
    states = tuple((bullet.status, bullet.status_words) for bullet in bullets)
    names = [name_target(target, desk) for target in desk.ward.targets]
    first = Section(
        text("periodic.targets"),
        2,
        (Paragraph(findings.overview(states, "", text)), Listing(_list(bullets, names, desk), WIDTHS)),
    )
    told = zip(desk.ward.targets, bullets, names, strict=True)
    return (first, *(_tell(target, bullet, name, desk) for target, bullet, name in told))


def _list(bullets: tuple[Bullet, ...], names: list[str], desk: Desk) -> Grid:
    text = desk.text
    heads = headed(
        text("overview.label"), *(text(f"overview.{name}") for name in ("target", "actual", "status", "lead"))
    )
    lines = tuple(
        (Cell(bullet.label), Cell(name), Cell(bullet.figure), Cell(_state(bullet)), Cell(bullet.lead))
        for bullet, name in zip(bullets, names, strict=True)
    )
    return Grid(text("periodic.targets_caption"), heads, lines)


def _state(bullet: Bullet) -> str:
    return ", ".join(filter(None, (bullet.status_words, bullet.remaining)))


def _tell(target: Target, bullet: Bullet, name: str, desk: Desk) -> Section:
    text = desk.text
    why = find_gap(target, desk)
    result: Block = (
        Gap(text("periodic.target_gap", lead=bullet.lead), why)
        if why
        else Paragraph(text("periodic.target_result", figure=bullet.figure, state=_state(bullet), lead=bullet.lead))
    )
    blocks = (
        Paragraph(bullet.sentence, "quote"),
        result,
        *(() if why else STORIES.get(target.target_id, _say_nothing)(desk)),
        *(() if target.target_id in READ_BOTH_WAYS else list_notes(end_sentence(bullet.note.removesuffix(".")))),
        Space(text("periodic.space_target", label=target.label)),
    )
    return Section(text("periodic.target", label=target.label, name=name), 3, blocks)


def find_gap(target: Target, desk: Desk) -> str:
    """Say why nothing can be said of a target; "" where something is known."""
    text = desk.text
    if target.kind == "task":
        carried = rows.keep(desk.but(unit_id=None, group=None).table("task_list"), target_id=findings.TARGET)
        return "" if any(carried.column("report_date")) else findings.target_outputs(carried, text)
    result = desk.readings(target).adopted
    if result is None:
        return text("overview.not_counted")
    told = findings.missing(result, text)
    row = result.total
    if told or row is None:
        return told or text("overview.no_data")
    if not findings.has_figures(row):
        return _join(findings.incomplete(row, text), _name_silent(result, desk), text("periodic.not_told"))
    if row.unknown and row.unknown == row.denominator:
        return _join(findings.incomplete(row, text), _name_silent(result, desk), text("periodic.all_unknown"))
    return ""


def _name_silent(result: Result, desk: Desk) -> str:
    """Name the khối that have not reported, where that may be told khối by khối."""
    by_area = desk.value(result.indicator.id, by="area_id") if result.is_divided else result
    silent = [desk.text.of(row.label) for row in by_area.rows if row.areas_reported < row.areas_total]
    return desk.text("periodic.silent_areas", areas=", ".join(silent)) if silent and not by_area.withheld else ""


def _join(*words: str) -> str:
    return " ".join(filter(None, (said.strip() for said in words)))


def _say_poverty(desk: Desk) -> tuple[Block, ...]:
    text = desk.text
    stock, change = desk.value("poor_households"), desk.value("net_change_poor")
    steps = read_steps(desk.table("movement"), "poor", text, is_ward=desk.filters.area_id is None)
    said = [say_net(steps, "poor", text), say_unexplained(steps, "poor", text)] if steps else []
    rates = [
        text(
            "periodic.rate",
            title=text.of(rate.indicator.title),
            shown=findings.share_marked(rate.total, "household", desk.small_below, text),
        )
        for rate in (desk.value("poverty_rate"), desk.value("near_poverty_rate"))
        if rate.total and not findings.missing(rate, text)
    ]
    plot = movement.plot_steps(steps, text) if steps else None
    words = " ".join(filter(None, (findings.poverty(stock, change, text), *said)))
    return (Paragraph(words), *(Paragraph(rate) for rate in rates), *_show(plot, said[0] if said else ""))


def _say_children(desk: Desk) -> tuple[Block, ...]:
    text = desk.text
    by_child, by_household = desk.value("children_right_level"), desk.value("households_children_right_level")
    said = findings.share_of("children.finding", by_child, text)
    plot = children.plot_children(desk.value("children_right_level", by="school_status"), text)
    measures = findings.two_measures(by_child, by_household, desk.small_below, text)
    return (*_tell_all(*measures), *_show(plot, said))


def _say_training(desk: Desk) -> tuple[Block, ...]:
    text = desk.text
    adopted, wider = desk.value("training_coverage"), desk.value("training_coverage_all_poor")
    said = findings.share_of("training.finding", adopted, text)
    goals = (_say_goal(adopted, adopted, desk), findings.excluded(adopted, wider, text))
    project = desk.ward.settings["training_project"].value
    courses = findings.courses(rows.keep_naming(desk.table("project_lines"), "project_ids", project), text)
    return (*_tell_all(said, *goals, courses), *_show(training.plot_training(adopted, wider, text), said))


def _say_goal(of: Result, counted: Result, desk: Desk) -> str:
    goal = findings.needed(of.target, counted.total.denominator if counted.total else None, "household", desk.text)
    return desk.text("periodic.goal", goal=goal) if goal else ""


def _say_nothing(desk: Desk) -> tuple[Block, ...]:
    """The count and the other reading say all there is."""
    return ()


def _say_policies(desk: Desk) -> tuple[Block, ...]:
    return _tell_all(findings.policies(desk.table("policy_matrix"), desk.value("policy_served"), desk.text))


STORIES: dict[str, Tell] = {
    "T1a": _say_poverty,
    "T2": _say_children,
    "T3": _say_training,
    "T6": _say_policies,
}


def _tell_all(*words: str) -> tuple[Block, ...]:
    said = " ".join(filter(None, words))
    return (Paragraph(said),) if said else ()


def _show(plot: Plot | None, finding: str) -> tuple[Block, ...]:
    """Return the chart under its finding; one without any bar says nothing that the sentence does not."""
    return (Picture(plot, f"{plot.title}. {finding}".strip()),) if plot and not plot.is_empty else ()
