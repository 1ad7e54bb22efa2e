"""Fill-in workbooks: filled from what is published, read again to exactly that; a changed cell changes that alone."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.build import build
from etl.errors import InputError
from etl.folder import PROJECT_DATA, DataFolder
from etl.inspection import InspectedFile, inspect
from etl.issue import Severity
from etl.sheet_reader import FORMS
from etl.templates.forms import read_plans
from etl.templates.template import make_template
from etl.templates.workbook import GUIDE, write_template
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.test_meeting_conclusions import conclude, write_conclusions
from tests.etl.test_task_report import task, write_tasks
from tests.etl.workbooks import household, member, write_households, write_members, write_rows
from tests.named import open_named

Row = dict[str, Any]
# What of each form must come back: provenance is the file's own, households are named by their first list.
TABLES = {
    "household_review": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row, household_id, has_disabled_member),
               household_code, head_name, head_id_number, head_birth_text, note
        FROM core.household_round JOIN restricted.household USING (period, household_id)
        WHERE period = '2026' AND standard_id = 'MDP_2022_2025'""",
    "member_list": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row, person_id, household_id), name, id_number,
               birth_text, relation, head_name, head_id_number
        FROM core.person_round JOIN restricted.person USING (period, person_id)
        LEFT JOIN restricted.household USING (period, household_id) WHERE period = '2026'""",
    "household_event": """
        SELECT event_id, kind, event_date, document, area_id, head_name, head_id_number, household_code,
               related_head_name, related_id_number, note
        FROM core.household_event JOIN restricted.household_event USING (event_id)
        WHERE coalesce(year(event_date), 2026) = 2026""",
    "resident_households": """
        SELECT area_id, resident_households, resident_persons FROM core.area_round WHERE period = '2026'""",
    "movement_report": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row) FROM core.movement_report WHERE period = '2026'""",
    "project_progress": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row), obstacle
        FROM core.project_progress
        LEFT JOIN restricted.project_note USING (line_id, unit_id, fund_source_id, report_date)
        WHERE report_date = (SELECT max(report_date) FROM core.project_progress)""",
    "task_report": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row), obstacle, proposal
        FROM core.task LEFT JOIN restricted.task_note USING (task_id, report_date)
        WHERE report_date = (SELECT max(report_date) FROM core.task)""",
    "policy_coverage": """
        SELECT * EXCLUDE (source_file, source_sheet, source_row) FROM core.policy_coverage
        WHERE report_date = (SELECT max(report_date) FROM core.policy_coverage)""",
    "entitlement_list": """
        SELECT policy_id, period, area_id, unit_id, entitled_since, is_served, served_date, name, id_number, birth_text,
               head_name, note
        FROM core.entitlement JOIN restricted.entitlement USING (entitlement_id)""",
    "meeting_conclusions": """
        SELECT * EXCLUDE (conclusion_id, source_file, source_sheet, source_row), note
        FROM core.meeting_conclusion LEFT JOIN restricted.conclusion_note USING (conclusion_id, report_date)
        WHERE report_date = (SELECT max(report_date) FROM core.meeting_conclusion)""",
    "consultation": """
        SELECT * EXCLUDE (wish_id, household_id, source_file, source_sheet, source_row), head_name, respondent, wish,
               agreed, note
        FROM core.wish JOIN restricted.wish USING (wish_id)""",
    "official_series": "SELECT * EXCLUDE (series_name_en) FROM core.official_series",
}


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample ward with a series of its own, published."""
    root = tmp_path_factory.mktemp("ward")
    for part in ("raw", "decisions"):
        shutil.copytree(PROJECT_DATA / "sample" / part, root / part)
    headers = ["Chỉ tiêu", "Địa bàn", "Năm", "Giá trị", "Loại số liệu", "Nguồn"]
    row = ["Tỷ lệ hộ nghèo", "Tỉnh Lạng Sơn", 2025, "1,5%", "Rà soát", "QĐ thử"]
    write_rows(root / "raw" / "chuoi.xlsx", ["SỐ LIỆU CÔNG BỐ"], headers, row)
    build(root, today=TODAY, now=NOW)
    return root


def write(root: Path, form: str, path: Path, *, area: str | None = None, period: str | None = None) -> Path:
    template = make_template(DataFolder(root), form, area=area, period=period, today=TODAY)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_template(template))
    return path


def look(root: Path) -> Query:
    """Build a folder and hand out a query over it."""
    path = build(root, today=TODAY, now=NOW).path

    def query(sql: str) -> list[tuple[object, ...]]:
        with open_named(path) as connection:
            return connection.execute(sql).fetchall()

    return query


def read_back(root: Path, again: Path, form: str, *beside: str) -> tuple[list[tuple[object, ...]], Query]:
    """The records of the form in a folder that holds only the fill-in workbooks of `form` and `beside`."""
    for name in (form, *beside):
        write(root, name, again / "raw" / f"{name}.xlsx")
    (again / "decisions").mkdir(exist_ok=True)
    shutil.copy(root / "decisions" / "household_key.txt", again / "decisions")
    query = look(again)
    return sort(query(TABLES[form])), query


def sort(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    return sorted(rows, key=str)


def read_grid(path: Path) -> tuple[Any, Any, int]:
    """The workbook, its first sheet and the row of keys."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    keys = next(row for row in range(1, 10) if "." in str(sheet.cell(row, 1).value))
    return book, sheet, keys


