"""The annexes: the table of projects, the official tables R1 to R11, and how every number was counted."""

from collections.abc import Callable
from functools import partial

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.forms import list_areas, read_official
from dashboard.briefing.report.blocks import Block, Gap, Listing, Section, list_notes
from dashboard.briefing.targets import list_results
from dashboard.findings.provenance import list_about
from dashboard.grids import Cell, Grid, headed, listing, rows
from dashboard.grids import official as grids
from dashboard.grids.official import Form
from queries import OFFICIAL, Mode, Result, Table

PROJECTS = (
    *("line_name", "project_names", "unit_name", "work_status", "output_done", "plan_at_report", "output_planned"),
    *("output_unit", "available_vnd", "disbursed_vnd", "money_share", "report_date", "obstacle"),
)
PROJECT_WIDTHS = (34, 22, 14, 10, 12, 10, 10, 16, 16, 11, 15, 26)
TABLES = (
    *("movement", "project_lines", "money_sources", "money_lines", "policy_matrix", "task_list", "conclusion_list"),
    *("measure_list", "unserved"),
)
VALUES = ("poor_households", "poverty_rate", "near_poverty_rate", "project_disbursement", "consultation")


def build_projects(desk: Desk) -> tuple[Section, ...]:
    text, lines = desk.text, desk.table("project_lines")
    shown = rows.pick(lines, PROJECTS if desk.is_inside else PROJECTS[:-1])
    table: Block = (
        Listing(listing.tuck(listing.grid(shown, text)), PROJECT_WIDTHS[: len(PROJECTS) - (1 if desk.is_inside else 2)])
        if lines.rows
        else Gap(text("periodic.of_projects"), text("periodic.no_report"))
    )
    return (Section(_title(1, text("periodic.annex_projects"), desk), 2, (table,), is_wide=True),)


def build_form(number: int, table_id: str, desk: Desk) -> tuple[Section, ...]:
    """Return one official table as the page has it; what breaks its formula is said under it."""
    text = desk.text
    form, (whole, *_) = read_official(f"R{number}", desk)
    title = _title(number + 1, text.of(whole.title), desk)
    if form is None:
        why = text.of(whole.withheld) or text("official.no_rows")
        return (Section(title, 2, (Gap(f"R{number}", why),), is_wide=True),)
    by_area = desk.table(table_id, by_area=True)
    broken = findings.broken(whole, by_area, list_areas(desk), text)
    notes = list_notes(text.of(by_area.withheld), *broken, _say_hidden(table_id, desk))
    table = Listing(grids.grid(form, desk.small_below, text), _share(form))
    return (Section(title, 2, (table, *notes), is_wide=True),)


def _share(form: Form) -> tuple[float, ...]:
    """Return the widths of an official form: narrow keys, the numbers alike."""
    keys = (4.0, 12.0, 7.0) if form.has_counted else (4.0, 12.0)
    return (*keys, *((100 - sum(keys)) / len(form.columns) for _ in form.columns))


def _say_hidden(table_id: str, desk: Desk) -> str:
    if desk.table(table_id).access != "sensitive" or desk.viewer.mode is not Mode.OUTGOING:
        return ""
    settings = desk.ward.settings
    return desk.text("official.hidden", low=settings["suppression_from"].value, high=settings["suppression_to"].value)


def build_about(desk: Desk) -> tuple[Section, ...]:
    """Return how every number of the report is counted, by which document, and from which workbooks."""
    text = desk.text
    answers: tuple[Result | Table, ...] = (
        *list_results(desk),
        *(desk.value(name) for name in VALUES),
        *(desk.table(name) for name in TABLES),
    )
    lines = tuple((Cell(what), Cell(words)) for what, words in list_about(text, *answers, is_inside=desk.is_inside))
    grid = Grid(text("periodic.about"), headed(text("periodic.about_what"), text("periodic.about_words")), lines)
    return (
        Section(_title(len(OFFICIAL) + 2, text("periodic.about"), desk), 2, (Listing(grid, (28, 72)),), is_wide=True),
    )


def _title(number: int, words: str, desk: Desk) -> str:
    return desk.text("periodic.annex", number=number, title=words)


ANNEXES: dict[str, Callable[[Desk], tuple[Section, ...]]] = {
    "annex_projects": build_projects,
    **{f"r{number}": partial(build_form, number, table_id) for number, table_id in enumerate(OFFICIAL, start=1)},
    "about": build_about,
}
