"""Every block of every page: its sources stand under it, and its files hold the numbers of the page and no more."""

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

import queries
from dashboard.export.paper import list_values
from dashboard.grids import Grid
from dashboard.ui import downloads
from dashboard.ui.choices import MODES, SECTIONS
from dashboard.ui.sections.quality.part import DEFINITIONS, PARTS
from queries import Filters, Mode, Result, Table, Viewer, Warehouse, reference, value
from queries.privacy import PROTECTED, read_small_counts

OpenPage, ReadPage, Alter = Callable[..., AppTest], Callable[..., str], Callable[..., None]
Block = tuple[Any, ...]
VIEWS = (
    *((name, {}) for name in ("overview", "children", "training", "projects", "money", "policies", "tasks")),
    ("tasks", {"don_vi": "kthtdt"}),
    ("deprivations", {}),
    ("deprivations", {"khoi": "khoi_7"}),
    *(("poverty", {"muc": section}) for section in SECTIONS),
    ("poverty", {"o": "poor-poor"}),
    *(("quality", {"phan": part}) for part in PARTS if part != DEFINITIONS),
    *((name, {"khoi": "khoi_7"}) for name in ("overview", "poverty", "children", "training")),
    *((name, {"khoi": "khoi_7"}) for name in ("projects", "money", "policies", "tasks")),
    *((name, chosen) for name in ("neighbourhoods", "household") for chosen in ({}, {"khoi": "khoi_7"})),
)
# Why a page may be without tables outside the office: a section of names, or every number small or of one khối.
WITHHELD = re.compile("trong chế độ nội bộ|Gửi ra ngoài: |Trình chiếu: ")
# Many poor households: 6 children out of school may be told, 2 ahead of their level may not.
MANY_CHILDREN = (
    "UPDATE core.household_round SET recognised_class = 'poor' WHERE recognised_class = 'near_poor'",
    "UPDATE core.person_round SET school_status = 'right_level' WHERE school_status IS NOT NULL",
    *(
        f"""
        UPDATE core.person_round SET school_status = '{status}' WHERE person_id IN (
            SELECT person_id FROM core.person_round JOIN core.household_round USING (household_id, period)
            WHERE period = '2026' AND standard_id = 'MDP_2022_2025' AND recognised_class = 'poor'
            AND age_on_reference_date BETWEEN 3 AND 15
            ORDER BY person_id LIMIT {count}
        )"""
        for status, count in (("not_attending", 8), ("ahead", 2))
    ),
)
IDENTITY = re.compile(r"\b\d{9}(\d{3})?\b")


@pytest.fixture
def blocks(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Block]]:
    """`blocks("children", khoi="khoi_7")`: for every block of a page that may be taken what its button is given."""
    given: list[Block] = []
    draw = downloads.show

    def note(*parts: Any) -> None:
        given.append(parts)
        draw(*parts)

    monkeypatch.setattr(downloads, "show", note)

    def run(name: str, **chosen: str) -> list[Block]:
        given.clear()
        open_page(name, **chosen)
        return list(given)

    return run


def find(name: str, given: list[Block]) -> Block:
    return next(block for block in given if block[1] == name)


def open_book(block: Block) -> openpyxl.Workbook:
    """Return what a click on «Tải Excel» gives."""
    chosen, _, *parts = block
    return openpyxl.load_workbook(BytesIO(downloads._write_workbook(chosen, *parts, queries.reference())))


def list_grids(block: Block) -> list[Grid]:
    """Return every table of a block in the order of the sheets."""
    chosen, _, _, grids, lists, _ = block
    return [*grids, *downloads._list_grids(chosen, lists)]


def list_words(book: openpyxl.Workbook) -> list[str]:
    """Return everything that is written anywhere in a workbook as words."""
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    properties = [str(told) for told in vars(book.properties).values() if told is not None]
    return [*cells, *properties, *book.sheetnames]


def list_cells(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row]


def access_of(answer: Result | Table) -> str:
    return answer.indicator.access if isinstance(answer, Result) else answer.access


def names_of(warehouse: Warehouse) -> set[str]:
    people = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person"
    return {name for (name,) in warehouse.cursor(people).execute(people).fetchall() if name}


