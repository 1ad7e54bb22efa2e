"""Tables as the browser gets them: scope, totals that equal their sum, escaped words, no zero for unknown."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts.steps import Step
from dashboard.findings import provenance as carried
from dashboard.grids import comparison, crosstabs, listing, rows
from dashboard.text import Text
from dashboard.ui import provenance
from queries import Column, Result, Row, Source, Table, Words, same

MakeTable = Callable[..., Table]


def test_totals_stand_in_the_foot_and_equal_the_sum(make_table: MakeTable, vi: Text) -> None:
    table = make_table("t", (("area", "text"), ("age", "count"), ("households", "count+")), ("A", 3, 2), ("B", 4, 1200))
    drawn = listing.grid(table, vi).html
    head, foot = drawn.split("<tfoot>")
    assert '<th scope="col"' in head
    assert '<th scope="row" class="words">A</th>' in head
    assert '<th scope="row">Cộng</th><td class="number"></td><td class="number">1.202</td>' in foot


def test_a_sum_over_something_unknown_is_marked(make_table: MakeTable, vi: Text) -> None:
    table = make_table("t", (("area", "text"), ("households", "count+")), ("A", 3), ("B", None))
    drawn = listing.grid(table, vi).html
    assert "chưa báo cáo" in drawn
    assert "3 (chưa đủ)" in drawn


def test_a_table_without_sums_has_no_foot(make_table: MakeTable, vi: Text) -> None:
    assert "<tfoot>" not in listing.grid(make_table("t", (("area", "text"), ("age", "count")), ("A", 3)), vi).html


def test_words_of_data_cannot_write_markup(make_table: MakeTable, vi: Text) -> None:
    drawn = listing.grid(
        make_table("t", (("a", "text"), ("b", "text")), ("<b>x</b>", "<img src=x onerror=y>")), vi
    ).html
    assert "<b>" not in drawn
    assert "<img" not in drawn


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("count", 1234, "1.234"),
        ("count", None, "chưa báo cáo"),
        ("count", 0, "0"),
        ("decimal", 2.5, "2,5"),
        ("money", 1_065_500_000, "1.065,5 triệu đồng"),
        ("money", None, "chưa báo cáo"),
        ("share", 1.25, "125%"),
        ("share", None, "—"),
        ("date", date(2026, 12, 31), "31/12/2026"),
        ("flag", True, "✔"),
        ("flag", False, ""),
        ("flag", None, "chưa rõ"),
        ("text", None, ""),
    ],
)
def test_cell(vi: Text, kind: str, value: object, shown: str) -> None:
    assert listing.write_cell(value, Column("c", Words("c", "c"), kind), vi) == shown  # type: ignore[arg-type]


def test_codes_are_written_in_the_readers_language() -> None:
    column = Column("c", Words("c", "c"), "code", codes="class")
    assert listing.write_cell("near_poor", column, Text("vi")) == "hộ cận nghèo"
    assert listing.write_cell("near_poor", column, Text("en")) == "near-poor"


def test_nothing_is_owed_by_a_line_out_of_scope(lines: Table, vi: Text) -> None:
    drawn = listing.grid(rows.pick(lines, ("line_name", "work_status", "disbursed_vnd")), vi).html
    lines_drawn = drawn.split("<tr>")
    assert "—" in next(row for row in lines_drawn if "Dự án 5" in row)
    assert "chưa báo cáo" in next(row for row in lines_drawn if "Tiểu dự án 3" in row)


def test_pick_keeps_rows_and_their_order(lines: Table) -> None:
    picked = rows.pick(lines, ("work_status", "line_name"))
    assert picked.rows[1] == ("out_of_scope", same("Dự án 5"))
    assert [column.name for column in picked.columns] == ["work_status", "line_name"]


def test_a_column_that_nobody_fills_is_dropped_but_never_a_number(make_table: MakeTable) -> None:
    columns = (("area", "area"), ("code", "household"), ("households", "count"))
    kept = rows.drop_blank(make_table("t", columns, ("A", None, None), ("B", None, None)))
    assert [column.name for column in kept.columns] == ["area", "households"]


@pytest.fixture
def matrix(make_table: MakeTable) -> Table:
    columns = (("begin_class", "code"), ("end_class", "code"), ("households", "count+"))
    rows = (("poor", "poor", 10), ("poor", "not_poor", 2), ("near_poor", "poor", 1), ("not_poor", "near_poor", 4))
    return make_table("movement_matrix", columns, *rows)


def test_transition_totals_on_both_sides(matrix: Table, vi: Text) -> None:
    drawn = crosstabs.transition(matrix, vi).html
    body, foot = drawn.split("<tfoot>")
    cells = [part.split("</td>")[0] for part in body.split("<td>")[1:]]
    assert cells == ["10", "0", "2", "12", "1", "0", "0", "1", "0", "4", "—", "4"]
    assert [part.split("</td>")[0] for part in foot.split("<td>")[1:]] == ["11", "4", "2", "17"]


def test_two_standards_count_everybody_on_both_lists(make_table: MakeTable, vi: Text) -> None:
    columns = (("old_class", "code"), ("new_class", "code"), ("households", "count+"))
    rows = (("poor", "poor", 10), ("near_poor", "poor", 3), ("not_poor", "near_poor", 2), ("not_poor", "not_poor", 6))
    drawn = crosstabs.standards(make_table("class_by_standard", columns, *rows), ("Chuẩn cũ", "Chuẩn mới"), vi).html
    body, foot = drawn.split("<tfoot>")
    cells = [part.split("</td>")[0] for part in body.split("<td>")[1:]]
    assert cells == ["10", "0", "0", "10", "3", "0", "0", "3", "0", "2", "6", "8"]
    assert [part.split("</td>")[0] for part in foot.split("<td>")[1:]] == ["13", "2", "6", "21"]


def test_a_cell_leads_to_its_households_and_an_empty_one_nowhere(matrix: Table, vi: Text) -> None:
    drawn = crosstabs.transition(matrix, vi, "?khoi=khoi_7&o=", ("poor", "not_poor")).html
    assert drawn.count("<a ") == 4
    assert (
        '<a href="?khoi=khoi_7&amp;o=poor-not_poor" target="_self" '
        'aria-label="Hộ nghèo → Không nghèo: 02 hộ, xem danh sách" aria-current="true">2</a>' in drawn
    )
    assert "<a " not in crosstabs.transition(matrix, vi).html


def test_persons_nobody_counted_are_named_and_never_zero(vi: Text) -> None:
    taken = (
        Step("begin", "Đầu kỳ", 5, is_level=True, persons=16, persons_unknown=1),
        Step("member_change", "Đổi số người", 0, persons=-2),
        Step("end", "Cuối kỳ", 5, is_level=True, persons=14),
    )
    drawn = crosstabs.movement(taken, "Diễn biến", vi).html
    assert "16 (01 hộ chưa rõ số người)" in drawn
    assert "<td>—</td><td>−2</td>" in drawn
    assert '<tfoot><tr><th scope="row">Cuối kỳ</th>' in drawn


REPORTED = (("step", "code"), ("counted", "code"), ("reported", "count"), ("ours", "count"), ("difference", "count"))


@pytest.fixture
def compared(make_table: MakeTable) -> Table:
    """One step with a household, two that nobody took, one that only persons took, one left blank in the form."""
    rows = (
        *(("begin", "household", 1, 1, 0), ("begin", "person", 4, 4, 0)),
        *(("relapsed_poor", "household", 0, 0, 0), ("relapsed_poor", "person", 0, 0, 0)),
        *(("new_poor", "household", 0, 0, 0), ("new_poor", "person", 0, 0, 0)),
        *(("residual", "household", 0, 0, 0), ("residual", "person", 1, 1, 0)),
        *(("other_increase", "household", None, 0, 0), ("other_increase", "person", 0, 0, 0)),
    )
    return make_table("movement_report_comparison", REPORTED, *rows)


def test_only_steps_that_nobody_took_leave_the_screen_and_they_are_named(compared: Table, vi: Text) -> None:
    shown = [row[0].shown for row in comparison.report(compared, vi, is_brief=True).rows]
    left_out = [row[0].shown for row in comparison.report(compared, vi).rows if row[0].shown not in shown]
    assert left_out == ["Tái nghèo", "Phát sinh nghèo"]
    assert comparison.say_nil(compared, vi) == "Biểu và danh sách đều ghi 0: tái nghèo; phát sinh nghèo."
    assert not {"Tăng khác", "Còn lại"} - set(shown)


def test_nothing_is_said_of_a_blank_beside_our_zero(compared: Table, vi: Text) -> None:
    (blank,) = (row for row in comparison.report(compared, vi).rows if row[0].shown == "Tăng khác")
    assert [cell.shown for cell in blank[1:]] == ["—", "0", "—", "0", "0", "0"]
    assert blank[3].values == (None,)


def test_where_nobody_took_any_step_one_sentence_says_so(compared: Table, vi: Text) -> None:
    nil = replace(compared, rows=tuple(row for row in compared.rows if row[0] in ("relapsed_poor", "new_poor")))
    assert comparison.say_nil(nil, vi) == "Biểu và danh sách đều ghi 0 ở mọi diễn biến."
    assert comparison.report(nil, vi, is_brief=True).rows == ()
    every = replace(compared, rows=compared.rows[:2])
    assert comparison.say_nil(every, vi) == ""


def test_a_household_leads_to_its_history(make_table: MakeTable, vi: Text) -> None:
    columns = (("household_id", "household"), ("area_name", "area"), ("head_name", "name"), ("code", "household"))
    listed = make_table("movement_list", columns, ("H-1", "Khối 1", "<b>An</b>", None), ("H-2", "Khối 2", None, None))
    drawn = listing.grid(listed, vi, "?o=poor-poor&ho=").html
    assert '<a href="?o=poor-poor&amp;ho=H-1" target="_self">&lt;b&gt;An&lt;/b&gt;</a>' in drawn
    # Who has no name on the list can still be opened.
    assert '<a href="?o=poor-poor&amp;ho=H-2" target="_self">xem hộ</a>' in drawn
    assert ">H-1<" not in drawn


def test_khoi_that_did_not_report_is_not_zero(
    make_result: Callable[..., Result], make_row: Callable[..., Row], vi: Text
) -> None:
    rows = (make_row(0, key="khoi_1", label="Khối 1"), make_row(None, key="khoi_2", label="Khối 2", areas_reported=0))
    result = make_result(make_row(0, areas_reported=11), *rows, by="area_id")
    drawn = crosstabs.by_area((result,), vi).html
    assert '<th scope="row">Khối 1</th><td>0</td>' in drawn
    assert '<th scope="row">Khối 2</th><td>chưa báo cáo</td>' in drawn
    assert "0 (chưa đủ)" in drawn


def test_small_numbers_that_are_held_back_are_named_so(
    make_result: Callable[..., Result], make_row: Callable[..., Row], vi: Text
) -> None:
    hidden = make_row(None, key="khoi_1", label="Khối 1", suppressed=True)
    result = make_result(make_row(10, 11), hidden, by="area_id")
    assert "số nhỏ, không công bố" in crosstabs.by_area((replace(result),), vi).html


def test_an_area_says_what_it_does_not_know(
    make_result: Callable[..., Result], make_row: Callable[..., Row], vi: Text
) -> None:
    missing = {"key": "khoi_2", "label": "Khối 2", "areas_reported": 0, "areas_total": 1}
    empty, partial = make_row(0, 0, **missing), make_row(2, 3, **missing)
    doubtful = make_row(4, key="khoi_1", label="Khối 1", unknown=1)
    assert _cells(make_result(make_row(0), empty, by="area_id"), vi)[0] == "chưa báo cáo"
    assert _cells(make_result(make_row(0), partial, by="area_id"), vi)[0] == "2/3 (chưa đủ)"
    assert _cells(make_result(make_row(4, unknown=1), doubtful, by="area_id"), vi) == ["4 (1 chưa rõ)"] * 2


def test_every_khoi_of_every_column_has_a_row(
    make_result: Callable[..., Result], make_row: Callable[..., Row], vi: Text
) -> None:
    first = make_result(make_row(1), make_row(1, key="khoi_1", label="Khối 1"), by="area_id")
    other = make_result(make_row(2), make_row(2, key="khoi_2", label="Khối 2"), by="area_id")
    assert _cells(first, vi, other) == ["1", "chưa báo cáo", "chưa báo cáo", "2", "1", "2"]


def _cells(result: Result, vi: Text, *others: Result) -> list[str]:
    drawn = crosstabs.by_area((result, *others), vi).html
    return [part.split("</td>")[0] for part in drawn.split("<td>")[1:]]


@pytest.mark.parametrize(("frequency", "said"), [("round", "Số liệu đã chốt"), ("report", "Số liệu tạm tính")])
def test_only_a_round_can_be_closed(
    make_result: Callable[..., Result], make_row: Callable[..., Row], vi: Text, frequency: str, said: str
) -> None:
    result = make_result(make_row(1), round_is_closed=True)
    measured = replace(result, indicator=replace(result.indicator, frequency=frequency))
    assert carried._state((measured,), vi).startswith(said)


def test_a_file_is_cited_once_with_all_its_sheets(make_result: Callable[..., Result], vi: Text) -> None:
    one, two = (
        make_result(None, sources=(Source("thang.xlsx", "household_review", sheets, None),))
        for sheets in ((("T1", 5), ("T2", 6)), (("T2", 6), ("T3", 7)))
    )
    assert "Nguồn: thang.xlsx (3 trang, 18 dòng)</p>" in provenance.source_block(vi, one, two)


def test_many_files_are_folded_and_none_is_left_out(make_result: Callable[..., Result], vi: Text) -> None:
    files = [f"{number}.xlsx" for number in range(7)]
    block = provenance.source_block(vi, make_result(None, sources=tuple(Source(f, "f", (), None) for f in files)))
    assert "; và 3 tệp khác</p>" in block
    shown, folded = block.split("<details")
    assert [file in shown for file in files] == [True] * 4 + [False] * 3
    assert all(file in folded for file in files)


def test_who_nobody_counted_is_unknown_and_not_a_report_owed(vi: Text) -> None:
    steps = (Step("begin", "Đầu kỳ", 15, True, None, 15), Step("end", "Cuối kỳ", 12, True, 41))
    drawn = crosstabs.movement(steps, "Diễn biến", vi).html
    assert "<td>chưa rõ (15 hộ)</td>" in drawn
    assert "chưa báo cáo" not in drawn


def test_the_newest_files_are_named_first(make_result: Callable[..., Result], vi: Text) -> None:
    files = ("2022/a.xlsx", "2025/b.xlsx", "2026/d.xlsx", "2026/c.xlsx", "e.xlsx")
    block = provenance.source_block(vi, make_result(None, sources=tuple(Source(f, "f", (), None) for f in files)))
    assert re.findall(r"\w+(?:/\w)?\.xlsx", block.split("<details")[1]) == [
        "2026/d.xlsx",
        "2026/c.xlsx",
        "2025/b.xlsx",
        "2022/a.xlsx",
        "e.xlsx",
    ]
