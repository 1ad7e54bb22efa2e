"""The workbook of a period, read back: its numbers are those of `queries`, its totals follow, it names nobody."""

import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import queries
from dashboard.briefing import Desk
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.kind import Written
from dashboard.documents.period import IDS, LEADING, TABLES
from queries import OFFICIAL, Mode, QueryError, indicators
from tests.conftest import require_program
from tests.named import open_named

PERIODS = ("2026", "2026-H1", "2026-9M", "2026-05")
NUMBERS = ("count", "decimal", "money", "share")
DESKS = [(period, mode) for period in PERIODS for mode in Mode]
Sit = Callable[..., Desk]


def write(desk: Desk) -> Written:
    return write_document(find_kind("xlsx"), desk, lambda words, share: None)


@pytest.fixture(scope="module")
def books(sit: Sit) -> dict[tuple[str, Mode], Written]:
    return {(period, mode): write(sit(period, mode)) for period, mode in DESKS}


@lru_cache(maxsize=16)
def open_book(data: bytes) -> openpyxl.Workbook:
    """Formulas by the values that stand beside them, as a viewer without a calculator shows them."""
    return openpyxl.load_workbook(BytesIO(data), data_only=True)


def find_head(sheet: Worksheet) -> int:
    """Return the row of the heads: the first that is ruled below."""
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).border.bottom.style)


def list_body(sheet: Worksheet) -> list[list[Any]]:
    head = find_head(sheet)
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=head + 1)]


def list_numbers(rows: list[list[Any]]) -> list[float]:
    return sorted(round(float(cell), 9) for row in rows for cell in row if isinstance(cell, int | float))


@pytest.mark.parametrize(("period", "mode"), DESKS)
def test_every_indicator_is_what_queries_say_anew(
    books: dict[tuple[str, Mode], Written], sit: Sit, period: str, mode: Mode
) -> None:
    desk = sit(period, mode)
    asked = [
        queries.value(one.id, desk.filters, by, viewer=desk.viewer, warehouse=desk.warehouse)
        for one in indicators()
        for by in (None, *one.slices)
    ]
    told = [row for result in asked for row in (result.rows if result.by else [result.total] if result.total else [])]
    rows = list_body(open_book(books[period, mode].data)["Chỉ số"])
    assert len(rows) == len(told) > 20
    for cells, row in zip(rows, told, strict=True):
        counted = [cell if isinstance(cell, int | float) else None for cell in cells[3:7]]
        known = None if row.numerator is None else row.unknown
        share = row.value if row.denominator is not None else None
        assert counted == pytest.approx([row.numerator, row.denominator, share, known]), cells


@pytest.mark.parametrize(("period", "mode"), DESKS)
def test_tables_and_forms_are_what_queries_say_anew(
    books: dict[tuple[str, Mode], Written], sit: Sit, period: str, mode: Mode
) -> None:
    desk, book = sit(period, mode), open_book(books[period, mode].data)
    for table_id in TABLES:
        name, told = desk.text(f"xlsx.sheet_{table_id}"), ask(table_id, desk)
        kept = [c.name for c in told.columns if c.kind in NUMBERS and c.name not in IDS]
        # The row of a file that this reader is not told is no number of the sheet.
        expected = [
            [row[name] for name in kept if name != "source_row" or row["source_file"]] for row in told.records()
        ]
        assert (name in book.sheetnames) == bool(told.rows), name
        if told.rows:
            body = list_body(book[name])[: len(told.rows)]
            assert list_numbers(body) == list_numbers([list(map(_plain, row)) for row in expected]), name
    for place, table_id in enumerate(OFFICIAL, start=1):
        told = ask(table_id, desk)
        assert (f"R{place}" in book.sheetnames) == bool(told.rows)
        if told.rows:
            both = [*told.records(), *ask(table_id, desk, by_area=True).records()]
            expected = [[row["share"] if row.get("over") is not None else row["number"]] for row in both]
            sheet = book[f"R{place}"]
            body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=int(sheet.freeze_panes[1:]))]
            assert list_numbers(body) == list_numbers([list(map(_plain, row)) for row in expected]), table_id


def ask(table_id: str, desk: Desk, *, by_area: bool = False) -> queries.Table:
    return queries.table(table_id, desk.filters, viewer=desk.viewer, warehouse=desk.warehouse, by_area=by_area)


def _plain(cell: Any) -> Any:
    return None if cell is None else float(cell)


def test_the_same_snapshot_makes_the_same_bytes(books: dict[tuple[str, Mode], Written], sit: Sit) -> None:
    assert write(sit("2026", Mode.OUTGOING)).data == books["2026", Mode.OUTGOING].data


