"""What the money of the three sources of the plan came to."""

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import (
    Block,
    Gap,
    Listing,
    Paragraph,
    Picture,
    Section,
    Space,
    list_items,
    list_notes,
)
from dashboard.briefing.scenes.money import plot_sources
from dashboard.findings.money import say_row
from dashboard.grids import listing, rows
from dashboard.text import Text
from queries import Table

SHOWN = (
    *("fund_source", "assigned_vnd", "carried_over_vnd", "available_vnd", "disbursed_vnd", "money_share"),
    "remaining_vnd",
)
WIDTHS = (24, 14, 13, 14, 14, 12, 14)


def build(desk: Desk) -> tuple[Section, ...]:
    text, spent = desk.text, desk.value("project_disbursement")
    sources, lines = desk.table("money_sources"), desk.table("money_lines")
    finding = findings.money(spent, lines, text)
    if spent.total is None or not lines.rows:
        blocks: tuple[Block, ...] = (Gap(text("periodic.of_money_all"), finding),)
        return (Section(text("periodic.money"), 2, (*blocks, Space(text("periodic.space_money")))),)
    plot = plot_sources(sources, text)
    blocks = (
        Paragraph(finding),
        *(block for row in sources.records() for block in _tell(row, text)),
        *list_items(*findings.overspent_lines(lines, text)),
        Listing(listing.grid(rows.pick(sources, SHOWN), text), WIDTHS),
        *((Picture(plot, f"{plot.title}. {finding}"),) if plot else ()),
        *_estimate(desk),
        *list_notes(findings.carried_over(sources, text), text("money.rate")),
        Space(text("periodic.space_money")),
    )
    return (Section(text("periodic.money"), 2, blocks),)


def _tell(row: dict[str, object], text: Text) -> tuple[Block, ...]:
    name = str(text.said(row["fund_source"]))
    if row["money_state"] == "no_figures":
        return (Gap(name, text("periodic.no_source_report")),)
    said = (Paragraph(f"{name}: {say_row(row, text)}.", "item"),)
    return (
        said
        if not row["silent_lines"]
        else (*said, Gap(name, text("periodic.silent_lines", count=row["silent_lines"])))
    )


def _estimate(desk: Desk) -> tuple[Paragraph, ...]:
    """Say what may be left at the end of the year: an estimate, and named one."""
    pace: Table = desk.table("money_pace")
    if "estimated" not in pace.column("pace_state"):
        return ()
    said = findings.pace(pace, desk.ward.settings, desk.text)
    return (Paragraph(desk.text("periodic.estimate", said=said)),)
