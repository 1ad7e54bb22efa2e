"""Scene, slide, report, workbook and roll-up of one period, read back: where two of them tell a number, it is one."""

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import product
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph
from pptx import Presentation

import queries
from dashboard.briefing import Desk
from dashboard.charts.plot import Plot
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.scenes import read_scenes
from dashboard.text import Text
from queries import Mode

Sit = Callable[..., Desk]
Sheet = dict[str, dict[str, float]]
PERIODS = ("2026", "2026-H1", "2026-9M", "2026-10")
EMBEDDED = re.compile(r"(ppt|word)/embeddings/.*\.xlsx")


@cache
def write(kind: str, desk: Desk) -> bytes:
    return write_document(find_kind(kind), desk, lambda words, share: None).data


def read_charts(data: bytes) -> list[Sheet]:
    """Return the data sheet of every chart: category -> row of numbers -> number; what is not told has no cell.

    Formulas that place a label are no numbers.
    """
    with zipfile.ZipFile(BytesIO(data)) as package:
        books = [package.read(name) for name in package.namelist() if EMBEDDED.fullmatch(name)]
    return [read_sheet(openpyxl.load_workbook(BytesIO(book)).worksheets[0]) for book in books]


def read_sheet(sheet: Any) -> Sheet:
    (_, *names), *rows = sheet.iter_rows(values_only=True)
    return {
        category: {
            name: float(number) for name, number in zip(names, numbers, strict=True) if isinstance(number, int | float)
        }
        for category, *numbers in rows
    }


def read_plot(plot: Plot) -> Sheet:
    return {
        category: {
            strand.name: float(number) for strand in plot.strands if (number := strand.numbers[place]) is not None
        }
        for place, category in enumerate(plot.categories)
    }


def holds(sheet: Sheet, told: Sheet) -> bool:
    """Tell whether a data sheet holds every number of this plot and no other, but for the unseen foot of a bar.

    A signed change stands in a column of its own, whose bar follows from it.
    """
    foot = {Text("vi")("chart.base")}
    return list(sheet) == list(told) and all(
        sorted(told[name].values()) == sorted(number for key, number in sheet[name].items() if key not in foot)
        for name in told
    )


@pytest.mark.parametrize(("period", "mode"), [*product(PERIODS, Mode)])
def test_scene_slide_and_report_draw_the_same_numbers(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    plots = [read_plot(scene.plot) for scene in read_scenes(desk, lambda words, share: None) if scene.plot]
    slides, report = read_charts(write("pptx", desk)), read_charts(write("docx", desk))
    for told in plots:
        assert [sheet for sheet in slides if holds(sheet, told)], told
        assert [sheet for sheet in report if holds(sheet, told)], told
    assert len(slides) == len(plots)


@pytest.mark.parametrize(("period", "mode"), [*product(PERIODS, Mode)])
def test_the_roll_up_tells_what_the_page_tells(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    lines = pq.read_table(BytesIO(write("rollup", desk))).to_pylist()
    told = [line for line in lines if line.get("slice") in (None, "") and line.get("indicator_id")]
    assert told
    for line in told:
        total = desk.value(line["indicator_id"]).total
        assert total is not None, line
        if line["standard_id"] in (None, "", total.standard_id):
            assert (line["numerator"], line["denominator"]) == (total.numerator, total.denominator), line


def parse(words: str) -> float | None:
    """Return the number of a cell as it is written: «8.021», «0,14%», «1.010,5 triệu đồng»; None for any other."""
    found = re.fullmatch(r"([−-]?[\d.]+(?:,\d+)?)( triệu đồng| đồng|%)?", words.split("\n")[0].strip())
    if not found:
        return None
    number = float(found[1].replace(".", "").replace(",", ".").replace("−", "-"))
    return number * {" triệu đồng": 1e6, "%": 0.01}.get(found[2] or "", 1)


def list_parsed(rows: list[list[str]]) -> list[float]:
    return sorted(number for row in rows for cell in row if (number := parse(cell)) is not None)


def list_tables(data: bytes) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in one.rows] for one in Document(BytesIO(data)).tables]


def read_letter(data: bytes) -> dict[str, list[list[str]]]:
    """Return every table of a Word file by what stands above it."""
    document, above, found = Document(BytesIO(data)), "", {}
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            above = WordParagraph(element, document).text.strip() or above
        elif element.tag == qn("w:tbl"):
            found[above] = [[cell.text for cell in row.cells] for row in WordTable(element, document).rows]
    return found


def find_table(tables: dict[str, list[list[str]]], name: str) -> list[list[str]]:
    """Return the rows of one table without its heads, [] where it is not there."""
    return next((rows[1:] for above, rows in tables.items() if name in above), [])


