"""The committed workbooks are what the script writes, the same on every run, and say that they are fictional."""

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

MARK = "DỮ LIỆU MẪU – HƯ CẤU"
SheetReader = Callable[[Path, str], Iterator[tuple[str, Worksheet]]]


def list_workbooks(folder: Path) -> dict[str, Path]:
    return {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*.xlsx"))}


def unpack(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, write_ward: Callable[..., None]) -> Path:
    folder = tmp_path_factory.mktemp("ward")
    write_ward(folder)
    return folder


def test_the_committed_ward_is_what_the_script_writes(sample: Path, written: Path) -> None:
    committed, fresh = list_workbooks(sample), list_workbooks(written)
    assert list(committed) == list(fresh)
    for name, path in committed.items():
        # Unpacked, where each cell, merge and width is the same byte by byte: another zlib may pack them otherwise.
        assert unpack(path) == unpack(fresh[name]), name
    for name in ("EXPECTED.json", "decisions/links.csv", "decisions/household_key.txt"):
        assert (sample / name).read_text(encoding="utf-8") == (written / name).read_text(encoding="utf-8"), name


def test_a_script_of_its_own_process_writes_the_same_bytes(sample: Path, written: Path, tmp_path: Path) -> None:
    """Run as `python generate.py`, with other hash seeds than ours: no set or clock decides what is written."""
    for name in ("scenario", "synthetic_ward", "decisions"):
        shutil.copytree(sample / name, tmp_path / name)
    script = Path(shutil.copy(sample / "generate.py", tmp_path))
    told = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "PYTHONPATH": str(sample.parents[1])}
    subprocess.run([sys.executable, script], check=True, env={**os.environ, **told})
    files = list_workbooks(written)
    assert list(files) == list(list_workbooks(tmp_path))
    assert (tmp_path / "EXPECTED.json").read_bytes() == (written / "EXPECTED.json").read_bytes()
    for name, path in list_workbooks(tmp_path).items():
        assert path.read_bytes() == files[name].read_bytes(), name


def test_no_date_of_the_run_is_in_a_file(sample: Path) -> None:
    for name, path in list_workbooks(sample).items():
        with zipfile.ZipFile(path) as archive:
            assert {entry.date_time[0] for entry in archive.infolist()} == {1980}, name
            assert archive.read("docProps/core.xml").count(b"2026-01-01T00:00:00Z") == 2, name


def test_every_sheet_says_it_is_fictional_above_its_table(sample: Path, read_ward_sheets: SheetReader) -> None:
    places = 0
    for place, sheet in read_ward_sheets(sample, "**/*.xlsx"):
        top = [cell for row in sheet.iter_rows(max_row=13, max_col=1, values_only=True) for cell in row]
        headers = [row for row, cell in enumerate(top) if cell in ("TT", "STT", "TT hộ")]
        assert MARK in top, place
        assert not headers or top.index(MARK) < headers[0], place
        places += 1
    assert places == 49


def test_no_identity_number_is_of_an_issued_province(sample: Path, read_ward_sheets: SheetReader) -> None:
    numbers = [
        cell
        for _, sheet in read_ward_sheets(sample, "**/*.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str) and cell.isdigit() and len(cell) > 8
    ]
    assert len(numbers) > 1500
    assert all(len(number) == 12 and number.startswith("099") for number in numbers)
