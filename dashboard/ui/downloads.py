"""The files of a block: Excel with all its tables, lists and sources, CSV with its first table.

A file is written when it is asked for, by Streamlit's own deferred download: a rerun costs nothing for it. It says
what the page said when it was drawn, though another load may have been published since.
"""

from functools import partial

import streamlit as st

import queries
from dashboard import format as fmt
from dashboard.export import delimited, workbook
from dashboard.export.paper import Paper
from dashboard.findings import provenance
from dashboard.grids import Grid, listing
from dashboard.ui import auth, trail
from dashboard.ui.choices import GROUPS, MODES
from dashboard.ui.filters import Chosen
from queries import Reference, Result, Table

SAMPLE = "mau"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show(
    chosen: Chosen,
    name: str,
    finding: str,
    grids: tuple[Grid, ...],
    lists: tuple[Table, ...],
    answers: tuple[Result | Table, ...],
) -> None:
    """Draw the two buttons, where there are files to take."""
    if not chosen.has_files:
        return
    files = {
        "xlsx": partial(_write_workbook, chosen, finding, grids, lists, answers, queries.reference()),
        "csv": partial(_write_table, chosen, grids, lists),
    }
    taken = sum(len(one.rows) for one in (*grids, *lists))
    with st.container(horizontal=True, key=f"files_{name}", gap="small"):
        for kind, write in files.items():
            st.download_button(
                chosen.text(f"file.{kind}"),
                auth.keep(trail.note_file(chosen, f"{name}.{kind}", taken, write)),
                file_name=f"{name_file(chosen, name, answers)}.{kind}",
                mime=EXCEL if kind == "xlsx" else "text/csv",
                key=f"{kind}_{name}",
                on_click="ignore",
                type="tertiary",
            )


def name_file(chosen: Chosen, name: str, answers: tuple[Result | Table, ...] = ()) -> str:
    """Return «children_areas-2026-khoi_7-noi_bo-20261120»: what, when, where, for whom, of which load.

    «-mau» behind it where the data are fictional: a CSV says it nowhere else.
    """
    mode = next(code for code, mode in MODES.items() if mode is chosen.viewer.mode)
    period = answers[0].filters.period if answers else chosen.filters.period
    group = next((code for code, group in GROUPS.items() if group == chosen.filters.group), None)
    asked = (period, chosen.filters.area_id, chosen.filters.unit_id, group)
    sample = SAMPLE if queries.reference().is_sample else None
    return "-".join(filter(None, (name, *asked, mode, chosen.stamp[:8], sample)))


def _write_workbook(
    chosen: Chosen,
    finding: str,
    grids: tuple[Grid, ...],
    lists: tuple[Table, ...],
    answers: tuple[Result | Table, ...],
    ward: Reference,
) -> bytes:
    text = chosen.text
    sample = (text("sample"),) if ward.is_sample else ()
    lines = (provenance.badge_line(chosen.filters, text, ward, *answers), *sample)
    shown = (*grids, *_list_grids(chosen, lists))
    about = provenance.list_about(text, *answers, is_inside=chosen.is_inside)
    moment = fmt.read_stamp(chosen.stamp)
    return workbook.write(Paper(finding, lines, shown, about, moment), text("file.sources"))


def _write_table(chosen: Chosen, grids: tuple[Grid, ...], lists: tuple[Table, ...]) -> bytes:
    return delimited.write((*grids, *_list_grids(chosen, lists))[0])


def _list_grids(chosen: Chosen, lists: tuple[Table, ...]) -> tuple[Grid, ...]:
    return tuple(listing.grid(table, chosen.text) for table in lists if table.rows)