def ask(desk: Desk, table_id: str, *, by_area: bool = False) -> queries.Table:
    return queries.table(table_id, desk.filters, viewer=desk.viewer, warehouse=desk.warehouse, by_area=by_area)


@pytest.mark.parametrize(("period", "mode"), [*product(PERIODS, Mode)])
def test_every_number_of_the_official_tables_of_the_report_is_that_of_the_warehouse(
    sit: Sit, period: str, mode: Mode
) -> None:
    """Ward and every khối; where khối are not told, no number of one stands there."""
    desk = sit(period, mode)
    tables, seen = read_letter(write("docx", desk)), 0
    for place, table_id in enumerate(queries.OFFICIAL, start=1):
        both = [*ask(desk, table_id).records(), *ask(desk, table_id, by_area=True).records()]
        told = [row["share"] if row.get("over") is not None else row["number"] for row in both]
        body = find_table(tables, f"Biểu R{place}:")
        start = next((number for number, row in enumerate(body) if row[0] == "A"), -1) + 1
        keys = 3 if start and body[start - 1][2] == "C" else 2
        shown = list_parsed([row[keys:] for row in body[start:]])
        assert shown == pytest.approx(sorted(float(one) for one in told if one is not None), abs=6e-5), table_id
        seen += len(shown)
    # A month or a half may have no list; the year has all eleven.
    assert seen > (1000 if mode is Mode.INTERNAL else 60) or period != "2026"


@pytest.mark.parametrize(("period", "mode"), [*product(PERIODS, Mode)])
def test_every_number_of_money_and_projects_in_the_report_is_that_of_the_warehouse(
    sit: Sit, period: str, mode: Mode
) -> None:
    desk = sit(period, mode)
    tables = read_letter(write("docx", desk))
    lines, sources = ask(desk, "project_lines").records(), ask(desk, "money_sources").records()
    names = ("output_done", "plan_at_report", "output_planned", "available_vnd", "disbursed_vnd", "money_share")
    told = [float(row[name]) for row in lines for name in names if row[name] is not None]
    assert list_parsed(find_table(tables, "Phụ lục 1.")) == pytest.approx(sorted(told), abs=6e-5)
    names = ("assigned_vnd", "carried_over_vnd", "available_vnd", "disbursed_vnd", "money_share", "remaining_vnd")
    shown = find_table(tables, "Kinh phí theo nguồn")
    for row, cells in zip(sources, shown, strict=False):
        read = [parse(cell) for cell in cells[1:7]]
        assert [one for one in read if one is not None] == pytest.approx(
            [float(row[name]) for name in names if row[name] is not None], abs=6e-5
        ), cells
    assert told
    assert shown


@pytest.mark.parametrize(("period", "mode"), [*product(PERIODS, Mode)])
def test_the_seven_targets_are_told_alike_by_deck_report_summary_and_workbook(
    sit: Sit, period: str, mode: Mode
) -> None:
    """Figure and standing of each as they stand in the four files; the figure's numbers as the warehouse has them."""
    desk = sit(period, mode)
    slides = Presentation(BytesIO(write("pptx", desk))).slides
    [frame] = [shape for shape in slides[1].shapes if shape.has_table]
    of_deck = [[cell.text_frame.text.split("\n")[0] for cell in row.cells] for row in frame.table.rows][1:]
    of_report = find_table(read_letter(write("docx", desk)), "Bảng 1.")
    of_summary = next(rows[1:] for rows in list_tables(write("summary", desk)) if rows[0][:1] == ["Số"])
    sheet = openpyxl.load_workbook(BytesIO(write("xlsx", desk)))["Chỉ tiêu"]
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] in {cells[0] for cells in of_report}]
    assert len(rows) == len(desk.ward.targets) == 7
    for deck, report, summary, book in zip(of_deck, of_report, of_summary, rows, strict=True):
        assert deck[0].startswith(f"{report[0]}. ")
        assert deck[1] == report[2] == summary[2] == book[2]
        assert deck[2].split(" ", 1)[1] == report[3].split(",")[0] == summary[3].split(",")[0] == book[3]
    for target, book in zip(desk.ward.targets, rows, strict=True):
        # A status line over tasks has no number of a kind to repeat.
        assert target.indicator_id or not [cell for cell in book[7:12] if cell == book[2]] or "chưa" in book[2]
        if target.indicator_id and target.indicator_id != "net_change_poor":
            total = queries.value(target.indicator_id, desk.filters, viewer=desk.viewer, warehouse=desk.warehouse).total
            is_told = total is not None and total.numerator is not None
            counted = [cell for cell in book[7:9] if isinstance(cell, int | float)]
            expected = [total.numerator, total.denominator] if is_told and total else []
            assert counted == [number for number in expected if number is not None], book
