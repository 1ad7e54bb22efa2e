"""Nasty inputs 27 to 44, 49, 50, 54 and 59: what is written in a cell; one test a case."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from etl.clean.dates import parse_birth_date, parse_event_date
from etl.clean.identity import parse_id_number
from etl.clean.ticks import parse_tick
from etl.errors import CellError
from etl.inspection import InspectedFile
from etl.report import show_inspection
from queries.formula import guard
from tests.etl.conftest import TODAY, Query
from tests.etl.test_letters import WRITERS
from tests.etl.workbooks import HOUSEHOLD_TITLE, household, member, write_households, write_members, write_rows

Inspect = Callable[..., list[InspectedFile]]
HEADER = ["STT", "Họ và tên chủ hộ", "Số CCCD", "Khối phố", "Phân loại"]
EVENTS = ["STT", "Khối phố", "Họ và tên chủ hộ", "Loại biến động", "Ngày biến động"]
LINES = ["TT", "Đơn vị", "Dự án/Tiểu dự án", "Kế hoạch", "Giải ngân", "Thực hiện", "Đơn vị tính"]
UNIT = "Phòng Văn hóa - Xã hội"
RESIDENTS = ["TT", "Khối phố", "Tổng số hộ"]


def listed(number: int, area: object = "Khối 1") -> list[object]:
    return [number, f"Hộ mẫu {number}", f"0990{number:08}", area, "Hộ nghèo"]


def messages(inspected: InspectedFile, rule: str) -> list[str]:
    return [issue.message for issue in inspected.issues if issue.rule == rule]


def records(inspected: InspectedFile) -> list[dict[str, object]]:
    return inspected.report.sheets[0].records


def write_lines(path: Path, *rows: list[object], titles: tuple[str, ...] = ("ĐVT: triệu đồng",)) -> Path:
    return write_rows(path, ["TIẾN ĐỘ NĂM 2026"], *([title] for title in titles), LINES, *rows)


def test_case_27_capitals_that_only_the_font_shows(tmp_path: Path, inspect_files: Inspect) -> None:
    names = ["Nguyễn Văn Thường", "Hoàng Thị Đào", "An Thanh Hoa"]
    path = write_households(
        tmp_path / "a.xlsx",
        *(household(number, name=WRITERS["tcvn3"](name)) for number, name in enumerate(names, start=1)),
    )
    book = load_workbook(path)
    for row, font in ((5, ".VnTime"), (6, ".VnTimeH"), (7, ".VnArialH")):
        book.worksheets[0].cell(row, 3).font = Font(name=font)
    book.save(path)
    [inspected] = inspect_files(path)
    assert [record["head_name"] for record in records(inspected)] == [
        "Nguyễn Văn Thường",
        "HOÀNG THỊ ĐÀO",
        "AN THANH HOA",
    ]


@pytest.mark.parametrize(
    ("font", "letter", "told"),
    [
        ("Wingdings", "ü", "poor"),
        ("Wingdings", "þ", "poor"),
        ("wingdings", "\uf0fc", "poor"),
        ("Wingdings 2", "P", "poor"),
        ("Wingdings 2", "R", "poor"),
        ("Wingdings", "x", "poor"),
        ("Wingdings", "û", "unknown"),
        ("Times New Roman", "ü", "unknown"),
    ],
)
def test_case_38_a_letter_is_a_tick_where_its_font_shows_one(
    tmp_path: Path, inspect_files: Inspect, font: str, letter: str, told: str
) -> None:
    """An empty box of the font beside it is no tick; a cross may mean either and is asked about."""
    rows = [household(1, marks={"Hộ nghèo": letter}), household(2, marks={"Hộ cận nghèo": "¨"})]
    path = write_households(tmp_path / "a.xlsx", *rows)
    book = load_workbook(path)
    for cell, name in (("I5", font), ("J6", "Wingdings")):
        book.worksheets[0][cell].font = Font(name=name)
    book.save(path)
    [inspected] = inspect_files(path)
    assert [record["recognised_class"] for record in records(inspected)] == [told, "poor"]
    assert bool([issue for issue in inspected.issues if issue.rule == "doubtful_tick"]) == (told == "unknown")


@pytest.mark.parametrize(("name", "is_refused"), [("Nguy?n An", True), ("Ho\ufffdng An", True), ("Lê An?Bình", False)])
def test_case_30_one_letter_lost_is_enough(tmp_path: Path, inspect_files: Inspect, name: str, is_refused: bool) -> None:
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", household(1, name=name), household(2)))
    assert (inspected.report.refused is not None) is is_refused
    if inspected.report.refused:
        assert (inspected.report.refused.rule, inspected.report.sheets) == ("letters_lost", [])


@pytest.mark.parametrize(
    ("written", "unit", "taken", "rule"),
    [
        (5.021, "hộ", 5021.0, "number_read"),
        (5.021, "Người", 5021.0, "number_read"),
        (5.021, "km", 5.021, None),
        (5.021, None, None, "number_unclear"),
        (5.02, None, 5.02, None),
        ("5.021", None, 5021.0, None),
    ],
)
def test_case_33_a_point_between_thousands(
    tmp_path: Path, inspect_files: Inspect, written: object, unit: str | None, taken: float | None, rule: str | None
) -> None:
    [inspected] = inspect_files(write_lines(tmp_path / "a.xlsx", [1, UNIT, "Dự án 5", 450, 225, written, unit]))
    assert records(inspected)[0]["output_done"] == taken
    assert {issue.rule for issue in inspected.issues if issue.cell == "F4"} == ({rule} if rule else set())


def test_case_34_shares_of_three_kinds_are_asked_about_once(tmp_path: Path, inspect_files: Inspect) -> None:
    header = ["STT", "Chỉ tiêu", "Địa bàn", "Năm", "Giá trị", "Loại số liệu"]
    rows = [
        [number, "Tỷ lệ hộ nghèo", "Tỉnh Lạng Sơn", 2020 + number, value, "Rà soát"]
        for number, value in enumerate(("2,32%", 2.32, 0.0232, 0.9), start=1)
    ]
    plain = write_rows(tmp_path / "a.xlsx", ["SỐ LIỆU CÔNG BỐ"], header, *rows)
    told = write_rows(tmp_path / "b.xlsx", ["SỐ LIỆU CÔNG BỐ"], [*header[:4], "Giá trị (%)", header[5]], *rows)
    asked, answered = inspect_files(plain, told)
    assert [record["value"] for record in records(asked)] == pytest.approx([0.0232, 0.0232])
    questions = messages(asked, "value_unclear")
    assert len([question for question in questions if "Hãy ghi đơn vị một lần cho cả cột" in question]) == 1
    assert "như ô E5" in questions[1]
    assert [record["value"] for record in records(answered)] == pytest.approx([0.0232, 0.0232, 0.000232, 0.009])


@pytest.mark.parametrize(
    ("titles", "columns", "written"),
    [
        ((), ("Kế hoạch (triệu đồng)", "Giải ngân (triệu đồng)"), (450, 225)),
        ((), ("Kế hoạch, ĐVT: nghìn đồng", "Giải ngân (Tr.đ)"), (450_000, 225)),
        (("ĐVT: đồng",), ("Kế hoạch vốn (triệu đồng)", "Giải ngân"), (450, 225_000_000)),
        (("ĐVT: triệu đồng",), ("Kế hoạch", "Giải ngân"), (450, "225.000.000 đồng")),
    ],
)
def test_case_35_the_unit_of_money_is_that_of_the_cell_the_column_or_the_sheet(
    tmp_path: Path,
    inspect_files: Inspect,
    titles: tuple[str, ...],
    columns: tuple[str, str],
    written: tuple[object, ...],
) -> None:
    header = [*LINES[:3], *columns]
    total = [None, "Cộng", None, *written]
    heads = [["TIẾN ĐỘ NĂM 2026"], *([title] for title in titles), header]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", *heads, [1, UNIT, "Dự án 5", *written], total))
    assert (inspected.totals[0]["plan_vnd"], inspected.totals[0]["disbursed_vnd"]) == (450_000_000, 225_000_000)
    assert messages(inspected, "total_mismatch") == []


@pytest.mark.parametrize(
    ("unit", "right", "wrong"),
    [("triệu đồng", 450, 450_000_000), ("đồng", 450_000_000, 450), ("nghìn đồng", 450_000, 450_000_000)],
)
def test_case_35_dong_and_trieu_mixed_row_by_row_are_asked_about(
    tmp_path: Path, inspect_files: Inspect, unit: str, right: int, wrong: int
) -> None:
    rows: list[list[object]] = [[1, UNIT, "Dự án 5", right, right], [2, UNIT, "Dự án 2", wrong, None]]
    [inspected] = inspect_files(write_lines(tmp_path / "a.xlsx", *rows, titles=(f"ĐVT: {unit}",)))
    assert inspected.totals[0]["plan_vnd"] == 450_000_000
    [question] = messages(inspected, "money_unit_mixed")
    assert "Ô D5" in question
    assert "Hãy ghi đơn vị ngay trong ô" in question


def test_case_35_a_sum_that_is_only_very_large_is_counted_and_asked_about(
    tmp_path: Path, inspect_files: Inspect
) -> None:
    rows: list[list[object]] = [[1, UNIT, "Dự án 5", 450, 450], [2, UNIT, "Dự án 2", 90_000, None]]
    [inspected] = inspect_files(write_lines(tmp_path / "a.xlsx", *rows, titles=("ĐVT: triệu đồng",)))
    assert inspected.totals[0]["plan_vnd"] == 90_450_000_000
    [question] = messages(inspected, "money_large")
    assert "Ô D5" in question
    assert "90.000.000.000 đồng" in question


def test_case_35_an_income_in_the_wrong_unit_is_unknown(tmp_path: Path, inspect_files: Inspect) -> None:
    header = [*HEADER, "Thu nhập bình quân"]
    told = [*HEADER, "Thu nhập bình quân (nghìn đồng/người/tháng)"]
    sheets = ([[HOUSEHOLD_TITLE], header], [[HOUSEHOLD_TITLE], told], [[HOUSEHOLD_TITLE], ["ĐVT: nghìn đồng"], header])
    paths = [write_rows(tmp_path / f"{n}.xlsx", *tops, [*listed(1), 1500]) for n, tops in enumerate(sheets)]
    asked, read, titled = inspect_files(*paths)
    assert records(asked)[0]["income_per_capita_vnd"] is None
    assert len(messages(asked, "money_unit_mixed")) == 1
    assert records(read)[0]["income_per_capita_vnd"] == 1_500_000
    assert records(titled)[0]["income_per_capita_vnd"] == 1_500_000


@pytest.mark.parametrize(
    ("days", "is_said"), [((3, 5, 7, 9, 11, 12), True), ((3, 5, 7, 9, 11, 13), False), ((3, 5, 7, 9, 11), False)]
)
def test_case_36_real_dates_that_all_could_be_swapped_are_asked_about(
    tmp_path: Path, inspect_files: Inspect, days: tuple[int, ...], is_said: bool
) -> None:
    """No text tells the order, but birth days of a whole list do not all fall before the 13th."""
    people = [member(1, f"Người {day}", date(2010, 2, day)) for day in days]
    [inspected] = inspect_files(write_members(tmp_path / "a.xlsx", *people))
    found = messages(inspected, "date_order")
    assert len(found) == is_said
    assert not found or "6 ô có thể đã đảo ngày và tháng" in found[0]


def test_case_36_days_counted_from_1904(tmp_path: Path, inspect_files: Inspect) -> None:
    """The same day is 1,462 less there: bare numbers and cells shown as dates must both come out."""
    people = [member(1, "Người một", 29645), member(1, "Người hai", date(2010, 3, 5))]
    path = write_members(tmp_path / "a.xlsx", *people)
    book = load_workbook(path)
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "b.xlsx")
    births = [
        [(record["birth_year"], record["birth_month"], record["birth_day"]) for record in records(inspected)]
        for inspected in inspect_files(path, tmp_path / "b.xlsx")
    ]
    assert births == [[(1981, 2, 28), (2010, 3, 5)], [(1985, 3, 1), (2010, 3, 5)]]


@pytest.mark.parametrize(
    ("births", "is_asked"),
    [
        (["25/12/1985", date(1985, 5, 3)], True),  # typed 05/03/1985 and 25/12/1985 in an Excel set to America
        (["25/12/1985", date(1985, 5, 5)], False),  # the 5th of May either way
        (["25/12/1985", date(1985, 5, 3), date(1990, 1, 30)], False),  # the real dates are whole: nothing was turned
        ([date(1985, 5, 3), date(1990, 1, 30)], False),
        (["12/25/1985", "05/03/1985"], True),
        (["25/12/1985", "05/03/1985"], False),
    ],
)
def test_case_36_a_day_and_month_that_may_have_changed_places_are_told_and_never_changed_back(
    tmp_path: Path, inspect_files: Inspect, births: list[object], is_asked: bool
) -> None:
    people = [member(1, f"Người {number}", birth) for number, birth in enumerate(births)]
    [inspected] = inspect_files(write_members(tmp_path / "a.xlsx", *people))
    said = messages(inspected, "date_order")
    assert bool(said) is is_asked
    assert all("Phần mềm không tự đảo" in words and "E5" in words for words in said)
    if date(1985, 5, 3) in births:
        assert (1985, 5, 3) in [(r["birth_year"], r["birth_month"], r["birth_day"]) for r in records(inspected)]


@pytest.mark.parametrize("written", [date(2026, 12, 5), "05/12/2026"])
def test_case_36_a_date_to_come_that_would_be_past_the_other_way_round(written: date | str) -> None:
    with pytest.raises(CellError) as caught:
        parse_event_date(written, today=TODAY)
    assert "có phải 12/05/2026 bị ghi tháng trước ngày không" in caught.value.advice


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("05/03/1985", "1985-3-5"),
        ("5-3-1985", "1985-3-5"),
        ("5.3.1985", "1985-3-5"),
        ("5 / 3 / 1985", "1985-3-5"),
        ("1985-03-05", "1985-3-5"),
        ("ngày 5 tháng 3 năm 1985", "1985-3-5"),
        (date(1985, 3, 5), "1985-3-5"),
        (31111, "1985-3-5"),
        ("3/1985", "1985-3-None"),
        ("00/03/1985", "1985-3-None"),
        ("00/00/1985", "1985-None-None"),
        ("tháng 3/1985", "1985-3-None"),
        ("1985", "1985-None-None"),
        ("sinh năm 1985", "1985-None-None"),
    ],
)
def test_case_36_dates_keep_the_precision_they_were_written_with(written: date | str | int, read: str) -> None:
    birth = parse_birth_date(written, today=TODAY)
    assert birth is not None
    assert f"{birth.year}-{birth.month}-{birth.day}" == read


@pytest.mark.parametrize("written", ["31/02/1985", "05/13/1985", "05/03/2085", "5/3/85?"])
def test_case_36_no_day_of_any_calendar_and_none_to_come(written: str) -> None:
    with pytest.raises(CellError):
        parse_birth_date(written, today=TODAY)


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("099086100411", "099086100411"),
        (99086100411, "099086100411"),
        (99086100411.0, "099086100411"),
        ("'099086100411", "099086100411"),
        ("099 086 100 411", "099086100411"),
        ("012345678", "012345678"),
        (2.02e10, None),
        ("2.02E+10", None),
        ("0990861004", None),
        ("000000000000", None),
    ],
)
def test_case_37_identity_numbers_get_back_only_what_is_certain(written: str | float, digits: str | None) -> None:
    if digits is not None:
        number = parse_id_number(written)
        assert number is not None
        assert number.digits == digits
        return
    with pytest.raises(CellError):
        parse_id_number(written)


YES = ("x", "X", "×", "х", "Х", "✓", "✔", "✔️", "✅", "☑", "☒", "√", "v", "V", "1", "TRUE", "true", "có", "Có", "CÓ")
YES += ("(x)", "[X]", "x.", "X,", "●", "■", "+", "Y", "yes", "đúng")
NO = ["", None, "0", 0.0, False, "FALSE", "không", "Không", "-", "–", "---", "☐", "□"]
ASKED = ["?", "x?", "2", "x/0", "✗", "✘", "❌", "nghi", "đang", "dừng", "#"]


def test_case_38_ticks_of_every_kind() -> None:
    assert {mark: parse_tick(mark) for mark in YES} == dict.fromkeys(YES, True)
    assert parse_tick(True) is True
    assert [parse_tick(mark) for mark in NO] == [False] * len(NO)


@pytest.mark.parametrize("mark", ASKED)
def test_case_38_doubtful_ticks_are_asked_about(mark: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_tick(mark)
    assert caught.value.rule == "doubtful_tick"


def test_case_42_a_blank_a_zero_and_words_are_three_things(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [[1, "Khối 1", 0], [2, "Khối 2", None], [3, "Khối 3", "đang cập nhật"]]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", ["SỐ HỘ NĂM 2026"], RESIDENTS, *rows))
    assert [record["resident_households"] for record in records(inspected)] == [0]
    assert inspected.report.sheets[0].rows_quarantined == 2
    assert "chữ được coi là chưa có số liệu, không phải 0" in messages(inspected, "number")[0]
    line: list[object] = [1, UNIT, "Dự án 5", 450, "chưa triển khai", "chưa triển khai", None]
    [inspected] = inspect_files(write_lines(tmp_path / "b.xlsx", line))
    record = records(inspected)[0]
    assert (record["disbursed_vnd"], record["output_done"], record["scope"]) == (None, None, "not_started")
    assert messages(inspected, "number") == []


@pytest.mark.parametrize("ditto", ["nt", "NT", "〃", '"', "-nt-", "- nt -", "như trên", "''", "n.t"])
def test_case_49_the_khoi_above(tmp_path: Path, inspect_files: Inspect, ditto: str) -> None:
    rows = [listed(1, "Khối 2"), listed(2, ditto), listed(3, ditto), listed(4, "Khối 3"), listed(5, ditto)]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    areas = [record["area_id"] for record in records(inspected)]
    assert areas == ["khoi_2"] * 3 + ["khoi_3"] * 2
    assert "3 ô ghi như trên («nt», «〃»…), ô đầu là D4" in messages(inspected, "ditto")[0]
    assert messages(inspected, "area_unknown") == []


def test_case_49_nothing_above_is_no_khoi(tmp_path: Path, inspect_files: Inspect) -> None:
    rows = [listed(1, "nt"), listed(2, "Khối lạ"), listed(3, "nt"), listed(4, None), listed(5, "nt")]
    [inspected] = inspect_files(write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, *rows))
    assert {record["area_id"] for record in records(inspected)} == {"chua_xac_dinh"}
    assert inspected.totals[0]["closing"] == {"poor": 5, "near_poor": 0}
    assert not any("«nt» không có trong danh sách khối" in words for words in messages(inspected, "area_unknown"))


@pytest.mark.parametrize("code", ["05986", 5986])
def test_case_50_a_code_that_has_named_two_places_names_no_khoi(
    tmp_path: Path, inspect_files: Inspect, code: object
) -> None:
    path = write_rows(tmp_path / "a.xlsx", [HOUSEHOLD_TITLE], HEADER, listed(1, code), listed(2))
    [inspected] = inspect_files(path)
    assert [record["area_id"] for record in records(inspected)] == ["chua_xac_dinh", "khoi_1"]
    [said] = messages(inspected, "area_code")
    assert "Xã Hoàng Đồng (cũ) đến 30/06/2025, Phường Tam Thanh từ 01/07/2025" in said


@pytest.mark.parametrize(
    ("total", "told", "is_said"),
    [
        ("Cộng khối 1", 2, False),
        ("Cộng khối 1", 3, True),
        ("Tổng số Khối 2", 1, False),
        ("Tổng cộng khối 2", 3, True),
        ("Tổng cộng", 3, False),
        ("Tổng cộng", 2, True),
        ("Cộng trang", 3, False),
    ],
)
def test_case_54_a_total_is_held_against_what_it_says_it_adds_up(
    tmp_path: Path, inspect_files: Inspect, total: str, told: int, is_said: bool
) -> None:
    sums: list[object] = [None, None, total, None, None, None, None, None, told]
    rows = [household(1), household(2), household(3, area="Khối 2"), sums]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *rows))
    said = messages(inspected, "total_mismatch") + messages(inspected, "subtotal_mismatch")
    assert bool(said) is is_said
    assert all(f"ghi {told} nhưng đếm từng dòng được" in words for words in said)
    assert inspected.totals[0]["closing"] == {"poor": 3, "near_poor": 0}


def test_case_54_a_plain_sum_below_each_section_is_of_that_section(tmp_path: Path, inspect_files: Inspect) -> None:
    def add(told: int) -> list[object]:
        return [None, None, "Cộng", None, None, None, None, None, told]

    one = [["I. Khối 1"], household(1, area=None), household(2, area=None), add(2)]
    two = [["II. Khối 2"], household(3, area=None), add(1)]
    [inspected] = inspect_files(write_households(tmp_path / "a.xlsx", *one, *two))
    assert messages(inspected, "total_mismatch") == []
    [wrong] = inspect_files(write_households(tmp_path / "b.xlsx", *one[:-1], add(9), *two))
    assert "ghi 9" in messages(wrong, "total_mismatch")[0]


FORMULAS = ("=cmd|'/c calc'!A0", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x.example","x")')


def test_case_59_what_looks_like_a_formula_stays_text(
    raw: Path, inspect_files: Inspect, build_raw: Callable[[], Query]
) -> None:
    path = write_households(raw / "a.xlsx", *(household(n) for n, _ in enumerate(FORMULAS, start=1)))
    book = load_workbook(path)
    for row, text in enumerate(FORMULAS, start=5):
        cell = book.worksheets[0].cell(row, 3)
        cell.value, cell.data_type = text, "s"
        khoi = book.worksheets[0].cell(row, 5)
        khoi.value, khoi.data_type = text, "s"
    book.save(path)
    [inspected] = inspect_files(path)
    assert [record["head_name"] for record in records(inspected)] == list(FORMULAS)
    shown = json.loads(json.dumps(show_inspection(inspected)))
    assert [issue["found"] for issue in shown["issues"] if issue["rule"] == "area_unknown"] == list(FORMULAS)
    query = build_raw()
    names = {str(name) for (name,) in query("SELECT head_name FROM restricted.household")}
    assert names == set(FORMULAS)
    assert {str(area) for (area,) in query("SELECT area FROM raw.household_review")} == set(FORMULAS)
    assert [guard(name) for name in FORMULAS] == [f"'{name}" for name in FORMULAS]