def find_column(sheet: Any, keys: int, field: str) -> int:
    return next(cell.column for cell in sheet[keys] if str(cell.value).endswith(f".{field}"))


# ---------------------------------------------------------------- there and back


def test_every_form_of_ours_has_a_fill_in_workbook() -> None:
    assert set(read_plans()) == set(FORMS) == set(TABLES)


@pytest.mark.parametrize("form", FORMS)
def test_an_unchanged_workbook_gives_exactly_what_it_was_filled_from(ward: Path, tmp_path: Path, form: str) -> None:
    beside = ("household_review",) if form in ("member_list", "entitlement_list", "consultation") else ()
    expected = sort(look(ward)(TABLES[form]))
    assert expected
    found, query = read_back(ward, tmp_path / "again", form, *beside)
    assert found == expected
    assert query("SELECT sum(rows_quarantined), sum(rows_merged) FROM meta.source_sheet") == [(0, 0)]


@pytest.mark.parametrize("form", FORMS)
def test_an_unchanged_workbook_is_recognised_without_errors_and_asks_nothing(
    ward: Path, tmp_path: Path, form: str
) -> None:
    [inspected] = inspect([write(ward, form, tmp_path / "a.xlsx")], root=ward, today=TODAY)
    assert {sheet.form for sheet in inspected.report.sheets} == {form}
    assert [issue.message for issue in inspected.issues if issue.severity is Severity.ERROR] == []
    assert [issue.message for issue in inspected.issues if issue.asked] == []


def test_whom_a_sentence_names_comes_back(tmp_path: Path) -> None:
    root = tmp_path / "ward"
    (root / "raw").mkdir(parents=True)
    write_conclusions(root / "raw" / "a.xlsx", conclude("Hỗ trợ hộ ông Lò Văn Mẫu"), conclude())
    write_tasks(root / "raw" / "b.xlsx", task("Đo đạc đất cho hộ bà Hoàng Thị Mẫu"), task())
    for form in ("meeting_conclusions", "task_report"):
        expected = sort(look(root)(TABLES[form]))
        assert "Mẫu" in str(expected)
        assert read_back(root, tmp_path / form, form)[0] == expected


