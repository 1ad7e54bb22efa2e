"""Who sent what by which day, and what is said of checks: late only by a document, good only where somebody looked."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.findings import quality
from dashboard.findings.quality import Checked, Sent, judge
from dashboard.grids import quality as grids
from dashboard.text import Text
from queries import Filters, Table, find_table, rules

VI, EN = Text("vi"), Text("en")
TODAY = date(2026, 11, 20)
DUE = date(2026, 11, 15)


def make(table_id: str, *rows: tuple[Any, ...]) -> Table:
    defined = find_table(table_id)
    kept = (defined.title, defined.definition, defined.columns)
    return Table(table_id, *kept, rows, defined.access, Filters(period="2026"), TODAY, ())


def sent(area: str, form: str = "household_review", **more: Any) -> tuple[Any, ...]:
    row = {"reported_period": "2026", "is_reported": True, "received_date": None, "due_date": None, "document": None}
    row |= {"area_key": area.lower(), "area_name": area, "form": form, **more}
    return tuple(row[column.name] for column in find_table("completeness").columns)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({"is_reported": True, "received_date": date(2026, 11, 15), "due_date": DUE}, Sent.ON_TIME),
        ({"is_reported": True, "received_date": date(2026, 11, 16), "due_date": DUE}, Sent.LATE),
        # However late it looks: nobody set a day.
        ({"is_reported": True, "received_date": date(2027, 3, 1), "due_date": None}, Sent.SENT),
        ({"is_reported": True, "received_date": None, "due_date": DUE}, Sent.UNDATED),
        ({"is_reported": False, "received_date": None, "due_date": None}, Sent.MISSING),
        ({"is_reported": False, "received_date": None, "due_date": DUE}, Sent.OVERDUE),
        ({"is_reported": False, "received_date": None, "due_date": TODAY}, Sent.DUE),
    ],
)
def test_a_form_is_late_only_by_a_day_that_is_known(row: dict[str, Any], state: Sent) -> None:
    assert judge(row, TODAY) is state


def test_what_is_missing_and_what_is_late_are_named_apart() -> None:
    rows = [sent(f"Khối {n}", is_reported=False) for n in range(1, 6)]
    rows += [sent("Khối 6", due_date=DUE, received_date=TODAY, document="12/QĐ"), sent("Khối 7", "member_list")]
    table = make("completeness", *rows)
    assert quality.say_sent(table, TODAY, VI) == (
        "Còn thiếu: danh sách rà soát hộ (2026): Khối 1, Khối 2, Khối 3, và 2 khối khác. "
        "Gửi muộn: danh sách rà soát hộ (2026): Khối 6."
    )
    assert quality.say_due(table, VI) == "Hạn gửi theo: 12/QĐ."
    assert "12/QĐ" in quality.say_due(table, EN)


def test_all_is_in_only_where_something_was_asked_for() -> None:
    assert quality.say_sent(make("completeness"), TODAY, VI) == "Kỳ này chưa biểu nào phải gửi theo khối."
    assert quality.say_due(make("completeness"), VI) == ""
    table = make("completeness", sent("Khối 1"), sent("Khối 2"))
    assert quality.say_sent(table, TODAY, VI) == "Đủ: 2 khối đã gửi 1 biểu của kỳ này."
    assert "không biểu nào bị ghi là muộn" in quality.say_due(table, VI)


def test_the_matrix_has_forms_before_months_and_shapes_with_a_key() -> None:
    rows = [
        sent("Khối 1", reported_period="2026-10"),
        sent("Khối 1", reported_period="2026-09", is_reported=False),
        sent("Khối 1", "member_list", received_date=TODAY, due_date=DUE),
        sent("Khối 1", received_date=DUE, due_date=DUE),
        sent("Khối 2", is_reported=False, due_date=DUE),
    ]
    table = make("completeness", *rows)
    grid = grids.matrix(table, TODAY, VI)
    heads = [head.words for head in grid.columns]
    assert heads == [
        "Khối",
        "Kỳ 2026 – Danh sách rà soát hộ",
        "Kỳ 2026 – Danh sách thành viên",
        "Danh sách hộ từng tháng – T9",
        "Danh sách hộ từng tháng – T10",
    ]
    first, second = grid.rows
    shapes = [cell.mark.shape if cell.mark else cell.shown for cell in first[1:]]
    assert shapes == ["✔", "▲", "○", "●"]
    # In a file the words stand, with the day and the due day.
    assert first[2].values == ("gửi muộn, 20/11/2026, hạn 15/11/2026",)
    assert second[1].values == ("chưa gửi, đã quá hạn, hạn 15/11/2026",)
    assert second[2].values == ("không yêu cầu",)
    key = grids.say_key(table, TODAY, VI)
    assert all(f"{shape} " in key for shape in "✔▲○●■")
    assert "◐" not in key


FORMS = ("household_review", 1, 1, 80, 66, 1, 1, 12)


def check(counts: tuple[tuple[Any, ...], ...] = (), forms: tuple[tuple[Any, ...], ...] = (FORMS,)) -> Checked:
    runs = quality.read_runs(make("rule_counts", *counts), make("forms_read", *forms), 2)
    return Checked(runs, 2, 0, 80, 0, 12, 12, 10, 0, 0)


def test_every_rule_is_in_exactly_one_state() -> None:
    runs = check((("closing_class", "error", 3, 1), ("namesake", "warning", 2, 1))).runs
    assert {rule.id for rule in runs.found} == {"closing_class", "namesake"}
    names = [rule.id for rule in (*runs.found, *runs.clean, *runs.idle)]
    assert sorted(names) == sorted(rule.id for rule in rules())
    idle = {rule.id for rule in runs.idle}
    # No list of members, no report of tasks; what only an inspection raises is never passed.
    assert {"member_count", "task_name_missing", "already_loaded"} <= idle
    assert {"zip_bomb", "head_name_missing"} <= {rule.id for rule in runs.clean}
    assert (runs.looked_at["zip_bomb"], runs.looked_at["head_name_missing"]) == (2, 80)


def test_findings_are_counted_and_none_is_said_with_what_was_run() -> None:
    found = quality.say_checked(check((("closing_class", "error", 3, 1), ("namesake", "warning", 2, 1))), VI)
    assert "5 việc phải xem lại (3\u00a0lỗi, 2\u00a0cảnh\u00a0báo)" in found
    clean = check()
    said = quality.say_checked(clean, VI)
    assert f"không có việc phải sửa ({len(clean.runs.clean)} quy tắc đã chạy)" in said
    assert "10/10 số cộng khớp" in said


def test_nothing_looked_at_is_not_called_good() -> None:
    nothing = quality.read_runs(make("rule_counts"), make("forms_read"), 0)
    assert (nothing.found, nothing.clean) == ((), ())
    assert quality.say_rules(nothing, VI).startswith("Chưa quy tắc nào chạy")
    empty = Checked(nothing, 0, 0, 0, 0, 0, 0, 0, 0, None)
    assert quality.say_checked(empty, VI) == "Chưa nạp tệp nào: chưa có gì để kiểm tra."
    unread = replace(empty, files=1, refused=1)
    assert quality.say_checked(unread, VI).startswith("Chưa đọc được tệp nào (01 tệp bị từ chối)")
    assert quality.say_checked(replace(check(), sums=0), VI).endswith("không có số cộng nào để đối chiếu.")


def test_what_does_not_add_up_is_in_the_sentence() -> None:
    said = quality.say_checked(replace(check(), differing=2, residual=-1, held_back=3, refused=1), VI)
    assert "8/10 số cộng khớp, biến động lệch −1 hộ" in said
    assert "03 dòng chờ sửa" in said
    assert "01 tệp bị từ chối" in said


def test_the_identity_names_the_khoi_that_do_not_add_up() -> None:
    good, bad, unknown = (3, 1, 1, 3, 0, 0), (3, 1, 1, 4, 0, -1), (None,) * 6
    whole = ("Cộng", "poor", (6, 2, 2, 6, 2, 0))
    holds = (("Khối 1", "poor", good), ("Khối 2", "poor", unknown), whole)
    assert quality.say_identity(holds, "Cộng", VI) == (
        "Đầu kỳ cộng tăng trừ giảm bằng cuối kỳ ở 1/2 khối. Trong đó 02 hộ vào hay ra mà chưa rõ lý do."
    )
    broken = (("Khối 1", "poor", good), ("Khối 2", "poor", bad), whole)
    assert quality.say_identity(broken, "Cộng", VI) == "Đầu kỳ cộng tăng trừ giảm khác cuối kỳ: Khối 2."
    assert quality.say_identity((("Cộng", "poor", unknown),), "Cộng", VI).startswith("Chưa biết biến động")


def test_households_without_scores_agree_with_nothing() -> None:
    table = make("class_by_score", ("poor", "unknown", 4), ("near_poor", "unknown", 1))
    assert quality.say_classes(table, VI) == "Chưa so được hộ nào: 05 hộ không đủ điểm để tính."
    mixed = make("class_by_score", ("poor", "poor", 3), ("near_poor", "poor", 1), ("poor", "unknown", 2))
    assert (
        quality.say_classes(mixed, VI) == "1/4 hộ được công nhận khác loại tính theo điểm. 02 hộ không đủ điểm để so."
    )
    assert quality.say_classes(make("class_by_score"), VI) == "Kỳ này chưa có danh sách hộ."


def test_files_add_up_and_a_refused_one_gives_its_reason() -> None:
    names = [column.name for column in find_table("source_files").columns]
    plain = {name: None for name in names} | {"file": "a.xlsx", "sheet": "1", "form": "household_review"}
    plain |= {"reported_period": "2026", "loaded_date": TODAY, "loaded_by": "Chuyên viên A", "sha256": "ab" * 32}
    counts = {"rows_read": 10, "rows_accepted": 6, "rows_merged": 1, "rows_quarantined": 1, "rows_skipped_total": 2}
    refused = {name: None for name in names} | {"file": "b.xlsx", "refused_message": "Tệp hỏng.", "sha256": "cd" * 32}
    rows = [plain | counts, plain | counts | {"sheet": "2", "reported_period": "2026-05"}, refused]
    table = make("source_files", *(tuple(row.values()) for row in rows))
    grid = grids.files(table, VI, is_named=True)
    first, second = grid.rows
    assert [cell.shown for cell in first[:7]] == ["a.xlsx", "2026 2026-05", "20", "12", "2", "2", "4"]
    assert (first[7].shown, first[7].quiet) == ("20/11/2026", "Chuyên viên A")
    assert (first[-1].shown, first[-1].whole) == ("abababab…", "ab" * 32)
    assert second[8].shown == "Tệp hỏng."
    assert second[2].shown == "—"
    assert [cell.shown for cell in grid.foot[2:7]] == ["20", "12", "2", "2", "4"]
    outside = grids.files(table, VI, is_named=False)
    assert "a.xlsx" not in outside.html
    assert "Tệp hỏng" not in outside.html
    alone = grids.files(make("source_files", tuple(refused.values())), VI, is_named=True)
    assert [cell.shown for cell in alone.foot[2:7]] == ["—"] * 5
