"""The roll-up of the sample ward: the numbers of `queries`, the same however and whenever it is written."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pyarrow.parquet as parquet
import pytest
from docx import Document
from pptx import Presentation

import queries
from dashboard.briefing import Desk
from dashboard.documents.catalogue import find_kind, write_document
from dashboard.documents.kind import Written
from dashboard.export.rollup import write_parquet, write_workbook
from dashboard.text import Text
from queries import Filters, Mode, UserError, Viewer, indicators, open_warehouse
from queries.rollup import Line, Rollup, check, collect, digest, read
from queries.rollup.checks import weigh
from tests.conftest import ROOT
from tests.documents.test_one_set_of_numbers import read_charts

DESKS = [(period, mode) for period in ("2025", "2026", "2026-H1", "2026-9M", "2026-05") for mode in Mode]
SUFFIXES = (".parquet", ".xlsx")
LATER = "tien_do_du_an_2026-10-31.xlsx"
Sit = Callable[..., Desk]


def write(desk: Desk, suffix: str = ".parquet") -> Written:
    return write_document(find_kind("rollup"), desk, lambda words, share: None, suffix)


def read_back(desk: Desk, suffix: str, folder: Path) -> tuple[Line, ...]:
    path = folder / f"ward{suffix}"
    path.write_bytes(write(desk, suffix).data)
    found = read(path)
    assert isinstance(found, Rollup), found
    return found.lines


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize(("period", "mode"), DESKS)
def test_every_number_read_back_is_what_queries_say_anew(
    sit: Sit, tmp_path: Path, period: str, mode: Mode, suffix: str
) -> None:
    desk = sit(period, mode)
    lines = read_back(desk, suffix, tmp_path)
    told = {line.name: line for line in lines if line.indicator_id != "movement"}
    asked = {}
    for one in indicators():
        for by in (None, *one.slices):
            found = queries.value(one.id, desk.filters, by, viewer=desk.viewer, warehouse=desk.warehouse)
            rows = found.rows if by else (found.total,) if found.total else ()
            asked |= {(one.id, by or "", row.key or ""): row for row in rows}
    assert set(told) == set(asked)
    for name, row in asked.items():
        line = told[name]
        assert (line.numerator, line.denominator) == pytest.approx((row.numerator, row.denominator)), name
        assert line.suppressed == row.suppressed
        assert line.unknown == (None if row.suppressed or row.numerator is None else row.unknown)
        assert line.status == (None if row.status is None else str(row.status))
        assert (line.areas_reported, line.areas_total) == (row.areas_reported, row.areas_total)
    steps = queries.table("movement", desk.filters, viewer=desk.viewer, warehouse=desk.warehouse).records()
    assert {(row["listed_class"], row["step"]): row["households"] for row in steps} == {
        (line.slice, line.key): line.numerator for line in lines if line.indicator_id == "movement"
    }


@pytest.mark.parametrize(("period", "mode"), DESKS)
def test_what_the_ward_tells_holds_together(sit: Sit, period: str, mode: Mode) -> None:
    desk = sit(period, mode)
    lines = collect(desk.filters, desk.viewer, desk.warehouse)
    assert [one.id for one in check(lines) if not one.holds] == []


def test_the_checks_find_what_does_not_hold(sit: Sit) -> None:
    lines = collect(sit().filters, sit().viewer, sit().warehouse)

    def break_one(indicator_id: str, by: str | None, **changes: float) -> list[str]:
        place = next(n for n, x in enumerate(lines) if (x.indicator_id, x.slice) == (indicator_id, by) and x.numerator)
        broken = (*lines[:place], replace(lines[place], **changes), *lines[place + 1 :])
        return [one.id for one in check(broken) if not one.holds]

    assert break_one("movement", "poor", numerator=99.0) == ["movement"]
    assert break_one("escaped", "kind", numerator=99.0) == ["slices"]
    assert break_one("poverty_rate", None, numerator=9000.0) == ["unknown"]
    assert [one.id for one in check((*lines, lines[0])) if not one.holds] == ["once"]


def test_a_step_weighs_as_the_movement_table_says(sit: Sit) -> None:
    desk = sit()
    steps = queries.table("movement", desk.filters, viewer=desk.viewer, warehouse=desk.warehouse).records()
    assert len(steps) == 32
    for row in steps:
        expected = {"begin": 1, "end": -1}.get(row["step"], row["sign"])
        assert weigh(row["step"], row["listed_class"]) == expected, row


def test_only_the_ward_is_told_and_nobody(sit: Sit) -> None:
    desk = sit().but(area_id="khoi_1", group="woman_headed", unit_id="vhxh")
    lines = collect(desk.filters, desk.viewer, desk.warehouse)
    assert lines == collect(sit().filters, sit().viewer, sit().warehouse), "a filter of the page changed the roll-up"
    assert {line.slice for line in lines}.isdisjoint({"area_id", "household_id", "person_id"})
    written = json.dumps([[line.slice, line.key] for line in lines])
    areas = {area.area_id for area in desk.ward.areas}
    assert not areas & set(re.findall(r"\w+", written))


def test_an_outgoing_file_hides_what_the_page_hides(sit: Sit) -> None:
    lines = collect(sit(mode=Mode.OUTGOING).filters, Viewer(mode=Mode.OUTGOING), sit().warehouse)
    hidden = [line for line in lines if line.suppressed]
    assert hidden
    assert {(line.numerator, line.denominator, line.unknown) for line in hidden} == {(None, None, None)}


def test_a_closed_period_is_the_same_a_week_later(tmp_path: Path) -> None:
    """Another snapshot, another day, a report of a later month: the data of what was closed are the same bytes."""
    folder = tmp_path / "ward"
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, folder / part)
    later = next(folder.glob(f"raw/**/{LATER}"))
    later.rename(tmp_path / LATER)
    publish(folder, date(2026, 11, 20))
    first = write_all(folder, date(2026, 11, 20))
    (tmp_path / LATER).rename(later)
    publish(folder, date(2026, 11, 27))
    second = write_all(folder, date(2026, 11, 27))
    assert first.keys() == second.keys()
    for name in ("2025.parquet", "2026-H1.parquet", "2026-9M.parquet"):
        assert first[name] == second[name], name
    assert read_sheets(first["2025.xlsx"]) == read_sheets(second["2025.xlsx"])
    assert first["2026.parquet"] != second["2026.parquet"], "the later report changed nothing, so this proves nothing"
    # The workbook of the period: every sheet but what says when it was loaded, and from which files.
    assert read_tables(first["2025 book"]) == read_tables(second["2025 book"])
    # Deck and report: every chart's own workbook, every table, every sentence but those that say when it was loaded.
    for name in ("2025 deck", "2025 report"):
        assert read_charts(first[name]) == read_charts(second[name])
    assert read_charts(first["2025 deck"])
    assert list_slides(first["2025 deck"]) == list_slides(second["2025 deck"])
    said, again = (list_said(files["2025 report"]) for files in (first, second))
    assert said == again
    assert len(said) > 100


def publish(folder: Path, today: date) -> None:
    """Build as the command does: in a process of its own, for this one has the snapshot before open."""
    command = [sys.executable, "-m", "etl", "build", "--data", str(folder)]
    asked = os.environ | {"WARD_TODAY": today.isoformat()}
    subprocess.run(command, cwd=ROOT, env=asked, check=True, capture_output=True)


def write_all(folder: Path, today: date) -> dict[str, bytes]:
    warehouse = open_warehouse(folder)

    def sit(period: str) -> Desk:
        return Desk(warehouse, Filters(period, today=today), Viewer(mode=Mode.OUTGOING), Text("vi"))

    periods = ("2025", "2026-H1", "2026-9M", "2026")
    book = write_document(find_kind("xlsx"), sit("2025"), lambda words, share: None).data
    files = {f"{period}.parquet": write(sit(period)).data for period in periods}
    files |= {"2025.xlsx": write(sit("2025"), ".xlsx").data, "2025 book": book}
    for name, kind in (("2025 deck", "pptx"), ("2025 report", "docx")):
        files[name] = write_document(find_kind(kind), sit("2025"), lambda words, share: None).data
    return files


def list_slides(data: bytes) -> list[list[list[str]]]:
    """Return the rows of every table of a deck."""
    shapes = [shape for slide in Presentation(BytesIO(data)).slides for shape in slide.shapes if shape.has_table]
    return [[[cell.text_frame.text for cell in row.cells] for row in shape.table.rows] for shape in shapes]


def list_said(data: bytes) -> list[str]:
    """Return every paragraph and cell of a report but those of the moment of the load and of the files."""
    document = Document(BytesIO(data))
    said = [paragraph.text for paragraph in document.paragraphs]
    said += [cell.text for one in document.tables[:-1] for row in one.rows for cell in row.cells]
    return [words for words in said if "nạp" not in words]


def read_sheets(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = openpyxl.load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def read_tables(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [row for row in rows if "nạp" not in str(row[0])]
        for name, rows in read_sheets(data).items()
        if name != "Nguồn và cách tính"
    }


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_same_snapshot_makes_the_same_bytes(sit: Sit, suffix: str) -> None:
    assert write(sit(), suffix).data == write(sit(), suffix).data


def test_both_files_hold_the_same_lines(sit: Sit, tmp_path: Path) -> None:
    one, other = (read_back(sit(mode=Mode.OUTGOING), suffix, tmp_path) for suffix in SUFFIXES)
    assert digest(one) == digest(other)


def test_any_program_reads_the_parquet(sit: Sit) -> None:
    table = parquet.read_table(BytesIO(write(sit()).data))
    assert table.num_rows > 100
    assert {"ward_code", "indicator_id", "numerator", "denominator", "unknown", "suppressed"} <= set(table.column_names)
    assert set(table["ward_code"].to_pylist()) == {"05986"}


def test_words_that_look_like_a_formula_stay_words(sit: Sit, tmp_path: Path) -> None:
    lines = tuple(replace(line, ward_name="=1+1") for line in collect(sit().filters, sit().viewer, sit().warehouse))
    data = write_workbook(lines, check(lines), "=1+1", (("=1+1", "@x"),), "Định nghĩa", datetime(2026, 11, 20))
    cells = [cell for sheet in openpyxl.load_workbook(BytesIO(data)) for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    assert all(cell.quotePrefix for cell in cells if cell.value == "=1+1" and cell.parent.title == "rollup")
    path = tmp_path / "ward.xlsx"
    path.write_bytes(data)
    assert isinstance(read(path), Rollup)


def test_what_breaks_a_check_is_said_and_written(sit: Sit, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lines = collect(sit().filters, sit().viewer, sit().warehouse)
    broken = tuple(replace(x, numerator=9000.0) if x.name == ("poverty_rate", "", "") else x for x in lines)
    monkeypatch.setattr("dashboard.documents.rollup.collect", lambda *asked: broken)
    written = write(sit())
    assert any("không đạt: poverty_rate" in gap.why for gap in written.blanks)
    path = tmp_path / "ward.parquet"
    path.write_bytes(written.data)
    assert not isinstance(read(path), Rollup)


def test_a_ward_without_an_official_code_is_told_so(published: Path, tmp_path: Path) -> None:
    import duckdb

    path = published / (published / "current").read_text(encoding="utf-8").strip()
    shutil.copy(path, tmp_path / path.name)
    with duckdb.connect(tmp_path / path.name) as connection:
        connection.execute("UPDATE core.area SET code = NULL WHERE level = 'commune'")
    (tmp_path / "current").write_text(path.name, encoding="utf-8")
    with pytest.raises(UserError, match="chưa có mã"):
        collect(Filters("2026", today=date(2026, 11, 20)), Viewer(), open_warehouse(tmp_path))


def test_definitions_change_with_what_is_counted(sit: Sit) -> None:
    from queries.rollup.definitions import digest_definitions

    ward = sit().ward
    levels = tuple(replace(level, school_age_to=level.school_age_to + 1) for level in ward.school_levels)
    shown = {**ward.settings, "small_number_below": replace(ward.settings["small_number_below"], value="30")}
    youth = {**ward.settings, "youth_age_to": replace(ward.settings["youth_age_to"], value="35")}
    known = digest_definitions(ward)
    assert digest_definitions(replace(ward, settings=shown)) == known
    assert digest_definitions(replace(ward, settings=youth)) != known
    assert digest_definitions(replace(ward, school_levels=levels)) != known


def test_the_lines_make_a_file_of_their_own(sit: Sit, tmp_path: Path) -> None:
    """What the tests of stacking rest on: lines changed by hand and written again are a roll-up again."""
    lines = tuple(replace(x, ward_code="00001") for x in collect(sit().filters, sit().viewer, sit().warehouse))
    path = tmp_path / "other.parquet"
    path.write_bytes(write_parquet(lines, check(lines)))
    found = read(path)
    assert isinstance(found, Rollup)
    assert found.head.ward_code == "00001"