def test_one_changed_cell_changes_exactly_that(ward: Path, tmp_path: Path) -> None:
    expected = sort(look(ward)(TABLES["household_review"]))
    again = tmp_path / "again"
    path = write(ward, "household_review", again / "raw" / "a.xlsx")
    book, sheet, keys = read_grid(path)
    cell = sheet.cell(keys + 2, find_column(sheet, keys, "b1_score"))
    before, cell.value = cell.value, 777
    name = sheet.cell(keys + 2, find_column(sheet, keys, "head_name")).value
    book.save(path)
    (again / "decisions").mkdir()
    shutil.copy(ward / "decisions" / "household_key.txt", again / "decisions")
    found = look(again)(TABLES["household_review"])
    assert before != 777
    [new] = [row for row in found if row not in expected]
    [old] = [row for row in expected if row not in found]
    assert name in new
    differences = [place for place, pair in enumerate(zip(old, new, strict=True)) if pair[0] != pair[1]]
    # The score itself, and the class that is computed from it.
    assert {(old[place], new[place]) for place in differences} >= {(before, 777)}
    assert len(differences) <= 2


# ---------------------------------------------------------------- what an officer does to it


def rows_of(inspected: InspectedFile) -> list[Row]:
    own = ("source_file", "source_sheet", "source_row")
    return [
        {name: value for name, value in record.items() if name not in own}
        for sheet in inspected.report.sheets
        for record in sheet.records
    ]


@pytest.mark.parametrize("form", ["household_review", "movement_report", "project_progress"])
def test_it_is_recognised_after_columns_moved_and_words_were_edited(ward: Path, tmp_path: Path, form: str) -> None:
    path = write(ward, form, tmp_path / "a.xlsx")
    [before] = inspect([path], root=ward, today=TODAY)
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets[: len(read_plans()[form].sheets)]:
        keys = next(row for row in range(1, 10) if "." in str(sheet.cell(row, 1).value))
        for row in sheet.iter_rows(min_row=keys):
            values = [cell.value for cell in row]
            for cell, value in zip(row, reversed(values), strict=True):
                cell.value = value
        for number, cell in enumerate(sheet[keys + 1]):
            cell.value = f"Cột {number} của tôi" if cell.value != "Tái cận nghèo" else cell.value
        if form == "movement_report":
            sheet.cell(keys + 1, find_column(sheet, keys, "relapsed")).value = (
                "Tái cận nghèo" if sheet.title == "Hộ cận nghèo" else "Tái nghèo"
            )
    book.save(path)
    [after] = inspect([path], root=ward, today=TODAY)
    assert rows_of(after) == rows_of(before)


def test_it_is_recognised_by_its_words_where_the_keys_were_deleted(ward: Path, tmp_path: Path) -> None:
    path = write(ward, "household_review", tmp_path / "a.xlsx")
    [before] = inspect([path], root=ward, today=TODAY)
    book, sheet, keys = read_grid(path)
    sheet.delete_rows(keys)
    book.save(path)
    [after] = inspect([path], root=ward, today=TODAY)
    assert rows_of(after) == rows_of(before)


def test_a_khoi_has_its_own_rows_and_choices(ward: Path, tmp_path: Path) -> None:
    path = write(ward, "household_review", tmp_path / "a.xlsx", area="Khối 2")
    [inspected] = inspect([path], root=ward, today=TODAY)
    assert {row["area_id"] for row in rows_of(inspected)} == {"khoi_2"}
    book, sheet, keys = read_grid(path)
    assert (sheet.title, book.worksheets[1].title) == ("Khối 2", GUIDE)
    chosen = {str(place.sqref).split(":")[0]: place.formula1 for place in sheet.data_validations.dataValidation}
    letter = openpyxl.utils.get_column_letter(find_column(sheet, keys, "closing_class"))
    assert "Hộ cận nghèo" in chosen[f"{letter}{keys + 2}"]


def test_a_round_that_has_no_list_yet_opens_with_the_classes_of_the_list_before(ward: Path, tmp_path: Path) -> None:
    path = write(ward, "household_review", tmp_path / "a.xlsx", period="2027")
    _, sheet, keys = read_grid(path)
    cells = {
        field: sheet.cell(keys + 2, find_column(sheet, keys, field)).value
        for field in ("head_name", "opening_class", "closing_class", "b1_score", "employment")
    }
    assert cells["head_name"]
    assert cells["closing_class"] is cells["b1_score"] is cells["employment"] is None
    [inspected] = inspect([path], root=ward, today=TODAY)
    assert inspected.report.sheets[0].period == "2027"


