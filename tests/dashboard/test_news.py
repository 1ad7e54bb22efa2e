"""What changed since the snapshot before, said from hand-made answers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.findings import news
from dashboard.findings.news import News, Pair
from dashboard.text import Text
from queries import Result, Row, SourceFile, Status, Target

Make = Callable[..., Any]
MOMENT = "20/11/2026 08:12"


@pytest.fixture
def tell(make_result: Make, vi: Text) -> Callable[..., News]:
    """`tell(pair, …, targets=…, areas=…, files=…)`: whatever is not given did not change."""
    silent = make_result(None)

    def say(*numbers: Pair, **given: Any) -> News:
        rest: dict[str, Any] = {"targets": (), "areas": Pair(silent, silent), "files": ((), ()), "text": vi}
        return news.tell(numbers, moment=MOMENT, **(rest | given))

    return say


@pytest.fixture
def pair(make_result: Make) -> Callable[..., Pair]:
    return lambda then, now, **changes: Pair(make_result(now, **changes), make_result(then))


def test_a_number_that_changed(tell: Make, pair: Make, make_row: Make) -> None:
    told = tell(pair(make_row(12), make_row(11)))
    assert told.sentences == ("Số đo: 12 → 11",)
    assert told.finding == "01 thay đổi từ lần nạp 20/11/2026 08:12"


def test_a_share_is_told_in_counts_with_what_is_unknown(tell: Make, pair: Make, make_row: Make) -> None:
    told = tell(pair(make_row(6, 9, unknown=1), make_row(7, 9)))
    assert told.sentences == ("Số đo: 6/9 hộ (1 chưa rõ) → 7/9 hộ",)
    told = tell(pair(make_row(0, 9, unknown=9), make_row(7, 9)))
    assert told.sentences == ("Số đo: trước chưa đủ số liệu, nay 7/9 hộ",)


def test_nothing_changed_is_said(tell: Make, pair: Make, make_row: Make) -> None:
    told = tell(pair(make_row(12), make_row(12)), pair(None, None), pair(None, make_row(None, areas_reported=0)))
    assert told == News("Từ lần nạp 20/11/2026 08:12: không có gì thay đổi", ())


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (None, 11, "Số đo: trước chưa đủ số liệu, nay 11"),
        (11, None, "Số đo: trước 11, nay chưa đủ số liệu"),
    ],
)
def test_nothing_is_subtracted_from_what_is_not_known(
    tell: Make, pair: Make, make_row: Make, then: int | None, now: int | None, said: str
) -> None:
    """Not loaded, not reported and not whole are all not known."""
    known = [make_row(number) if number else None for number in (then, now)]
    partial = [make_row(number) if number else make_row(5, areas_reported=11) for number in (then, now)]
    silent = [make_row(number) if number else make_row(None, areas_reported=0) for number in (then, now)]
    for rows in (known, partial, silent):
        assert tell(pair(*rows)).sentences == (said,)


def test_what_before_could_not_be_asked_is_not_known(tell: Make, make_result: Make, make_row: Make) -> None:
    told = tell(Pair(make_result(make_row(11)), None))
    assert told.sentences == ("Số đo: trước chưa đủ số liệu, nay 11",)


def test_two_partial_numbers_changed_without_being_compared(tell: Make, pair: Make, make_row: Make) -> None:
    told = tell(pair(make_row(5, areas_reported=10), make_row(6, areas_reported=11)))
    assert told.sentences == ("Số đo: có thay đổi, nhưng cả hai lần nạp đều chưa đủ số liệu nên không so",)


def test_two_periods_are_not_compared(tell: Make, pair: Make, make_row: Make) -> None:
    """The newest month answers for the year: another month is another question."""
    told = tell(pair(make_row(12), make_row(11), periods=("2026-11",)))
    assert told.sentences == ("Số đo: hai lần nạp lấy số của kỳ khác nhau hoặc phạm vi khác nhau nên không so",)


@pytest.mark.parametrize("hidden", ["now", "before"])
def test_a_number_hidden_in_this_mode_is_not_told_nor_called_unchanged(
    tell: Make, make_result: Make, make_row: Make, hidden: str
) -> None:
    shown, blank = make_result(make_row(11)), make_result(make_row(None, suppressed=True))
    withheld = make_result(make_row(12), withheld="Chỉ trong nội bộ.")
    for result in (blank, withheld):
        ends = {"now": shown, "before": make_result(make_row(12))} | {hidden: result}
        told = tell(Pair(**ends))
        assert told.finding == "Từ lần nạp 20/11/2026 08:12: không có gì thay đổi trong những số được hiện"
        assert told.sentences == ("Số liệu không hiện ở chế độ này thì không so với lần nạp trước.",)


def judge(pair: Make, make_row: Make, then: Status | None, now: Status | None) -> Pair:
    result: Pair = pair(make_row(1, status=then), make_row(1, status=now))
    return result


@pytest.mark.parametrize(
    ("then", "now", "said"),
    [
        (Status.UNKNOWN, Status.MET, ("Chỉ tiêu 2: chưa rõ → đạt",)),
        (Status.MET, Status.MET, ()),
        (None, Status.MET, ()),
    ],
)
def test_the_state_of_a_target_that_changed(
    tell: Make, pair: Make, make_row: Make, make_target: Make, then: Status | None, now: Status, said: tuple[str, ...]
) -> None:
    target: Target = make_target(">=", "1", label="2")
    assert tell(targets=((target, judge(pair, make_row, then, now)),)).sentences == said


def test_a_target_without_figures_before(tell: Make, make_result: Make, make_row: Make, make_target: Make) -> None:
    asked = Pair(make_result(make_row(1, status=Status.MET)), None)
    assert tell(targets=((make_target(">=", "1"), asked),)).sentences == ("Chỉ tiêu 1a: chưa có số liệu → đạt",)


def test_khoi_that_reported_since(tell: Make, make_result: Make, make_row: Make) -> None:
    def report(*areas: str) -> Result:
        rows: list[Row] = [
            make_row(0 if name in areas else None, key=name, label=name, areas_reported=int(name in areas))
            for name in ("Khối 1", "Khối 2", "Khối 3")
        ]
        result: Result = make_result(make_row(0), *rows)
        return result

    areas = Pair(report("Khối 1", "Khối 2"), report("Khối 2", "Khối 3"))
    assert tell(areas=areas).sentences == ("Khối mới báo cáo: Khối 1", "Khối không còn báo cáo: Khối 3")
    assert tell(areas=replace(areas, before=None)).sentences == ()


def test_files_are_told_by_content_and_never_by_name(tell: Make) -> None:
    def file(name: str, sha256: str, rule: str | None = None) -> SourceFile:
        return SourceFile(name, sha256, rule, rule and "Bà Lò Thị Mẫu")

    then = (
        *(file("a", "1"), file("b", "2"), file("renamed", "3"), file("gone", "4")),
        file("bad", "5", "truncated"),
    )
    now = (
        *(file("a", "1"), file("b", "22"), file("other name", "3"), file("new", "6"), file("newer", "7")),
        *(file("bad", "5", "truncated"), file("worse", "8", "truncated"), file("copy", "1", "duplicate_file")),
    )
    told = tell(files=(then, now)).sentences
    assert told == ("Tệp nguồn: 02 tệp mới; 01 tệp đổi nội dung; 01 tệp không còn; 01 tệp bị từ chối",)
    assert tell(files=(now, now)).sentences == ()
