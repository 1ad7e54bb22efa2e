"""The deck as its readers open it: the page's numbers in chart, workbook and table, nobody's name anywhere."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from pptx import Presentation
from pptx.util import Inches

from dashboard.briefing import SCENES, Desk, build_scene, read_heading, tell_scenes
from dashboard.documents import deck
from dashboard.documents.kind import Written
from dashboard.export import deck as deck_file
from dashboard.export.deck_template import BrokenTemplate
from queries import Mode, UserError
from queries import table as ask_table
from queries import value as ask_value
from tests.conftest import require_program
from tests.documents.test_scenes import MODES, read_names

Sit = Callable[..., Desk]
PERIODS = ("2026", "2026-H1", "2026-9M", "2026-10")
ASKED = tuple(product(PERIODS, MODES))
MOST_SLIDES = 10
IDENTITY = re.compile(r"(?<!\d)\d{12}(?!\d)")
BIRTH = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])/(19[3-9]\d|20[01]\d|202[0-4])(?!\d)")


def write(desk: Desk) -> Written:
    return deck.write(desk, lambda words, share: None, ".pptx")


def open_deck(data: bytes) -> Any:
    return Presentation(io.BytesIO(data))


def list_charts(slides: Any) -> Iterator[Any]:
    return (shape for slide in slides for shape in slide.shapes if shape.has_chart)


def list_tables(slides: Any) -> Iterator[Any]:
    return (shape for slide in slides for shape in slide.shapes if shape.has_table)


def read_sheet(chart: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True).active


def read_parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part of the package, also those of the workbooks inside it."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            part = package.read(name)
            yield name, part
            if name.endswith(".xlsx"):
                yield from ((f"{name}/{inner}", held) for inner, held in read_parts(part))


@pytest.mark.parametrize(("period", "mode"), ASKED)
def test_charts_workbooks_and_plots_hold_the_same_numbers(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    slides = open_deck(write(desk).data).slides
    plots = [scene.plot for scene in tell_scenes(desk) if scene.plot]
    frames = list(list_charts(slides))
    assert len(frames) == len(plots)
    for frame, plot in zip(frames, plots, strict=True):
        drawn, sheet = frame.chart.plots[0], read_sheet(frame.chart)
        columns = list(sheet.iter_cols(values_only=True))
        assert tuple(drawn.categories) == columns[0][1:] == plot.categories
        for series, column in zip(drawn.series, columns[1:], strict=False):
            assert series.name == column[0]
            assert tuple(series.values) == column[1:]
        if plot.shape == "waterfall":
            assert read_numbers(columns) == [number for _, number in plot.steps]
        else:
            assert [tuple(series.values) for series in drawn.series] == [strand.numbers for strand in plot.strands]


def read_numbers(columns: list[Any]) -> list[float | None]:
    """Return the counts and signed changes that people edit in the sheet of a waterfall."""
    changes, levels = columns[-2][1:], columns[-1][1:]
    return [level if change is None else change for change, level in zip(changes, levels, strict=True)]


@pytest.mark.parametrize(("period", "mode"), ASKED)
def test_charts_show_what_the_warehouse_answers_when_asked_anew(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    asked = {"viewer": desk.viewer, "warehouse": desk.warehouse}
    found = {frame.name: read_sheet(frame.chart) for frame in list_charts(open_deck(write(desk).data).slides)}
    plots = {scene.id: scene.plot for scene in tell_scenes(desk) if scene.plot}
    if plot := plots.get("money"):
        rows = [row for row in ask_table("money_sources", desk.filters, **asked).records() if row["available_vnd"]]
        told = [cells[1:3] for cells in found[plot.title].iter_rows(min_row=2, values_only=True)]
        assert told == [(row["available_vnd"], row["disbursed_vnd"]) for row in rows]
    if plot := plots.get("movement"):
        change = ask_value("net_change_poor", desk.filters, **asked).total
        end = ask_value("poor_households", desk.filters, **asked).total
        columns = list(found[plot.title].iter_cols(values_only=True))
        numbers = read_numbers(columns)
        assert change
        assert end
        assert numbers[-1] == end.numerator
        assert sum(number or 0 for number in numbers[1:-1]) == change.numerator
    if plot := plots.get("training"):
        total = ask_value("training_coverage", desk.filters, **asked).total
        assert total
        told = [
            sum(number or 0 for number in cells[1:])
            for cells in found[plot.title].iter_rows(min_row=2, values_only=True)
        ]
        assert told[1:] == [total.denominator, total.numerator + total.unknown]
    if plot := plots.get("children"):
        total = ask_value("children_right_level", desk.filters, **asked).total
        assert total
        cells = [
            number for row in found[plot.title].iter_rows(min_row=2, min_col=2, values_only=True) for number in row
        ]
        assert sum(number or 0 for number in cells) == total.denominator


def test_the_money_of_the_year_is_in_whole_dong(sit: Sit) -> None:
    [money] = [frame for frame in list_charts(open_deck(write(sit()).data).slides) if "giải ngân" in frame.name]
    assert list(money.chart.plots[0].series[0].values)[:2] == [50_000_000, 1_090_500_000]
    assert money.chart.value_axis.tick_labels.number_format.endswith("#,##0,,")


@pytest.mark.parametrize(("period", "mode"), ASKED)
def test_tables_titles_and_notes_say_what_the_scene_says(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    slides = list(open_deck(write(desk).data).slides)
    scenes = tell_scenes(desk)
    assert len(slides) == len(scenes) + 1 <= MOST_SLIDES
    for slide, scene in zip(slides[1:], scenes, strict=True):
        assert slide.shapes.title.text_frame.text == scene.finding
        notes = slide.notes_slide.notes_text_frame.text
        for fact in scene.facts:
            assert fact.label in notes
            assert all(" ".join(words.split()) in notes for _, words in fact.explain(desk.text))
        for frame in list_tables([slide]):
            assert scene.grid
            rows = [[cell.text_frame.text.split("\n")[0] for cell in row.cells] for row in frame.table.rows]
            assert rows[0] == [head.words for head in scene.grid.columns]
            for told, line in zip(rows[1:], scene.grid.rows, strict=True):
                assert [
                    words.split(" ", 1)[-1] if cell.mark else words for words, cell in zip(told, line, strict=True)
                ] == [cell.shown for cell in line]


def test_every_chart_and_table_is_told_in_words_and_no_axis_has_halves(sit: Sit) -> None:
    slides = open_deck(write(sit()).data).slides
    for frame in (*list_charts(slides), *list_tables(slides)):
        assert len(frame._element.nvGraphicFramePr.cNvPr.get("descr")) > 20
    for frame in list_charts(slides):
        assert frame.chart.value_axis.major_unit >= 1
        assert frame.chart.value_axis.major_unit == int(frame.chart.value_axis.major_unit)
        assert frame.chart.font.name == "Arial"


def test_nothing_lies_over_anything_or_beyond_the_slide(sit: Sit) -> None:
    for period, mode in product(PERIODS, MODES):
        opened = open_deck(write(sit(period, mode)).data)
        for slide in opened.slides:
            boxes = [
                (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height) for shape in slide.shapes
            ]
            for left, top, right, bottom in boxes:
                assert left >= 0
                assert top >= 0
                assert right <= opened.slide_width
                assert bottom <= opened.slide_height
            for place, one in enumerate(boxes):
                for other in boxes[place + 1 :]:
                    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    assert apart, (period, mode, slide.shapes.title.text_frame.text)


@pytest.mark.parametrize("mode", MODES)
def test_nobody_is_named_in_any_part(sit: Sit, mode: Mode) -> None:
    desk = sit("2026", mode)
    names = read_names(desk.warehouse.path)
    assert len(names) > 100
    for name, part in read_parts(write(desk).data):
        words = part.decode("utf-8", errors="ignore")
        assert not [person for person in names if person in words], name
        if name.endswith((".xml", ".rels")):
            plain = re.sub(r"<[^>]*>", " ", words)
            assert not IDENTITY.search(plain), name
            assert not BIRTH.search(plain), name


def test_a_small_number_that_is_hidden_is_in_no_part(sit: Sit) -> None:
    """What the office reads, «10/11 trẻ», is in its own deck and in no part of the one that goes out."""
    inside, outside = (
        "".join(part.decode("utf-8", errors="ignore") for _, part in read_parts(write(sit("2026", mode)).data))
        for mode in (Mode.INTERNAL, Mode.OUTGOING)
    )
    assert "10/11 trẻ" in inside
    assert "10/11 trẻ" not in outside


def test_the_package_is_whole(sit: Sit) -> None:
    """Every part is well-formed XML of a known type, every relationship leads somewhere, saving again keeps all."""
    data = write(sit()).data
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        assert package.testzip() is None
        types = ElementTree.fromstring(package.read("[Content_Types].xml"))
        known = {part.get("PartName", "").lstrip("/") for part in types}
        ends = {part.get("Extension") for part in types}
        for name in names - {"[Content_Types].xml"}:
            assert name in known or name.rpartition(".")[2] in ends, name
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(name))
        for name in (name for name in names if name.endswith(".rels")):
            folder = Path(name).parent.parent
            for link in ElementTree.fromstring(package.read(name)):
                if link.get("TargetMode") != "External":
                    target = link.get("Target", "")
                    path = Path(target.lstrip("/")) if target.startswith("/") else folder / target
                    assert _flatten(path) in names, (name, target)
    opened, saved = open_deck(data), io.BytesIO()
    opened.save(saved)
    again = open_deck(saved.getvalue())
    assert len(again.slides) == len(opened.slides)
    assert [frame.name for frame in list_charts(again.slides)] == [frame.name for frame in list_charts(opened.slides)]


def _flatten(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def test_the_same_numbers_make_the_same_bytes(sit: Sit) -> None:
    first, again = write(sit()), write(sit())
    assert first.data == again.data
    told = open_deck(first.data).core_properties
    assert told.created == told.modified == datetime(2026, 11, 20, 8, 12)
    assert not told.author
    assert not told.last_modified_by


def test_a_ward_draws_on_its_own_template(sit: Sit) -> None:
    own = Presentation()
    own.slide_layouts[5].name = "Cua phuong"
    own.core_properties.author = "Người Vẽ Mẫu"
    slide = own.slides.add_slide(own.slide_layouts[6])
    slide.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = "Trang cũ của mẫu"
    desk = sit()
    data = write_on(desk, own)
    opened = open_deck(data)
    assert len(opened.slides) == len(SCENES) + 1
    assert (opened.slide_width, opened.slide_height) == (own.slide_width, own.slide_height)
    assert {slide.slide_layout.name for slide in list(opened.slides)[1:]} == {"Cua phuong"}
    words = "".join(part.decode("utf-8", errors="ignore") for _, part in read_parts(data))
    assert "Trang cũ của mẫu" not in words
    assert "Người Vẽ Mẫu" not in words


def write_on(desk: Desk, template: Any) -> bytes:
    target = io.BytesIO()
    template.save(target)
    return deck_file.write(tell_scenes(desk), read_heading(desk), target.getvalue(), desk.text)


@pytest.mark.parametrize("found", [b"", b"PK\x03\x04 not a zip", b"a letter, not slides"])
def test_a_broken_template_is_a_sentence(sit: Sit, published: Path, found: bytes) -> None:
    place = published / deck.TEMPLATE
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(found)
    try:
        with pytest.raises(
            UserError, match=r"Không dùng được mẫu trình chiếu «reference/templates/trinh_chieu[.]pptx»"
        ):
            write(sit())
    finally:
        place.unlink()


def test_a_template_without_a_title_cannot_be_used(sit: Sit) -> None:
    own = Presentation()
    for layout in own.slide_layouts:
        for place in list(layout.placeholders):
            place._element.getparent().remove(place._element)
    with pytest.raises(BrokenTemplate, match="no title"):
        write_on(sit(), own)


def test_libreoffice_shows_as_many_pages_as_there_are_slides(sit: Sit, tmp_path: Path) -> None:
    office = require_program("soffice", "libreoffice", install="apt-get install libreoffice-impress")
    info = require_program("pdfinfo", install="apt-get install poppler-utils")
    (tmp_path / "deck.pptx").write_bytes(write(sit("2026", Mode.MEETING)).data)
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        office,
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "deck.pptx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    told = subprocess.run([info, str(tmp_path / "deck.pdf")], check=True, capture_output=True, text=True).stdout
    assert re.search(rf"Pages:\s+{len(SCENES) + 1}\b", told)


def test_what_has_no_picture_is_listed_as_blank(sit: Sit) -> None:
    written = write(sit("2026", Mode.OUTGOING))
    assert [blank.where for blank in written.blanks] == ["Cảnh 3/8", "Cảnh 4/8"]
    assert not written.failed
    assert build_scene("children", sit("2026", Mode.OUTGOING)).plot is None