def test_codes_and_numbers_are_locked_and_the_header_stays_in_sight(ward: Path, tmp_path: Path) -> None:
    _, sheet, keys = read_grid(write(ward, "household_review", tmp_path / "a.xlsx"))
    assert sheet.protection.sheet
    numbers = find_column(sheet, keys, "head_id_number")
    row = next(row for row in range(keys + 2, sheet.max_row) if sheet.cell(row, numbers).value)
    locked = {
        field: sheet.cell(row, find_column(sheet, keys, field)).protection.locked
        for field in ("head_id_number", "head_name")
    }
    assert locked == {"head_id_number": True, "head_name": False}
    assert sheet.freeze_panes == f"D{keys + 2}"


def test_a_folder_with_nothing_published_gives_an_empty_form(tmp_path: Path) -> None:
    path = write(tmp_path / "ward", "resident_households", tmp_path / "a.xlsx")
    [inspected] = inspect([path], root=tmp_path / "ward", today=TODAY)
    assert inspected.report.sheets[0].rows_quarantined == inspected.report.sheets[0].rows_read > 0
    assert write(tmp_path / "ward", "household_review", tmp_path / "b.xlsx").exists()


@pytest.mark.parametrize(
    ("form", "area", "period", "why"),
    [
        ("ban_do", None, None, "Không có biểu"),
        ("household_review", "Khối 99", None, "Không có khối"),
        ("household_review", None, "2026-Q1", "không có kỳ"),
        ("task_report", None, "2026-05", "không có kỳ"),
    ],
)
def test_what_does_not_exist_is_said(ward: Path, form: str, area: str | None, period: str | None, why: str) -> None:
    with pytest.raises(InputError, match=why):
        make_template(DataFolder(ward), form, area=area, period=period, today=TODAY)


# ---------------------------------------------------------------- odd names and codes

WORDS = st.text("aăâđêôơưĂĐ=+-@'\"&<>|;, .0123456789x", min_size=1, max_size=14).map(str.strip).filter(bool)


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(names=st.lists(WORDS, min_size=2, max_size=4, unique_by=str.casefold), code=WORDS)
def test_odd_names_and_codes_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], code: str
) -> None:
    root = tmp_path_factory.mktemp("odd")
    (root / "raw").mkdir()
    rows = [household(n, name=f"Lò {name}", marks={"Mã hộ": code}) for n, name in enumerate(names, start=1)]
    write_households(root / "raw" / "a.xlsx", *rows, household(9))
    write_members(root / "raw" / "b.xlsx", member(9, f"Em {names[0]}", "15/05/2015", attends="x", level="THCS"))
    query = look(root)
    for form, beside in (("household_review", ()), ("member_list", ("household_review",))):
        found, _ = read_back(root, root / f"again_{form}", form, *beside)
        assert found == sort(query(TABLES[form]))


@pytest.mark.parametrize("name", ["=1+2", "+84 Lò", "@SUM(1)"])
def test_what_looks_like_a_formula_stays_words(
    tmp_path: Path, build_raw: Callable[[], Query], raw: Path, name: str
) -> None:
    path = write_households(raw / "a.xlsx", household(1, name="Hộ mẫu"))
    book = openpyxl.load_workbook(path)
    cell = book.worksheets[0]["C5"]
    cell.value, cell.data_type = name, "s"
    book.save(path)
    build_raw()
    _, sheet, keys = read_grid(write(raw.parent, "household_review", tmp_path / "a.xlsx"))
    cell = sheet.cell(keys + 2, find_column(sheet, keys, "head_name"))
    assert (cell.value, cell.data_type, cell.quotePrefix) == (name, "s", True)
