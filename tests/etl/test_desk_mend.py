"""Rows that wait: out into a workbook, mended, and in again like any file."""

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from etl.build import build
from etl.desk.mend import mend
from etl.desk.mended import name_property, read_mended
from etl.errors import InputError
from etl.inspection import inspect
from tests.etl.conftest import TODAY
from tests.etl.desk import CLASSES, Desk
from tests.etl.test_build import ROOT
from tests.etl.workbooks import HOUSEHOLD_COLUMNS, household, write_households, write_rows

DAY = TODAY.isoformat()
HELD = (ROOT / "queries" / "facts" / "held_back.sql").read_text(encoding="utf-8")
CLOSING_POOR, CLOSING_NEAR_POOR = 9, 10


@pytest.fixture
def desk(raw: Path) -> Desk:
    return Desk(raw.parent)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Two of four households wait: one with two results, one with none. A name looks like a formula."""
    rows = (household(1), household(2, closing=None), household(3, marks={"Hộ cận nghèo": "x"}), household(4))
    path = write_households(tmp_path / "lỗi.xlsx", *rows)
    book = load_workbook(path)
    assert book.active is not None
    book.active["C6"].value = "=1+1"
    book.active["C6"].data_type = "s"
    book.save(path)
    return path


def write_out(desk: Desk, source: Path) -> Path:
    target = desk.root.parent / "sửa.xlsx"
    mend([source], target, root=desk.root, today=TODAY)
    return target


def test_the_rows_that_wait_stand_under_their_header_with_the_reason_at_the_cell(desk: Desk, faulty: Path) -> None:
    page = load_workbook(write_out(desk, faulty)).active
    source = load_workbook(faulty).active
    assert page is not None
    assert source is not None
    width = len(HOUSEHOLD_COLUMNS)

    def read(sheet: object, row: int) -> list[object]:
        return [sheet.cell(row, column).value for column in range(1, width + 1)]  # type: ignore[attr-defined]

    for row, origin in ((1, 1), (3, 3), (4, 4), (5, 6), (6, 7)):
        assert read(page, row) == read(source, origin)
    assert page.cell(7, 1).value is None
    assert page.cell(5, 3).data_type == "s"
    notes = {cell.coordinate: cell.comment.text for row in page for cell in row if cell.comment}
    assert set(notes) == {"I5", "I6"}
    assert notes["I5"].startswith("Dòng 6 của tệp gốc. ")
    assert "chưa đánh dấu kết quả" in notes["I5"]
    assert "nhiều kết quả" in notes["I6"]


def test_mended_rows_count_and_their_source_rows_are_open_no_longer(desk: Desk, faulty: Path) -> None:
    desk.load(faulty)
    name = f"{DAY}/lỗi.xlsx"
    assert desk.query(HELD) == [(name, "Sheet", "2026", 2)]
    assert desk.query("SELECT source_row FROM meta.question ORDER BY 1") == [(6,), (7,)]
    target = write_out(desk, faulty)
    book = load_workbook(target)
    page = book.active
    assert page is not None
    page.cell(5, CLOSING_NEAR_POOR).value = "x"
    page.cell(6, CLOSING_NEAR_POOR).value = None
    book.save(target)
    desk.load(target)
    assert desk.query(CLASSES) == [("near_poor", 1), ("poor", 3)]
    assert desk.query(HELD) == []
    assert desk.query("SELECT * FROM meta.question") == []
    assert desk.query("SELECT * FROM meta.mended_row ORDER BY source_row") == [
        (name, "Sheet", row, f"{DAY}/sửa.xlsx") for row in (6, 7)
    ]


def test_what_is_still_wrong_waits_in_the_file_that_mends(desk: Desk, faulty: Path) -> None:
    desk.load(faulty)
    target = write_out(desk, faulty)
    book = load_workbook(target)
    assert book.active is not None
    book.active.cell(5, CLOSING_POOR).value = "x"
    book.save(target)
    stamp = desk.load(target)
    assert desk.query(HELD) == [(f"{DAY}/sửa.xlsx", "Sheet", "2026", 1)]
    # The file taken away again, both rows wait where they were.
    assert stamp
    desk.run("aside", f"{DAY}/sửa.xlsx", "--by", "Minh")
    build(desk.root, today=TODAY, now=desk.now())
    assert desk.query(HELD) == [(f"{DAY}/lỗi.xlsx", "Sheet", "2026", 2)]


def test_a_row_below_the_name_of_its_khoi_takes_it_along(desk: Desk, tmp_path: Path) -> None:
    rows = [["", "Khối 2: 2 hộ"], household(1, area=None), household(2, area=None, closing=None)]
    source = write_households(tmp_path / "khối.xlsx", *rows)
    target = write_out(desk, source)
    book = load_workbook(target)
    assert book.active is not None
    assert [cell.value for cell in book.active["A"]][4:] == ["Khối 2", 2]
    book.active.cell(6, CLOSING_POOR).value = "x"
    book.save(target)
    desk.load(target)
    assert desk.query("SELECT area_id, recognised_class FROM core.household_round") == [("khoi_2", "poor")]


def test_a_row_below_the_name_of_its_class_takes_it_along(desk: Desk, tmp_path: Path) -> None:
    header: list[object] = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố"]
    sections: list[list[object]] = [
        ["I. HỘ NGHÈO"],
        [1, None, None, "Khối 1"],
        ["II. HỘ CẬN NGHÈO"],
        [2, None, None, "Khối 1"],
    ]
    source = write_rows(tmp_path / "a.xlsx", ["DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026"], header, *sections)
    target = write_out(desk, source)
    page = load_workbook(target).active
    assert page is not None
    assert [page.cell(row, 1).value for row in (3, 4, 5, 6)] == ["Hộ nghèo", 1, "Hộ cận nghèo", 2]
    page["B4"], page["B6"] = "Hộ mẫu 1", "Hộ mẫu 2"
    assert page.parent is not None
    page.parent.save(target)
    [inspected] = inspect([target], root=desk.root, today=TODAY)
    assert inspected.totals[0]["closing"] == {"poor": 1, "near_poor": 1}


def test_a_draft_is_mended_from_the_command_line(desk: Desk, faulty: Path, tmp_path: Path) -> None:
    draft = desk.draft(faulty)
    target = tmp_path / "ra.xlsx"
    assert desk.ask("mend", draft.draft, "-o", str(target)) == {"status": "written", "file": str(target), "rows": 2}
    again = desk.run("mend", draft.draft, "-o", str(target))
    assert (again.returncode, again.stderr.startswith("Đã có tệp")) == (1, True)


def test_where_nothing_waits_nothing_is_written(desk: Desk) -> None:
    target = desk.root.parent / "ra.xlsx"
    with pytest.raises(InputError, match="Không có dòng nào chờ sửa"):
        mend([desk.write("a.xlsx", 1)], target, root=desk.root, today=TODAY)
    assert not target.exists()


@pytest.mark.parametrize(
    "told",
    ["", "ab|1-2|Sheet", f"{'0' * 64}|1-|Sheet", f"{'0' * 64}|5-3|Sheet", f"{'0' * 64}|1-9999999|Sheet", "<" * 50],
)
def test_a_property_that_is_nonsense_mends_nothing(tmp_path: Path, told: str) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        text = f'<property name="{name_property(1)}"><vt:lpwstr>{told}</vt:lpwstr></property>'
        package.writestr("docProps/custom.xml", text)
    assert list(read_mended(path)) == []
    assert list(read_mended(Path(__file__))) == []


def test_a_published_file_is_mended_by_the_name_that_is_shown(desk: Desk, faulty: Path, tmp_path: Path) -> None:
    draft = desk.draft(faulty)
    desk.publish(draft)
    target = tmp_path / "sửa.xlsx"
    assert desk.ask("mend", f"{DAY}/lỗi.xlsx", "-o", str(target))["rows"] == 2
