"""Scene, slide, report, workbook and roll-up of one period, read back: where two of them tell a number, it is one."""

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from dashboard.briefing import Desk
from dashboard.charts.plot import Plot
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.scenes import read_scenes
from dashboard.text import Text
from queries import Mode

Sit = Callable[..., Desk]
Sheet = dict[str, dict[str, float]]
# A year and a part of one; the tests of each document ask every kind of period.
PERIODS = ("2026", "2026-9M")
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
def test_workbook_and_roll_up_tell_what_the_page_tells(sit: Sit, tmp_path: Path, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    lines = pq.read_table(BytesIO(write("rollup", desk))).to_pylist()
    told = [line for line in lines if line.get("slice") in (None, "") and line.get("indicator_id")]
    assert told
    for line in told:
        total = desk.value(line["indicator_id"]).total
        if total is not None and line["standard_id"] in (None, "", total.standard_id):
            assert (line["numerator"], line["denominator"]) == (total.numerator, total.denominator), line
    words = {
        str(cell)
        for sheet in openpyxl.load_workbook(BytesIO(write("xlsx", desk))).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if cell is not None
    }
    stock = desk.value("poor_households").total
    if stock and stock.numerator is not None:
        assert f"{stock.numerator:.0f}" in words