def buttons(page: AppTest) -> list[str]:
    return [button.proto.label for button in page.get("download_button")]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_every_table_stands_above_its_sources(
    open_page: OpenPage, name: str, chosen: dict[str, str], mode: str
) -> None:
    bodies = [block.proto.body for block in open_page(name, che_do=mode, **chosen).get("html")]
    tables = [
        (body, after)
        for body, after in zip(bodies, (*bodies[1:], ""), strict=True)
        if '<table class="official' in body or '<table class="bullets' in body
    ]
    assert tables or (mode != "noi_bo" and any(WITHHELD.search(body) for body in bodies))
    for body, after in tables:
        foot = body.rsplit("</table>", 1)[1] + after
        definitions = re.findall(r"<dt>[^<]+</dt><dd>[^<]{20,}<a href=\"./formula/(\w+)/(\w+).sql\"", foot)
        assert definitions
        # What is said of files and findings is said of all of them, which have a table of their own.
        if "Nguồn: mọi tệp đã nạp" in foot:
            assert name == "quality"
            continue
        if "Nguồn: tệp tham chiếu policy_amounts.csv" in foot:
            assert name == "policies"
            continue
        if "Nguồn: tệp tham chiếu settings.csv" in foot:
            assert name == "deprivations"
            continue
        # How a file is called, and how many rows a sheet has, which is often one khối's, is told in the office alone.
        is_inside = mode == "noi_bo"
        assert re.search(r"Nguồn: [^<]*\.xlsx" if is_inside else r"Nguồn: [^<]* · [^<]*20\d\d", foot), body[:200]
        assert is_inside or ".xlsx" not in foot
        assert bool(re.search(r"\.xlsx \(\d+ trang, [\d.]+ dòng\)", foot)) is is_inside
        assert bool(re.search(r"<li>[^<]*\.xlsx · trang «[^<]*» \d+ dòng", unescape(foot))) is is_inside


def test_every_definition_leads_to_a_formula_that_is_served(read_page: ReadPage) -> None:
    known = {"indicators": queries.indicators(), "tables": queries.tables()}
    linked = {
        match
        for name, chosen in VIEWS
        for match in re.findall(r"./formula/(\w+)/(\w+)\.sql", read_page(name, **chosen))
    }
    assert len(linked) > 15
    for kind, one in linked:
        assert one in {defined.id for defined in known[kind]}


