"""One official form at a time, with the cells that break it, and the files of it and of all eleven."""

from functools import partial

import streamlit as st

import queries
from dashboard import findings
from dashboard import format as fmt
from dashboard.export import official as export
from dashboard.export.paper import Paper
from dashboard.findings import provenance
from dashboard.grids import official as grids
from dashboard.grids.official import Form
from dashboard.ui import auth, block, cache, cards, downloads, switch, trail
from dashboard.ui.choices import Choice
from dashboard.ui.filters import Chosen
from queries import OFFICIAL, Mode, Reference, Table

# The form in the address: «bieu-tong-hop?bieu=r2».
CODES = {f"r{number}": table_id for number, table_id in enumerate(OFFICIAL, start=1)}
SMALL = "small_number_below"
Areas = tuple[tuple[str, str], ...]


def read_areas(chosen: Chosen) -> Areas:
    """Return (id, name) of the khối of the round, in the ward's order, whether or not they have reported."""
    told = set(cache.table(OFFICIAL[0], chosen, by_area=True).column("area_id"))
    return tuple((area.area_id, area.name) for area in queries.reference().areas if area.area_id in told)


def read_form(table_id: str, chosen: Chosen) -> Form:
    whole, by_area = cache.table(table_id, chosen), cache.table(table_id, chosen, by_area=True)
    return grids.read_form(whole, by_area, read_areas(chosen), chosen.text)


def count_broken(chosen: Chosen) -> int:
    """Count the cells of the movement forms, R2 and R3, that break their formula."""
    return sum(
        len(findings.find_broken(cache.table(name, chosen), cache.table(name, chosen, by_area=True)))
        for name in OFFICIAL[1:3]
    )


def show(chosen: Chosen) -> None:
    text = chosen.text
    choice = Choice("bieu", {code: text(f"official.{code}") for code in CODES})
    code = switch.restore(choice)
    switch.draw(choice, text("official.pick"))
    whole, by_area = (cache.table(CODES[code], chosen, by_area=divided) for divided in (False, True))
    cards.warn(*findings.broken(whole, by_area, read_areas(chosen), text))
    notes = (text.of(by_area.withheld or whole.withheld), _say_small(whole, chosen), _say_hidden(whole, chosen))
    if whole.withheld or not whole.rows:
        cards.section(text.of(whole.title))
        cards.note(*(notes if whole.withheld else (text("official.no_rows"),)))
        return
    form = read_form(CODES[code], chosen)
    below = int(queries.reference().settings[SMALL].value)
    block.show(
        chosen,
        "official",
        form.title,
        notes=(text("official.how"), *notes),
        markup=grids.grid(form, below, text).html,
        answers=(whole,),
    )
    show_files(chosen, code)


def _say_small(whole: Table, chosen: Chosen) -> str:
    has_shares = any(column.name == "share" for column in whole.columns) and whole.id != OFFICIAL[0]
    return chosen.text("official.few", below=queries.reference().settings[SMALL].value) if has_shares else ""


def _say_hidden(whole: Table, chosen: Chosen) -> str:
    if whole.access != "sensitive" or chosen.viewer.mode is not Mode.OUTGOING:
        return ""
    settings = queries.reference().settings
    return chosen.text("official.hidden", low=settings["suppression_from"].value, high=settings["suppression_to"].value)


def show_files(chosen: Chosen, code: str) -> None:
    """Draw the buttons; a file is written when it is asked for, all eleven forms only then read."""
    if not chosen.has_files:
        return
    files = {"one": (code,), "all": tuple(CODES)}
    with st.container(horizontal=True, key="files_official", gap="small"):
        for kind, codes in files.items():
            write = partial(write_book, chosen, codes, queries.reference())
            st.download_button(
                chosen.text(f"official.file_{kind}"),
                auth.keep(trail.note_file(chosen, f"official_{kind}.xlsx", len(codes), write)),
                file_name=f"{downloads.name_file(chosen, 'bieu-' + (code if kind == 'one' else 'r1-r11'))}.xlsx",
                mime=downloads.EXCEL,
                key=f"xlsx_official_{kind}",
                on_click="ignore",
                type="tertiary",
            )


def write_book(chosen: Chosen, codes: tuple[str, ...], ward: Reference) -> bytes:
    """Return the workbook of these forms, those that the round has nothing of left out."""
    text = chosen.text
    told = {code: cache.table(CODES[code], chosen) for code in codes}
    shown = {code: table for code, table in told.items() if table.rows}
    forms = tuple(read_form(CODES[code], chosen) for code in shown)
    stock = cache.value("poor_households", chosen)
    lines = (provenance.badge_line(chosen.filters, text, ward, stock), *((text("sample"),) if ward.is_sample else ()))
    about = provenance.list_about(text, *shown.values(), is_inside=chosen.is_inside)
    title = forms[0].title if len(forms) == 1 else text("official.title")
    paper = Paper(title, lines, (), about, fmt.read_stamp(chosen.stamp))
    return export.write(forms, tuple(code.upper() for code in shown), paper, text("file.sources"), text)
