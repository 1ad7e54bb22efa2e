"""The Word files read back: real headings and pages, native charts whose workbooks hold their numbers, nobody named."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from dashboard.briefing import Desk
from dashboard.briefing.report import Picture, Space, build_report
from dashboard.charts.plot import Plot, describe
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.kind import Written
from dashboard.export.native_chart import list_series
from dashboard.export.report import styles
from queries import Mode, UserError, Warehouse, open_warehouse, table
from tests.conftest import require_program
from tests.desk import PERIODS, list_names, list_secrets, open_sample, sit

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
OPEN_KINDS, NAMED_KINDS = ("docx", "adhoc", "summary", "unit_sheets"), ("posting", "recognition", "certificates")
# The order in which Word reads the parts of a shape; the names that we or python-docx write.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs spacing ind jc outlineLvl rPr "
    "sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps color spacing kern sz szCs u shd lang",
    "tblPr": "tblStyle tblW jc tblBorders tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW gridSpan vMerge shd vAlign",
    "sdtPr": "alias tag id showingPlcHdr",
}


@pytest.fixture(scope="module")
def warehouse(ward_dir: Path) -> Warehouse:
    return open_sample(ward_dir)


@lru_cache(maxsize=64)
def write(kind: str, desk: Desk, suffix: str = "") -> Written:
    return write_document(find_kind(kind), desk, lambda words, share: None, suffix)


def read_parts(data: bytes) -> dict[str, str]:
    """Return the words of every part of the package, those of embedded workbooks too."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    said: dict[str, str] = {}
    for name, content in parts.items():
        if name.endswith((".xlsx", ".docx")):
            said |= {f"{name}/{inner}": words for inner, words in read_parts(content).items()}
        elif name.endswith((".xml", ".rels")):
            root = etree.fromstring(content)
            told = [*root.itertext(), *(value for node in root.iter() for value in node.attrib.values())]
            said[name] = "\n".join(told)
    return said


def list_plots(desk: Desk) -> list[Plot]:
    report = build_report(desk)
    return [block.plot for part in report.sections for block in part.blocks if isinstance(block, Picture)]


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("period", PERIODS)
def test_a_chart_its_workbook_and_its_plot_hold_the_same_numbers(period: str, mode: Mode, warehouse: Warehouse) -> None:
    desk = sit(warehouse, period, mode)
    plots = list_plots(desk)
    with zipfile.ZipFile(BytesIO(write("docx", desk).data)) as package:
        assert sum(name.startswith("word/charts/") and name.endswith(".xml") for name in package.namelist()) == len(
            plots
        )
        for number, plot in enumerate(plots, start=1):
            drawn = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
            book = openpyxl.load_workbook(BytesIO(package.read(f"word/embeddings/chart{number}.xlsx")), data_only=True)
            [sheet] = book.worksheets
            rows = list(sheet.iter_rows(values_only=True))
            assert tuple(row[0] for row in rows[1:]) == plot.categories
            for place, (series, one) in enumerate(
                zip(drawn.iter(f"{CHART}ser"), list_series(plot, desk.text), strict=True)
            ):
                cached = {
                    int(point.get("idx")): float(point[0].text)
                    for point in series.find(f"{CHART}val").iter(f"{CHART}pt")
                }
                expected = {at: number for at, number in enumerate(one.numbers) if number is not None}
                held = {at: row[place + 1] for at, row in enumerate(rows[1:]) if row[place + 1] is not None}
                assert cached == held == expected
                assert rows[0][place + 1] == one.name
            relations = package.read(f"word/charts/_rels/chart{number}.xml.rels").decode()
            assert f"embeddings/chart{number}.xlsx" in relations