@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_files_can_be_taken_but_not_from_the_projector(open_page: OpenPage, name: str, chosen: dict[str, str]) -> None:
    pages = {mode: open_page(name, che_do=mode, **chosen) for mode in MODES}
    taken = {mode: buttons(page) for mode, page in pages.items()}
    assert taken["trinh_chieu"] == []
    assert taken["noi_bo"]
    has_tables = any("<table" in block.proto.body for block in pages["gui_ngoai"].get("html"))
    assert bool(taken["gui_ngoai"]) is has_tables
    # The sheets that go to households are of no block, and for the office alone.
    assert not [label for mode in ("trinh_chieu", "gui_ngoai") for label in taken[mode] if "(Word)" in label]
    for labels in ([label for label in told if "(Word)" not in label] for told in taken.values()):
        assert labels == ["↓ Tải Excel", "↓ Tải CSV"] * (len(labels) // 2)


@pytest.mark.parametrize(("mode", "names_buttons"), [("noi_bo", True), ("gui_ngoai", True), ("trinh_chieu", False)])
def test_what_is_printed_names_the_buttons_where_there_are_any(
    open_page: OpenPage, mode: str, names_buttons: bool
) -> None:
    page = open_page("poverty", che_do=mode)
    (said,) = re.findall(r'<p class="printed">(.*?)</p>', "".join(block.proto.body for block in page.get("html")))
    assert said.startswith("Trang web in ra sẽ thiếu số")
    assert ("Tải Excel" in said) is bool(buttons(page)) is names_buttons


@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_the_workbook_holds_the_numbers_of_the_page(
    blocks: Callable[..., list[Block]], name: str, chosen: dict[str, str]
) -> None:
    for block in blocks(name, **chosen):
        grids, book = list_grids(block), open_book(block)
        assert len(book.worksheets) == len(grids) + 1
        for grid, sheet in zip(grids, book.worksheets, strict=False):
            lines = [row for row in (*grid.rows, grid.foot) if row]
            last = sheet.iter_rows(min_row=sheet.max_row - len(lines) + 1, values_only=True)
            for line, told in zip(lines, last, strict=True):
                # Excel itself keeps fifteen digits, a moment of each day, and no empty words.
                expected = [value if value != "" else None for value in list_values(grid, line)]
                days = [value.date() if isinstance(value, datetime) else value for value in told]
                numbers = [pytest.approx(v, rel=1e-14) if isinstance(v, float) else v for v in expected]
                assert days == numbers, grid.title


def test_the_file_of_one_khoi_is_the_warehouses_number(
    blocks: Callable[..., list[Block]], warehouse: Warehouse
) -> None:
    for area in reference(warehouse).areas:
        block = find("children_areas", blocks("children", khoi=area.area_id))
        asked = Filters(area_id=area.area_id, today=block[0].filters.today)
        total = value("children_right_level", asked, viewer=Viewer(), warehouse=warehouse).total
        assert total is not None
        sheet = open_book(block).worksheets[0]
        (row,) = (row for row in sheet.iter_rows(values_only=True) if row[0] == area.name)
        assert row[1:4] == (total.numerator, total.denominator, total.unknown)


@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_a_number_that_is_shown_is_no_empty_field(
    blocks: Callable[..., list[Block]], name: str, chosen: dict[str, str]
) -> None:
    for block in blocks(name, **chosen):
        for grid in list_grids(block):
            for row in grid.rows:
                empty = [
                    head.words
                    for cell, head in zip(row, grid.columns, strict=True)
                    if "number" in cell.kind and None in tuple(list_values(Grid("", ((head,),), ()), (cell,)))
                ]
                assert empty == [], grid.title


def test_a_silent_khoi_is_a_word_in_the_file(blocks: Callable[..., list[Block]], alter: Alter) -> None:
    alter(
        "UPDATE core.area_report SET is_reported = FALSE WHERE area_id = 'khoi_2' AND period = '2026'",
        "DELETE FROM core.household_round WHERE area_id = 'khoi_2' AND period = '2026'",
        "DELETE FROM core.movement WHERE 'khoi_2' IN (area_id, begin_area_id) AND period = '2026'",
    )
    block = next(block for block in blocks("poverty") if block[1] == "poverty_areas")
    rows = {row[0]: row[1:] for row in open_book(block).worksheets[0].iter_rows(values_only=True)}
    assert rows["Khối 2"] == ("chưa báo cáo",) * 4
    assert all(str(told).endswith("(chưa đủ)") for told in rows["Cộng"])
    assert block[2].endswith("Chưa báo cáo: Khối 2.")


@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_what_leaves_the_house_names_nobody_and_khoi_for_public_numbers_alone(
    blocks: Callable[..., list[Block]], warehouse: Warehouse, name: str, chosen: dict[str, str]
) -> None:
    people, areas = names_of(warehouse), {area.name for area in reference(warehouse).areas}
    assert len(people) > 100
    for block in blocks(name, che_do="gui_ngoai", **chosen):
        book = open_book(block)
        words = "\n".join(list_words(book))
        assert not [person for person in people if person in words]
        assert not IDENTITY.search(words)
        told = [block[2], *(str(cell) for sheet in book.worksheets[:-1] for cell in list_cells(sheet))]
        if areas & set(told) or any(area in block[2] for area in areas):
            assert {access_of(answer) for answer in block[5] if not answer.withheld} == {"public"}, block[1]


@pytest.mark.parametrize(
    ("section", "told"),
    [("doi_chieu", r"[^<>]* lệch:"), ("dien_bien", r"Biểu diễn biến[^<>]*"), ("chua_ro", r"<header.*?</header>")],
)
def test_only_the_office_reads_which_khoi_must_explain(
    read_page: ReadPage, warehouse: Warehouse, section: str, told: str
) -> None:
    areas = {area.name for area in reference(warehouse).areas}
    for code, mode in MODES.items():
        said = re.findall(told, read_page("poverty", muc=section, che_do=code), re.DOTALL)
        assert said
        named = [area for area in areas if any(area in words for words in said)]
        assert bool(named) is (mode is Mode.INTERNAL), code


def test_what_leaves_the_house_holds_nothing_small(blocks: Callable[..., list[Block]], alter: Alter) -> None:
    alter(*MANY_CHILDREN)
    inside = find("children_statuses", blocks("children"))
    assert 2 in [cell for sheet in open_book(inside).worksheets[:-1] for cell in list_cells(sheet)]
    # One small group would be the rest of the others: then none of them leaves.
    assert "children_statuses" not in [block[1] for block in blocks("children", che_do="gui_ngoai")]
    alter(*MANY_CHILDREN, "UPDATE core.person_round SET school_status = 'right_level' WHERE school_status = 'ahead'")
    small = read_small_counts(queries.reference().settings)
    block = find("children_statuses", blocks("children", che_do="gui_ngoai"))
    assert {access_of(answer) for answer in block[5]} <= set(PROTECTED)
    book = open_book(block)
    numbers = [cell for sheet in book.worksheets[:-1] for cell in list_cells(sheet) if isinstance(cell, int | float)]
    assert 6 in numbers
    assert not [number for number in numbers if small.hide(number)]
    assert not re.search(r"(?<![\d/.])[1-4]/\d+(?![\d/])", book.properties.title)


def test_steps_that_left_the_screen_are_in_the_file(blocks: Callable[..., list[Block]]) -> None:
    block = find("poverty_report", blocks("poverty", muc="doi_chieu"))
    words = list_words(open_book(block))
    assert {"Tái nghèo", "Phát sinh nghèo", "Giảm khác", "Cuối kỳ"} <= set(words)


def test_the_office_has_the_names_in_its_file(blocks: Callable[..., list[Block]], warehouse: Warehouse) -> None:
    block = find("children_areas", blocks("children", khoi="khoi_7"))
    words = list_words(open_book(block))
    assert [person for person in names_of(warehouse) if person in words]


@pytest.mark.parametrize("mode", ["noi_bo", "gui_ngoai"])
@pytest.mark.parametrize(("name", "chosen"), VIEWS)
def test_the_name_of_a_file_says_what_and_for_whom_but_nobodys_name(
    blocks: Callable[..., list[Block]], warehouse: Warehouse, name: str, chosen: dict[str, str], mode: str
) -> None:
    given = blocks(name, che_do=mode, **chosen)
    names = [downloads.name_file(block[0], block[1]) for block in given]
    assert len(set(names)) == len(names)
    for file in names:
        assert re.fullmatch(r"[a-z_]+(-khoi_7|-kthtdt)?-(noi_bo|gui_ngoai)-20261120", file)
        assert f"-{mode}-" in file
        assert ("khoi_7" in file) is (chosen.get("khoi") == "khoi_7")


def test_fictional_data_say_so_in_every_file(
    blocks: Callable[..., list[Block]], sample_dir: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = find("children_areas", blocks("children"))
    assert "Dữ liệu mẫu – hư cấu" not in list_words(open_book(block))
    assert not downloads.name_file(block[0], block[1]).endswith("-mau")
    monkeypatch.setenv("WARD_DATA", str(sample_dir))
    block = find("children_areas", blocks("children"))
    for sheet in open_book(block).worksheets[:-1]:
        assert "Dữ liệu mẫu – hư cấu" in [cell.value for cell in sheet["A"]]
    assert downloads.name_file(block[0], block[1]).endswith("-20261120-mau")


def test_a_file_taken_after_another_load_says_what_its_page_said(
    blocks: Callable[..., list[Block]], sample_dir: Any, alter: Alter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WARD_DATA", str(sample_dir))
    chosen, _, *parts = next(iter(blocks("children")))
    shown = queries.reference()
    # Another load, of the ward's own data, at another moment.
    alter()
    assert queries.reference().stamp != shown.stamp
    book = openpyxl.load_workbook(BytesIO(downloads._write_workbook(chosen, *parts, shown)))
    words = list_words(book)
    assert "Dữ liệu mẫu – hư cấu" in words
    assert any("nạp 20/11/2026 08:12" in word for word in words)


def test_modes_are_the_three_that_are_tested() -> None:
    assert set(MODES.values()) == set(Mode)
