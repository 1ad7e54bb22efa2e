"""What became of each policy of section II.2 of the plan, in its seven parts; a policy nobody reports is a blank."""

from typing import Any

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Gap, Paragraph, Section, Space
from dashboard.grids import policies as grids
from dashboard.grids import rows
from dashboard.grids.grid import Line
from dashboard.text import Text
from queries import Table, words_of

NUMBER = 3
Cells = dict[str, Any]


def build(desk: Desk) -> tuple[Section, ...]:
    text, matrix, served = desk.text, desk.table("policy_matrix"), desk.value("policy_served")
    heading = findings.policies(matrix, served, text)
    if matrix.withheld or not any(matrix.column("origin")):
        first: tuple[Block, ...] = (Gap(text("periodic.of_policies"), heading),)
    else:
        unserved = desk.table("unserved")
        waiting = "" if unserved.withheld else findings.waiting(unserved, text)
        first = (Paragraph(" ".join(filter(None, (heading, waiting)))),)
    if matrix.withheld:
        return (Section(text("periodic.policies"), 2, first),)
    tell = _tell_part if matrix.rows else _tell_untold
    parts = rows.split(matrix if matrix.rows else desk.table("plan_policies"), "place")
    return (
        Section(text("periodic.policies"), 2, first),
        *(tell(place, part, text) for place, part in enumerate(parts, 1)),
    )


def _tell_untold(number: int, part: Table, text: Text) -> Section:
    """Of a period without any report every policy of the plan is a blank."""
    return _head(number, part, _list_silent(part.records(), text), text)


def _head(number: int, part: Table, blocks: tuple[Block, ...], text: Text) -> Section:
    place = text.of(part.title)
    title = text.of(words_of("place", place))
    told = (*blocks, Space(text("periodic.space_policies", title=title)))
    return Section(text("periodic.part", number=f"{NUMBER}.{number}", title=title, place=place), 3, told)


def _tell_part(number: int, part: Table, text: Text) -> Section:
    shown = list(zip(part.records(), grids.section(part, text).rows, strict=True))
    told = [_tell(row, line, text) for row, line in shown if row["origin"]]
    silent = [row for row, _ in shown if not row["origin"]]
    return _head(number, part, (*told, *_list_silent(silent, text)), text)


def _tell(row: Cells, line: Line, text: Text) -> Block:
    """Say one policy in the words of the page's table: the count, how far it reaches, who waits, whose it is."""
    name, counted, reach, waiting, unknown, lead = line
    if row["unknown"] is None and row["served"] is None:
        return Gap(name.shown, text("finding.suppressed"))
    doubts = (
        text("periodic.policy_waiting", count=waiting.shown) if row["waiting"] else "",
        text("periodic.policy_unknown", count=unknown.shown) if row["unknown"] else "",
        reach.quiet,
        name.quiet,
    )
    return Paragraph(
        text(
            "periodic.policy",
            name=name.shown,
            counted=counted.shown,
            reach="; ".join(filter(None, doubts)) or reach.shown,
            origin=counted.quiet,
            lead=lead.shown,
        ),
        "item",
    )


def _list_silent(silent: list[Cells], text: Text) -> tuple[Gap, ...]:
    """Return one blank for the policies of one lead."""
    by_lead: dict[str, list[str]] = {}
    for row in silent:
        by_lead.setdefault(text.said(row["unit_name"]) or text("todo.no_unit"), []).append(text.of(row["policy_name"]))
    return tuple(Gap("; ".join(names), text("periodic.policy_silent", lead=lead)) for lead, names in by_lead.items())