def test_the_bars_of_a_waterfall_are_the_changes_of_the_plot(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    plot = list_plots(desk)[0]
    foot, *series = list_series(plot, desk.text)
    assert plot.shape == "waterfall"
    told = {at: number for strand in plot.strands for at, number in enumerate(strand.numbers) if number is not None}
    bars = {at: number for one in series for at, number in enumerate(one.numbers) if number is not None}
    assert bars == {at: abs(number) for at, number in told.items()}
    signs = {at: one.shape for one in series for at, number in enumerate(one.numbers) if number is not None}
    changes = set(told) - {0, len(plot.categories) - 1}
    assert all(signs[at].startswith('"−"' if told[at] < 0 else '"+"') for at in changes)
    assert tuple(number or 0 for number in foot.numbers) == plot.find_starts()


def test_a_chart_is_told_in_words_and_counts_whole_households(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    document = Document(BytesIO(write("docx", desk).data))
    told = [node.get("descr") for node in document.element.body.iter() if node.tag.endswith("}docPr")]
    assert told == [describe(plot, desk.text) for plot in list_plots(desk)]
    with zipfile.ZipFile(BytesIO(write("docx", desk).data)) as package:
        for number, plot in enumerate(list_plots(desk), start=1):
            drawn = etree.fromstring(package.read(f"word/charts/chart{number}.xml"))
            unit = float(next(drawn.iter(f"{CHART}majorUnit")).get("val"))
            assert unit == int(unit), plot.id
            assert float(next(drawn.iter(f"{CHART}min")).get("val")) == 0


def test_headings_pages_and_face_are_those_of_an_official_document(warehouse: Warehouse) -> None:
    document = Document(BytesIO(write("docx", sit(warehouse)).data))
    headings = [p for p in document.paragraphs if p.style.name.startswith("Heading")]
    first = [p.text.partition(".")[0] for p in headings if p.style.name == "Heading 1"]
    assert first == ["I", "II", "III", "IV", "V", "VI", "PHỤ LỤC"]
    levels = [int(p.style.name[-1]) for p in headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    upright, lying = document.sections
    sizes = [(round(s.page_width.mm), round(s.page_height.mm)) for s in (upright, lying)]
    assert sizes == [(210, 297), (297, 210)]
    assert 20 <= upright.top_margin.mm <= 25.1
    assert 30 <= upright.left_margin.mm <= 35
    assert 15 <= upright.right_margin.mm <= 20.1
    assert upright.different_first_page_header_footer
    assert not lying.different_first_page_header_footer
    assert "PAGE" in upright.header._element.xml
    assert "PAGE" not in upright.first_page_header._element.xml
    assert lying.header.is_linked_to_previous
    assert document.styles["Normal"].font.name == "Times New Roman"
    faces = {node.get(qn("w:ascii")) for node in document.element.body.iter(qn("w:rFonts"))}
    assert faces == {"Times New Roman"}


def test_what_the_office_fills_in_is_blank(warehouse: Warehouse) -> None:
    document = Document(BytesIO(write("docx", sit(warehouse)).data))
    cells = "\n".join(cell.text for table in document.tables[:2] for cell in table._cells)
    for words in ("Số: ……/BC-UBND", "Tam Thanh, ngày …… tháng …… năm ………", "Độc lập - Tự do - Hạnh phúc"):
        assert words in cells
    said = [p.text for p in document.paragraphs]
    assert said[0] == "BÁO CÁO"
    assert any(line.endswith("./.") for line in said)
    signed = "\n".join(cell.text for table in document.tables for cell in table._cells if "PHÓ CHỦ TỊCH" in cell.text)
    assert signed.startswith("TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")


@pytest.mark.parametrize("period", PERIODS)
def test_every_blank_and_every_place_stands_in_the_document(period: str, warehouse: Warehouse) -> None:
    desk = sit(warehouse, period)
    written, report = write("docx", desk), build_report(desk)
    document = Document(BytesIO(written.data))
    blank = [p.text for p in document.paragraphs if p.style.name == styles.UNKNOWN]
    assert len(blank) == len(written.blanks) == len(report.gaps)
    assert all(gap.what in words and "………" in words for (_, gap), words in zip(report.gaps, blank, strict=True))
    places = [block for part in report.sections for block in part.blocks if isinstance(block, Space)]
    controls = list(document.element.body.iter(qn("w:sdt")))
    assert len(controls) == len(places)
    assert all(place.prompt in "".join(control.itertext()) for place, control in zip(places, controls, strict=True))
    ids = [node.get(qn("w:val")) for control in controls for node in control.iter(qn("w:id"))]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("kind", [*OPEN_KINDS, "posting"])
def test_the_parts_of_every_shape_stand_in_the_order_of_the_schema(kind: str, warehouse: Warehouse) -> None:
    with zipfile.ZipFile(BytesIO(write(kind, sit(warehouse)).data)) as package:
        for name in ("word/document.xml", "word/styles.xml"):
            root = etree.fromstring(package.read(name))
            for tag, names in ORDER.items():
                order = names.split()
                for shape in root.iter(qn(f"w:{tag}")):
                    found = [etree.QName(one).localname for one in shape if etree.QName(one).localname in order]
                    assert found == sorted(found, key=order.index), (name, tag, found)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", OPEN_KINDS)
def test_no_part_of_a_file_names_anybody(kind: str, mode: Mode, warehouse: Warehouse) -> None:
    hidden = list_names(warehouse) | list_secrets(warehouse)
    assert len(hidden) > 100
    for period in ("2026", "2026-H1"):
        said = read_parts(write(kind, sit(warehouse, period, mode)).data)
        assert not [(name, word) for name, words in said.items() for word in hidden if word in words]


@pytest.mark.parametrize("kind", OPEN_KINDS)
def test_small_numbers_of_sensitive_matters_are_not_in_an_outgoing_file(kind: str, warehouse: Warehouse) -> None:
    inside, outside = (
        "\n".join(read_parts(write(kind, sit(warehouse, mode=mode)).data).values())
        for mode in (Mode.INTERNAL, Mode.OUTGOING)
    )
    for told in ("10/11 trẻ", "7/8 hộ", "6/7 hộ"):
        assert told not in outside
        assert told in inside or kind not in ("docx", "adhoc")


@pytest.mark.parametrize(
    ("kind", "suffix"), [*((kind, ".docx") for kind in (*OPEN_KINDS, *NAMED_KINDS)), ("certificates", ".xlsx")]
)
def test_the_same_snapshot_makes_the_same_bytes(kind: str, suffix: str, warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    again = write_document(find_kind(kind), desk, lambda words, share: None, suffix)
    assert again.data == write(kind, desk, suffix).data
    with zipfile.ZipFile(BytesIO(again.data)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)} or suffix == ".xlsx"


def test_lists_hold_the_names_of_the_round_and_nothing_else_of_anybody(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    listed = table("household_list", desk.filters, viewer=desk.viewer, warehouse=warehouse).records()
    left = ("poor_to_near", "poor_to_above", "near_to_above")
    posted = [row for row in listed if row["recognised_class"] in ("poor", "near_poor") or row["kind"] in left]
    document = Document(BytesIO(write("posting", desk).data))
    rows = [[cell.text for cell in row.cells] for one in document.tables for row in one.rows if len(row.cells) == 4]
    shown = [(row[1], row[2]) for row in rows if row[0] != "STT"]
    assert sorted(shown) == sorted((row["head_name"], row["area_name"]) for row in posted)
    assert {row[3] for row in rows} - {"Kết quả"} <= {
        *("Hộ nghèo", "Hộ cận nghèo", "Thoát nghèo", "Thoát cận nghèo"),
        *("Hộ cận nghèo (thoát nghèo)",),
    }


def test_the_annexes_of_the_decision_count_what_the_indicators_count(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    document = Document(BytesIO(write("recognition", desk).data))
    counts = [len(one.rows) - 1 for one in document.tables if len(one.columns) == 4]
    numbers = [desk.value(name).total for name in ("poor_households", "near_poor_households", "escaped")]
    assert counts[:3] == [row.numerator for row in numbers if row]
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert [title.rpartition("CÔNG NHẬN ")[2] for title in titles] == [
        *("HỘ NGHÈO", "HỘ CẬN NGHÈO", "HỘ THOÁT NGHÈO", "HỘ THOÁT CẬN NGHÈO"),
    ]


def test_certificates_have_empty_columns_for_number_and_day(warehouse: Warehouse) -> None:
    desk = sit(warehouse)
    book = openpyxl.load_workbook(BytesIO(write("certificates", desk, ".xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == "STT")
    told = [row for row in rows[start + 1 :] if row[1]]
    assert len(told) == sum(
        row.numerator for name in ("poor_households", "near_poor_households") if (row := desk.value(name).total)
    )
    assert all(not any(row[5:]) for row in told)


@pytest.mark.parametrize("kind", NAMED_KINDS)
def test_lists_hold_no_identity_number_no_day_of_birth_no_score(kind: str, warehouse: Warehouse) -> None:
    said = read_parts(write(kind, sit(warehouse)).data)
    assert not [word for word in list_secrets(warehouse) for words in said.values() if word in words]
    assert not [words for words in said.values() if re.search(r"CCCD|[Đđ]ịnh danh|[Đđ]iểm [B12]|[Đđ]iểm số", words)]


@pytest.mark.parametrize("kind", NAMED_KINDS)
def test_names_are_for_the_officer_in_the_office_alone(kind: str, warehouse: Warehouse) -> None:
    for mode in (Mode.MEETING, Mode.OUTGOING):
        with pytest.raises(UserError, match="có họ tên"):
            write(kind, sit(warehouse, mode=mode))
    for role in ("leader", "public"):
        with pytest.raises(UserError, match="chuyên viên"):
            write(kind, sit(warehouse, role=role))
    with pytest.raises(UserError, match="chưa có danh sách hộ"):
        write(kind, sit(warehouse, "2026-H1"))


def test_without_the_key_the_list_says_why(
    warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "data"
    copy.mkdir()
    (copy / warehouse.path.name).write_bytes(warehouse.path.read_bytes())
    (copy / "current").write_text(warehouse.path.name, encoding="ascii")
    monkeypatch.setenv("WARD_KEY", str(tmp_path / "none" / "identity.key"))
    with pytest.raises(UserError, match=r"[Kk]hóa"):
        write("posting", sit(open_warehouse(copy)))


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory, warehouse: Warehouse) -> Callable[[str], list[str]]:
    """`convert("docx")`: the words of each page of the file as LibreOffice lays it out, all files in one go."""
    office = require_program("soffice", install="apt-get install libreoffice-writer")
    reader = require_program("pdftotext", install="apt-get install poppler-utils")
    folder = tmp_path_factory.mktemp("office")
    files = {(kind, ""): sit(warehouse) for kind in (*OPEN_KINDS, "posting")}
    files |= {("summary", mode.value): sit(warehouse, "2026-H1", mode) for mode in (Mode.MEETING, Mode.OUTGOING)}
    files |= {("docx", "empty"): sit(warehouse, "2021-Q1"), ("summary", "empty"): sit(warehouse, "2021-Q1")}
    for (kind, name), desk in files.items():
        (folder / f"{kind}{name}.docx").write_bytes(write(kind, desk).data)
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        check=True,
        capture_output=True,
        timeout=300,
    )

    def read(name: str) -> list[str]:
        told = subprocess.run([reader, "-layout", str(folder / f"{name}.pdf"), "-"], check=True, capture_output=True)
        return told.stdout.decode().removesuffix("\f").split("\f")

    return read


def test_libreoffice_lays_out_the_report(convert: Callable[[str], list[str]]) -> None:
    pages = convert("docx")
    assert 20 <= len(pages) <= 32
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0]
    assert [page.strip().split("\n")[0].strip() for page in pages[1:]] == [str(n) for n in range(2, len(pages) + 1)]
    assert "./." in "".join(pages)
    # Native charts are drawn from their numbers: their names stand on the page as words.
    assert "Thoát nghèo thành hộ cận nghèo" in "".join(pages)
    assert len(convert("docxempty")) >= 5


@pytest.mark.parametrize("name", ["summary", "summarymeeting", "summaryoutgoing", "summaryempty"])
def test_the_summary_is_one_page(name: str, convert: Callable[[str], list[str]]) -> None:
    [page] = convert(name)
    assert "Xin quyết định" in page


def test_each_unit_has_a_sheet_that_begins_a_page(convert: Callable[[str], list[str]]) -> None:
    heads = [
        next((line.strip() for line in page.split("\n") if line.strip().startswith("PHIẾU")), "")
        for page in convert("unit_sheets")
    ]
    assert [head for head in heads if head] == ["PHIẾU ĐÔN ĐỐC"] * 7 + ["PHIẾU ĐỀ NGHỊ PHỐI HỢP", "PHIẾU ĐÔN ĐỐC"]


def test_each_area_has_its_posting_list(convert: Callable[[str], list[str]], warehouse: Warehouse) -> None:
    assert len(convert("posting")) == len(sit(warehouse).value("poor_households", by="area_id").rows)