def test_what_is_missing_stands_on_the_first_sheet_with_the_reason(books: dict[tuple[str, Mode], Written]) -> None:
    for written in books.values():
        told = [[cell.value for cell in row] for row in open_book(written.data).worksheets[0].iter_rows()]
        assert written.failed == ()
        for gap in written.blanks:
            assert [gap.where, gap.why] in [row[:2] for row in told]
            assert gap.why
    said = " ".join(gap.why for gap in books["2026", Mode.OUTGOING].blanks)
    assert "số nhỏ, không công bố" in said
    assert "theo khối chỉ có số và tỷ lệ hộ nghèo" in said


def test_a_sheet_that_fails_is_named_and_the_others_come(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, read = write(sit()), Desk.table

    def fail(desk: Desk, table_id: str, *, by_area: bool = False) -> queries.Table:
        if table_id == "money_units":
            raise QueryError("broken")
        return read(desk, table_id, by_area=by_area)

    monkeypatch.setattr(Desk, "table", fail)
    written = write(sit())
    assert [gap.where for gap in written.failed] == ["Kinh phí theo đầu mối"]
    names = open_book(whole.data).sheetnames
    assert open_book(written.data).sheetnames == [name for name in names if name != "Kinh phí theo đầu mối"]


def test_every_table_can_be_filtered_and_keeps_its_heads(books: dict[tuple[str, Mode], Written]) -> None:
    book = open_book(books["2026", Mode.INTERNAL].data)
    for sheet in book.worksheets[1:-1]:
        assert sheet.freeze_panes, sheet.title
        assert sheet.title.startswith("R") or sheet.auto_filter.ref, sheet.title
    for link in (cell.hyperlink for row in book.worksheets[0].iter_rows() for cell in row if cell.hyperlink):
        assert link.location.split("!")[0].strip("'") in book.sheetnames


def test_nobody_stands_in_any_part_of_the_package(books: dict[tuple[str, Mode], Written], published: Path) -> None:
    personal = set(list_personal(published))
    assert len(personal) > 200
    for (period, mode), written in books.items():
        for name, words in list_parts(written.data):
            # One long text in which no name may begin: names of two words and more, numbers, codes of households.
            found = [one for one in personal if one in words]
            assert not found, (period, mode, name, len(found))
            assert not re.search(r"H-[A-Z0-9]{6,}", words), name


def list_parts(data: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(BytesIO(data)) as zipped:
        yield from ((name, zipped.read(name).decode("utf-8")) for name in zipped.namelist())


def list_personal(folder: Path) -> Iterator[str]:
    path = folder / (folder / "current").read_text(encoding="utf-8").strip()
    with open_named(path) as connection:
        for table, columns in (
            ("household", ("head_name", "head_id_number")),
            ("person", ("full_name", "id_number")),
        ):
            known = {row[0] for row in connection.execute(f"DESCRIBE restricted.{table}").fetchall()}
            for column in known & set(columns):
                rows = connection.execute(f"SELECT DISTINCT {column} FROM restricted.{table}").fetchall()
                yield from (row[0] for row in rows if row[0] and len(row[0]) > 5)


def test_no_column_leads_to_a_person(sit: Sit) -> None:
    kinds = {column.kind for table_id in TABLES for column in ask(table_id, sit()).columns}
    assert kinds & set(LEADING), "nothing is left out, so this proves nothing"
    for sheet in open_book(write(sit()).data).worksheets:
        assert "Khó khăn" not in str([cell.value for row in sheet.iter_rows() for cell in row]), sheet.title


def test_libreoffice_computes_the_totals_that_stand_in_the_forms(
    books: dict[tuple[str, Mode], Written], tmp_path: Path
) -> None:
    program = require_program("soffice", "libreoffice", install="apt-get install libreoffice-calc")
    (tmp_path / "bare").mkdir()
    bare = tmp_path / "bare" / "book.xlsx"
    data = books["2026", Mode.INTERNAL].data
    count = forget_totals(data, bare)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path), str(bare)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    ours, computed = open_book(data), openpyxl.load_workbook(tmp_path / "book.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(BytesIO(data))
    seen = 0
    for sheet in formulas.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            seen += 1
            assert sheet.title.startswith("R")
            expected = ours[sheet.title][cell.coordinate].value
            assert computed[sheet.title][cell.coordinate].value == pytest.approx(expected), (sheet.title, cell)
    assert seen == count > 50


def forget_totals(data: bytes, path: Path) -> int:
    """Write the workbook without the values beside its formulas, so that whoever opens it must compute them."""
    count = 0
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            words, found = re.subn(r"(<f>[^<]*</f>)<v>[^<]*</v>", r"\1", old.read(name).decode("utf-8"))
            count += found
            new.writestr(name, words)
    return count
