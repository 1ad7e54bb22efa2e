"""What must be chased: said no stronger than it is known, in the order of consequence, never more than seven."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dashboard.findings import todo
from dashboard.findings.todo import Answers, Kind, Todo
from dashboard.text import Text
from queries import Result, Row, Table, same

MakeTable, MakeRow, MakeResult = Callable[..., Table], Callable[..., Row], Callable[..., Result]
Fill = Callable[..., Answers]
OCTOBER = date(2026, 10, 31)
COLUMNS: dict[str, dict[str, Any]] = {
    "tasks": {
        "name": "Họp dân",
        "unit_id": "kt",
        "report_date": OCTOBER,
        "due_date": OCTOBER,
        "status": "blocked",
        "standing": "blocked",
        "days_overdue": 0,
        "output_unit": "nhà",
        "output_needed": 3,
        "output_done": 2,
    },
    "lines": {
        "line_name": "Dự án 2",
        "unit_id": "vh",
        "report_date": OCTOBER,
        "work_status": "on_track",
        "is_stale": False,
        "is_spread": False,
        "output_unit": "hộ",
        "output_done": 4.0,
        "plan_at_report": 8.0,
        "disbursed_vnd": 1,
    },
    "conclusions": {
        "content": "Đo đạc đất ở",
        "unit_id": "vh",
        "due_date": date(2026, 10, 31),
        "report_date": OCTOBER,
        "status": "in_progress",
        "standing": "in_time",
        "days_overdue": 0,
    },
    "reports": {
        "area_key": "khoi_1",
        "area_name": "Khối 1",
        "form": "household_review",
        "is_due": True,
        "is_reported": True,
    },
    "unserved": {
        "policy_name": same("Tiền điện"),
        "unit_id": "kt",
        "origin": "entitlement_list",
        "is_divided": True,
        "waiting": 0,
        "unknown": 0,
        "unclear_areas": 0,
        "oldest_since": None,
    },
    "differences": {"area_name": "Khối 4"},
    "suggestions": {"score": 0.6},
    "comparison": {"step": "end", "ours": 3, "reported": 3, "difference": 0},
    "by_area": {"area_id": "khoi_7", "step": "end", "ours": 3, "reported": 3, "difference": 0},
}
# One row of each that asks for nothing; a list of differences is empty.
QUIET = ("tasks", "conclusions", "lines", "reports", "unserved", "comparison", "by_area")


@pytest.fixture
def fill(make_table: MakeTable, make_result: MakeResult, make_row: MakeRow, vi: Text) -> Fill:
    """`fill(tasks=[{"days_overdue": 3}])`: a ward with nothing to chase, but for these rows."""

    def build(name: str, rows: list[dict[str, Any]], **changes: Any) -> Table:
        plain = COLUMNS[name]
        cells = (tuple((plain | row).values()) for row in rows)
        return make_table(name, tuple((column, "text") for column in plain), *cells, **changes)

    def make(**given: Any) -> Answers:
        tables = {name: build(name, given.pop(name, [{}] if name in QUIET else [])) for name in COLUMNS}
        rest: dict[str, Any] = {
            "unexplained": make_result(make_row(0)),
            "units": {"kt": "Phòng KT", "vh": "Phòng VH"},
            "areas": {"khoi_7": "Khối 7", "khoi_8": "Khối 8"},
            "lead_id": "kt",
            "area_id": None,
            "unit_id": None,
            "query": "?ky=2026",
            "text": vi,
        }
        return Answers(**tables, **(rest | given))

    return make


def test_nothing_to_chase_is_good_news_once_everything_is_known(fill: Fill) -> None:
    answers = fill()
    assert todo.list_todo(answers) == ()
    assert todo.list_gaps(answers) == ()
    assert todo.say_todo((), (), answers).startswith("✔ Không có việc nào phải đôn đốc: ")
    one = fill(unit_id="kt")
    assert todo.say_todo((), (), one) == "✔ Không có việc nào phải đôn đốc theo bộ lọc đang chọn."


@pytest.mark.parametrize(
    ("given", "kind", "said", "who", "link"),
    [
        (
            {"tasks": [{"days_overdue": 20}]},
            Kind.OVERDUE,
            "Họp dân: quá hạn 20 ngày (hạn 31/10/2026); báo cáo 31/10/2026: vướng mắc, xong 2/3 nhà",
            "Phòng KT",
            "nhiem-vu?ky=2026",
        ),
        (
            {"tasks": [{"days_overdue": 1, "output_done": None, "status": "not_started"}]},
            Kind.OVERDUE,
            "Họp dân: quá hạn 01 ngày (hạn 31/10/2026); báo cáo 31/10/2026: chưa thực hiện",
            "Phòng KT",
            "nhiem-vu?ky=2026",
        ),
        (
            {"conclusions": [{"days_overdue": 20}]},
            Kind.OVERDUE,
            "Kết luận họp «Đo đạc đất ở»: quá hạn 20 ngày (hạn 31/10/2026), đang thực hiện",
            "Phòng VH",
            "nhiem-vu?ky=2026",
        ),
        (
            {"conclusions": [{"days_overdue": 1, "unit_id": None}]},
            Kind.OVERDUE,
            "Kết luận họp «Đo đạc đất ở»: quá hạn 01 ngày (hạn 31/10/2026), đang thực hiện",
            "chưa rõ đầu mối",
            "nhiem-vu?ky=2026",
        ),
        (
            {"conclusions": [{"days_overdue": None, "status": "unknown"}]},
            Kind.SILENT,
            "Kết luận họp «Đo đạc đất ở»: hạn 31/10/2026 đã qua 20 ngày, không rõ đã xong hay chưa",
            "Phòng VH",
            "nhiem-vu?ky=2026",
        ),
        (
            {"lines": [{"work_status": "late", "is_spread": True, "plan_at_report": 8.33}]},
            Kind.OVERDUE,
            "Dự án 2: chậm, 4/8,3 hộ theo kế hoạch đến 31/10/2026 (chia đều)",
            "Phòng VH",
            "du-an?ky=2026&don_vi=vh",
        ),
        (
            {"tasks": [{"days_overdue": None, "status": "unknown"}]},
            Kind.SILENT,
            "Họp dân: hạn 31/10/2026 đã qua 20 ngày, báo cáo 31/10/2026 không nói đã xong hay chưa",
            "Phòng KT",
            "nhiem-vu?ky=2026",
        ),
        (
            {"tasks": [{}, {"days_overdue": None, "status": "unknown", "report_date": None}]},
            Kind.SILENT,
            "Họp dân: hạn 31/10/2026 theo kế hoạch đã qua 20 ngày, chưa có báo cáo nào",
            "Phòng KT",
            "nhiem-vu?ky=2026",
        ),
        (
            {"tasks": [{"standing": "stale", "status": "in_progress", "report_date": date(2026, 9, 30)}]},
            Kind.SILENT,
            "Họp dân: báo cáo mới nhất 30/09/2026, đã 51 ngày, quá cũ",
            "Phòng KT",
            "nhiem-vu?ky=2026",
        ),
        (
            {"conclusions": [{"standing": "stale", "report_date": date(2026, 9, 30)}]},
            Kind.SILENT,
            "Kết luận họp «Đo đạc đất ở»: báo cáo mới nhất 30/09/2026, đã 51 ngày, quá cũ",
            "Phòng VH",
            "nhiem-vu?ky=2026",
        ),
        (
            {"lines": [{"work_status": "unknown", "report_date": None, "disbursed_vnd": None}]},
            Kind.SILENT,
            "Dự án 2: chưa có báo cáo nào trong năm",
            "Phòng VH",
            "du-an?ky=2026&don_vi=vh",
        ),
        (
            {"lines": [{"work_status": "unknown", "is_stale": True, "report_date": date(2026, 9, 30)}]},
            Kind.SILENT,
            "Dự án 2: báo cáo mới nhất 30/09/2026, đã 51 ngày, quá cũ",
            "Phòng VH",
            "du-an?ky=2026&don_vi=vh",
        ),
        (
            {"lines": [{"work_status": "unknown", "output_done": None}]},
            Kind.SILENT,
            "Dự án 2: báo cáo 31/10/2026 chưa đủ kế hoạch, kết quả thực hiện để biết tiến độ",
            "Phòng VH",
            "du-an?ky=2026&don_vi=vh",
        ),
        (
            {"lines": [{"disbursed_vnd": None}]},
            Kind.SILENT,
            "Dự án 2: báo cáo 31/10/2026 chưa có số giải ngân",
            "Phòng VH",
            "du-an?ky=2026&don_vi=vh",
        ),
        (
            {"reports": [{"is_reported": False}]},
            Kind.SILENT,
            "Chưa gửi danh sách rà soát hộ: 01 khối (Khối 1)",
            "Phòng KT",
            "bien-dong?ky=2026&khoi=khoi_1",
        ),
        (
            {
                "reports": [
                    {"is_reported": False, "form": "member_list", "area_name": name} for name in ("Khối 1", "Khối 2")
                ]
            },
            Kind.SILENT,
            "Chưa gửi danh sách thành viên: 02 khối (Khối 1, Khối 2)",
            "Phòng KT",
            "tre-em?ky=2026",
        ),
        (
            {"unserved": [{"unknown": 2}, {"origin": None, "waiting": None, "unknown": None, "unclear_areas": None}]},
            Kind.SILENT,
            "Chính sách: 02 trường hợp chưa rõ đã hưởng hay chưa (Tiền điện); 01 chính sách chưa có số liệu nào",
            "Phòng KT",
            "chinh-sach?ky=2026&don_vi=kt",
        ),
        (
            {"unserved": [{"waiting": None, "unclear_areas": 3}]},
            Kind.SILENT,
            "Chính sách: báo cáo chưa đủ số hoặc không khớp (Tiền điện: 03 khối)",
            "Phòng KT",
            "chinh-sach?ky=2026&don_vi=kt",
        ),
        (
            {"unserved": [{"waiting": 4, "oldest_since": date(2026, 11, 1)}]},
            Kind.UNSERVED,
            "Tiền điện: 04 trường hợp đủ điều kiện mà chưa được hưởng, lâu nhất 19 ngày (đếm từ danh sách đối tượng)",
            "Phòng KT",
            "chinh-sach?ky=2026&don_vi=kt",
        ),
        (
            # Whose day lies ahead has not waited a day.
            {"unserved": [{"waiting": 1, "oldest_since": date(2026, 12, 1), "origin": "policy_coverage"}]},
            Kind.UNSERVED,
            "Tiền điện: 01 trường hợp đủ điều kiện mà chưa được hưởng "
            "(báo cáo theo khối, số đủ điều kiện trừ số đã hưởng)",
            "Phòng KT",
            "chinh-sach?ky=2026&don_vi=kt",
        ),
        (
            {"differences": [{}, {}]},
            Kind.MISMATCH,
            "02 hộ có loại hộ theo quyết định khác loại hộ tính theo điểm (Khối 4)",
            "Phòng KT",
            "bien-dong?ky=2026",
        ),
        (
            # A khối too many and one too few: the ward alone would show nothing.
            {
                "by_area": [
                    {"difference": 1},
                    {"difference": -1, "area_id": "khoi_8"},
                    {"difference": None, "reported": None},
                    {"difference": None, "ours": None},
                    {"difference": 2, "step": "residual"},
                ]
            },
            Kind.MISMATCH,
            "Biểu diễn biến của phường khác danh sách ở 03 ô (Khối 7, Khối 8)",
            "Phòng KT",
            "bien-dong?ky=2026&muc=doi_chieu",
        ),
        (
            {"suggestions": [{}]},
            Kind.MISMATCH,
            "01 cặp dòng có thể là cùng một hộ, chờ cán bộ quyết định",
            "Phòng KT",
            "bien-dong?ky=2026&muc=chua_ro",
        ),
    ],
)
def test_each_matter_is_said_with_who_and_where(
    fill: Fill, given: dict[str, Any], kind: Kind, said: str, who: str, link: str | None
) -> None:
    (one,) = todo.list_todo(fill(**given))
    assert (one.kind, one.sentence, one.who, one.link) == (kind, said, who, link)


def test_where_some_khoi_are_not_whole_more_may_wait(fill: Fill) -> None:
    silent, unserved = todo.list_todo(fill(unserved=[{"waiting": 4, "unclear_areas": 1}]))
    assert (silent.kind, unserved.kind) == (Kind.SILENT, Kind.UNSERVED)
    assert "ít nhất 04 trường hợp" in unserved.sentence


@pytest.mark.parametrize(
    "given",
    [
        {"lines": [{"work_status": "no_capital", "disbursed_vnd": None, "report_date": None}]},
        {"lines": [{"work_status": "attention"}]},
        {"reports": [{"is_reported": False, "is_due": False}]},
        {"tasks": [{"days_overdue": None, "due_date": None}]},
        {"conclusions": [{"days_overdue": None, "due_date": None}]},
    ],
)
def test_who_owes_nothing_is_not_chased(fill: Fill, given: dict[str, Any]) -> None:
    assert todo.list_todo(fill(**given)) == ()


def test_unexplained_households_are_told_as_their_own_page_tells_them(
    fill: Fill, make_result: MakeResult, make_row: MakeRow
) -> None:
    (one,) = todo.list_todo(fill(unexplained=make_result(make_row(3, unknown=1))))
    said = "03 hộ vào hoặc rời danh sách chưa rõ lý do. 01 hộ chưa rõ loại hộ ở một đầu kỳ"
    assert (one.sentence, one.link) == (said, "bien-dong?ky=2026&muc=chua_ro")


def busy(fill: Fill, **given: Any) -> Answers:
    """Three overdue, five silent, two unserved, two mismatches."""
    return fill(
        tasks=[{"days_overdue": 5}, {"days_overdue": 30, "unit_id": "vh"}],
        lines=[{"work_status": "late"}, *({"disbursed_vnd": None, "line_name": f"D{n}"} for n in range(4))],
        reports=[{"is_reported": False}],
        unserved=[{"waiting": 2}, {"waiting": 9, "policy_name": same("Nhà ở"), "unit_id": "vh"}],
        differences=[{}],
        suggestions=[{}, {}],
        **given,
    )


def test_the_order_is_of_consequence_then_of_days_and_size(fill: Fill, vi: Text) -> None:
    answers = busy(fill)
    todos = todo.list_todo(answers)
    assert [one.sentence.split(":")[0] for one in todos] == [
        *(
            "Họp dân",
            "Họp dân",
            "Dự án 2",
            "Chưa gửi danh sách rà soát hộ",
            "D0",
            "D1",
            "D2",
            "D3",
            "Nhà ở",
            "Tiền điện",
        ),
        *(todos[-2].sentence, todos[-1].sentence),
    ]
    assert [one.who for one in todos[:2]] == ["Phòng VH", "Phòng KT"]
    assert [one.sentence[:2] for one in todos[-2:]] == ["02", "01"]
    said = "12 việc cần đôn đốc: 03 quá hạn hoặc chậm, 05 chưa báo cáo, 02 chưa được hưởng, 02 chưa khớp."
    assert todo.say_todo(todos, (), answers) == said


def test_seven_are_shown_none_of_a_kind_hides_another_and_the_rest_is_counted(fill: Fill, vi: Text) -> None:
    todos = todo.list_todo(busy(fill))
    shown = todo.pick_shown(todos)
    assert [one.kind for one in shown] == [*[Kind.OVERDUE] * 3, *[Kind.SILENT] * 2, Kind.UNSERVED, Kind.MISMATCH]
    rest = tuple(one for one in todos if one not in shown)
    assert todo.say_rest(rest, vi) == "Còn 05 việc nữa: 03 chưa báo cáo, 01 chưa được hưởng, 01 chưa khớp."
    assert todo.pick_shown(todos[:7]) == todos[:7]
    assert todo.say_rest((), vi) == ""


def test_a_unit_sees_its_own(fill: Fill) -> None:
    def ask(unit_id: str) -> list[tuple[Kind, str]]:
        return [(one.kind, one.who) for one in todo.list_todo(busy(fill, unit_id=unit_id))]

    assert ask("vh") == [
        *[(Kind.OVERDUE, "Phòng VH")] * 2,
        *[(Kind.SILENT, "Phòng VH")] * 4,
        (Kind.UNSERVED, "Phòng VH"),
    ]
    # The lists are answered for by the unit that leads them.
    assert {who for _, who in ask("kt")} == {"Phòng KT"}
    assert [kind for kind, _ in ask("kt")].count(Kind.MISMATCH) == 2


def test_a_khoi_leaves_out_what_is_of_no_khoi_and_says_so(fill: Fill) -> None:
    answers = busy(fill, area_id="khoi_1")
    assert {one.kind for one in todo.list_todo(answers)} == {Kind.SILENT, Kind.UNSERVED, Kind.MISMATCH}
    assert not [one for one in todo.list_todo(answers) if "D0" in one.sentence]
    assert todo.say_undivided(answers).startswith("Không chia theo khối")
    assert todo.say_undivided(busy(fill)) == ""
    whole = fill(unserved=[{"waiting": 9, "is_divided": False}], area_id="khoi_1")
    assert todo.list_todo(whole) == ()


@pytest.mark.parametrize(
    "given",
    [
        {"tasks": []},
        {"tasks": [{"report_date": None}]},
        {"lines": []},
        {"reports": []},
        {"unserved": []},
        {"comparison": []},
    ],
)
def test_what_nobody_loaded_is_no_good_news(fill: Fill, given: dict[str, Any]) -> None:
    answers = fill(**given)
    (gap,) = todo.list_gaps(answers)
    assert gap == "Chưa đủ số liệu để biết: Bảng."
    assert todo.say_todo((), (gap,), answers) == "Chưa thấy việc nào phải đôn đốc, nhưng chưa kết luận được."


def test_movements_not_known_of_every_khoi_are_a_gap(fill: Fill, make_result: MakeResult, make_row: MakeRow) -> None:
    for total in (None, make_row(0, areas_reported=11)):
        assert todo.list_gaps(fill(unexplained=make_result(total))) == ("Chưa đủ số liệu để biết: Số đo.",)


def test_what_is_withheld_is_said_once_with_its_reason(fill: Fill) -> None:
    answers = fill()
    held = {
        name: replace(getattr(answers, name), withheld=same("Chỉ nội bộ."), rows=())
        for name in ("differences", "suggestions")
    }
    assert todo.list_gaps(replace(answers, **held)) == ("Không kể ở đây: Bảng; Bảng. Chỉ nội bộ.",)


def test_a_count_too_small_to_leave_is_neither_told_nor_forgotten(fill: Fill) -> None:
    none = {"origin": None, "waiting": None, "unknown": None, "unclear_areas": None}
    answers = fill(unserved=[{"waiting": None}, {"unknown": None}, none, {}])
    assert todo.list_gaps(answers) == ("02 chính sách có số nhỏ hoặc chưa rõ, không công bố khi gửi ra ngoài.",)
    assert [one.sentence for one in todo.list_todo(answers)] == ["Chính sách: 01 chính sách chưa có số liệu nào"]


def test_where_khoi_may_not_be_told_apart_the_whole_is_counted(fill: Fill) -> None:
    answers = fill(comparison=[{"difference": 1}])
    held = replace(answers, by_area=replace(answers.by_area, withheld=same("Chỉ toàn phường."), rows=()))
    (one,) = todo.list_todo(held)
    assert one.sentence == "Biểu diễn biến của phường khác danh sách ở 01 ô"


def test_a_todo_is_counted_however_alike_two_are(fill: Fill, vi: Text) -> None:
    one = Todo(Kind.SILENT, "Như nhau", "Phòng KT", None, (0, 1))
    assert len(todo.pick_shown((one, one))) == 2
    assert "02 chưa báo cáo" in todo.say_todo((one, one), (), fill())
