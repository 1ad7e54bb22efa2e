"""What became of each project line, unit by unit: the work, the money, of which day."""

from typing import Any

from dashboard import findings
from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Gap, Paragraph, Section, Space, list_items, list_notes
from dashboard.findings.projects import ABSENT
from dashboard.grids import rows
from dashboard.text import Text
from queries import Table, words_of

Cells = dict[str, Any]


def build(desk: Desk) -> tuple[Section, ...]:
    text, lines = desk.text, desk.table("project_lines")
    spent = desk.value("project_disbursement")
    if not lines.rows:
        gap = Gap(text("periodic.of_projects"), findings.projects(lines, spent, text))
        return (Section(text("periodic.projects"), 2, (gap, Space(text("periodic.space_projects")))),)
    said = (findings.projects(lines, spent, text), findings.newest(lines, text))
    first = Section(
        text("periodic.projects"),
        2,
        (
            Paragraph(" ".join(filter(None, said))),
            Paragraph(findings.slowest(lines, text)),
            *list_items(*findings.overspent(lines, text)),
            *list_notes(text("periodic.see_annex"), findings.rule(desk.ward.settings, text)),
        ),
    )
    return (first, *(_tell_unit(of_unit, text) for of_unit in rows.split(lines, "unit_name")))


def _tell_unit(lines: Table, text: Text) -> Section:
    told = [block for row in lines.records() for block in tell_line(row, text)]
    return Section(text.of(lines.title), 3, (*told, Space(text("periodic.space_unit", unit=text.of(lines.title)))))


def tell_line(row: Cells, text: Text) -> tuple[Block, ...]:
    """Say how one line stands; what its unit has not reported is a blank."""
    name = name_line(row, text)
    if row["report_date"] is None:
        return (Gap(name, text("periodic.no_report")),)
    state = text.of(words_of("work_status", row["work_status"]))
    if row["work_status"] in ABSENT and row["output_done"] is None and not row["available_vnd"]:
        return (Paragraph(text("periodic.line_absent", name=name, state=state), "item"),)
    said = Paragraph(
        text(
            "periodic.line",
            name=name,
            state=state,
            work=_say_work(row, text),
            money=_say_money(row, text),
            day=fmt.day(row["report_date"], text),
        ),
        "item",
    )
    owed = row["work_status"] not in ABSENT
    gaps = (
        ("periodic.of_work", owed and row["output_done"] is None),
        ("periodic.of_money", bool(row["available_vnd"]) and row["disbursed_vnd"] is None),
    )
    return (
        said,
        *(
            Gap(text(key, name=text.said(row["line_name"])), text("periodic.no_report"))
            for key, is_gap in gaps
            if is_gap
        ),
    )


def name_line(row: Cells, text: Text) -> str:
    content = text.said(row["project_names"])
    return f"{text.said(row['line_name'])} ({content})" if content else str(text.said(row["line_name"]))


def _say_work(row: Cells, text: Text) -> str:
    done = text("not_reported") if row["output_done"] is None else fmt.number(row["output_done"], text, 1)
    if row["output_planned"] is None:
        return f"{done} {text.quoted(row['output_unit'])}".strip()
    shown = f"{done}/{fmt.number(row['output_planned'], text, 1)} {text.quoted(row['output_unit'])}".strip()
    if row["plan_at_report"] is None:
        return shown
    return text("periodic.work_plan", shown=shown, plan=fmt.number(row["plan_at_report"], text, 1))


def _say_money(row: Cells, text: Text) -> str:
    if not row["available_vnd"] and not row["disbursed_vnd"]:
        return text("periodic.no_money")
    spent, available = fmt.money(row["disbursed_vnd"], text), fmt.money(row["available_vnd"], text)
    if row["disbursed_vnd"] is None:
        return text("periodic.money_untold", available=available)
    return text("money.spent", spent=spent, available=available, share=fmt.percent(row["money_share"], text))
