"""Events of households: whose they are, and what they say against each other and against the lists."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.etl.conftest import Query
from tests.etl.rounds import Listed, Ward, open_ward, prepare
from tests.etl.workbooks import household, write_households, write_rows

DURING = date(2026, 3, 15)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return prepare(tmp_path_factory.mktemp("ward"))


@pytest.fixture
def ward(prepared: duckdb.DuckDBPyConnection) -> Iterator[Ward]:
    with open_ward(prepared) as opened:
        yield opened


def find_households(ward: Ward) -> list[tuple[object, ...]]:
    ward.run()
    return ward.fetch("SELECT household_id, related_household_id FROM core.household_event ORDER BY event_id")


# ---------------------------------------------------------------- whose event it is


def test_by_the_number_of_the_head_on_any_list(ward: Ward) -> None:
    ward.list_round("2022", {"A": Listed(area="khoi_5")})
    ward.list_round("2025", {"B": Listed()})
    ward.tell("merged", "A", DURING, related_listed_id="B")
    ward.tell("moved_in", "C", DURING)
    assert find_households(ward) == [("A", "B"), (None, None)]


def test_a_number_that_heads_two_households_means_the_one_of_that_time(ward: Ward) -> None:
    ward.list_round("2024", {"A": Listed()})
    ward.list_round("2025", {"A": Listed()})
    ward.list_round("2026", {"A": Listed()})
    ward.tell("moved_out", "A", DURING)
    ward.tell("split", "A", DURING)
    ward.run("'H-' || period")
    assert ward.fetch("SELECT household_id FROM core.household_event ORDER BY event_id") == [("H-2025",), ("H-2026",)]


def test_by_the_number_of_a_member_on_the_side_of_the_event(ward: Ward) -> None:
    """The new head of a split was a member of the parent before it and is a member of the new household after it."""
    ward.list_round("2025", {"parent": Listed(persons=2)})
    ward.list_round("2026", {"parent": Listed(persons=1), "child": Listed(persons=1)})
    ward.connection.execute(
        "UPDATE stage.member_list SET id_number = 'parent-1', own_key = 'P-parent-1' WHERE head_listed_id = 'child'"
    )
    ward.tell("split", None, DURING, head_id_number="parent-1", related_id_number="parent-1")
    ward.tell("moved_out", None, DURING, head_id_number="parent-1")
    assert find_households(ward) == [("child", "parent"), ("parent", None)]


def test_by_a_code_only_within_the_khoi_and_only_where_it_is_one(ward: Ward) -> None:
    ward.list_round(
        "2025",
        {
            "A": Listed(code="HN01"),
            "B": Listed(code="HN01", area="khoi_2"),
            "C": Listed(code="HN02"),
            "D": Listed(code="HN02"),
        },
    )
    ward.tell("moved_out", None, DURING, household_code="HN01")
    ward.tell("moved_out", None, DURING, household_code="HN01", area_id="khoi_2")
    ward.tell("moved_out", None, DURING, household_code="HN01", area_id="khoi_3")
    ward.tell("moved_out", None, DURING, household_code="HN02")
    assert [own for own, _ in find_households(ward)] == ["A", "B", None, None]


def test_a_code_given_anew_means_the_household_of_that_time(ward: Ward) -> None:
    ward.list_round("2024", {"A": Listed(code="HN01")})
    ward.list_round("2025", {"B": Listed(code="HN01")})
    ward.list_round("2026", {"C": Listed(code="HN01")})
    ward.tell("moved_out", None, date(2025, 3, 1), household_code="HN01")
    ward.tell("moved_out", None, DURING, household_code="HN01")
    ward.tell("moved_in", None, DURING, household_code="HN01")
    assert [own for own, _ in find_households(ward)] == ["A", "B", "C"]


def test_a_new_household_is_not_its_parent_whose_code_it_bears(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed(code="HN01")})
    ward.tell("split", None, DURING, household_code="HN01", related_code="HN01")
    assert find_households(ward) == [(None, "A")]


def test_by_a_name_however_it_is_written_where_it_is_one(ward: Ward) -> None:
    ward.list_round(
        "2025",
        {
            "A": Listed(name="Đặng Thị Hòa"),
            "B": Listed(name="Lý Văn An"),
            "C": Listed(name="Lý Văn An"),
            "D": Listed(name="Hoàng Đức", number="099000000001"),
        },
    )
    ward.tell("dissolved", None, DURING, head_name="ĐẶNG THỊ HOÀ")
    ward.tell("dissolved", None, DURING, head_name="Lý Văn An")
    ward.tell("dissolved", None, DURING, head_name="Hoàng Đức", head_id_number="099000000002")
    ward.tell("dissolved", None, DURING, head_name="Hoàng Đức")
    assert [own for own, _ in find_households(ward)] == ["A", None, None, "D"]


def test_a_code_with_another_number_needs_the_same_name(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed(code="HN01", name="Lý Văn An", number="099000000001")})
    ward.tell("moved_out", "x", DURING, household_code="HN01", head_name="Nông Văn Ba", head_id_number="099000000002")
    ward.tell("moved_out", "x", DURING, household_code="HN01", head_name="Lý văn An", head_id_number="099000000002")
    assert [own for own, _ in find_households(ward)] == [None, "A"]


def test_the_same_event_in_two_files_is_one(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed()})
    event = ward.tell("moved_out", "A", DURING, file="a.xlsx", head_name="Lý Văn An")
    ward.tell("moved_out", "A", DURING, file="b.xlsx", event_id=event, head_name="Lý Văn An")
    assert find_households(ward) == [("A", None)]
    assert ward.fetch("SELECT head_name FROM restricted.household_event") == [("Lý Văn An",)]
    [finding] = ward.check("repeated_report")
    assert (finding["file"], finding["used"]) == ("b.xlsx", "a.xlsx")


# ---------------------------------------------------------------- what does not fit


def test_two_documents_that_contradict_are_both_named(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed(), "B": Listed()})
    ward.list_round("2026", {})
    ward.tell("moved_out", "A", date(2026, 3, 1), file="cong_an.xlsx")
    ward.tell("dissolved", "A", date(2026, 3, 9), file="khoi_1.xlsx")
    ward.tell("moved_out", "B", date(2026, 3, 1))
    ward.tell("moved_out", "B", date(2026, 3, 9))
    ward.run()
    [finding] = ward.check("events_contradict")
    message = str(finding["message"])
    assert (finding["severity"], finding["file"], finding["source_row"]) == ("error", "khoi_1.xlsx", 5)
    assert "Dòng 5: ghi hộ này «không còn hộ» ngày 09/03/2026" in message
    assert "«cong_an.xlsx» trang «Biến động» dòng 4 ghi «chuyển đi» ngày 01/03/2026" in message
    assert {reason for _, reason in ward.kinds().values()} == {"events_contradict", None}


def test_who_left_and_came_back_contradicts_nobody(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed()})
    ward.list_round("2026", {"A": Listed()})
    ward.tell("moved_out", "A", date(2026, 3, 1))
    ward.tell("moved_in", "A", date(2026, 9, 1))
    ward.run()
    assert ward.check("events_contradict") == []
    assert ward.check("event_on_list") == []
    assert ward.kinds() == {"A": ("stayed", None)}


@pytest.mark.parametrize(
    ("kind", "before", "after", "said"),
    [
        ("moved_out", "poor", "poor", "nhưng hộ vẫn có trong danh sách kỳ 2026 («2026.xlsx» trang «Hộ» dòng 5)"),
        ("dissolved", "poor", "not_poor", "nhưng hộ vẫn có trong danh sách kỳ 2026"),
        ("merged", None, "poor", "nhưng hộ vẫn có trong danh sách kỳ 2026"),
        ("moved_in", "poor", None, "nhưng trước đó hộ đã có trong danh sách kỳ 2025 («2025.xlsx» trang «Hộ» dòng 5)"),
        ("moved_out", "poor", None, None),
        ("split", None, "poor", None),
        ("correction", "poor", "poor", None),
    ],
)
def test_the_list_wins_and_both_are_named(
    ward: Ward, kind: str, before: str | None, after: str | None, said: str | None
) -> None:
    ward.list_round("2025", {"A": Listed(before)} if before else {})
    ward.list_round("2026", {"A": Listed(after)} if after else {})
    ward.tell(kind, "A", DURING)
    ward.run()
    findings = ward.check("event_on_list")
    assert len(findings) == (said is not None)
    if said:
        assert said in str(findings[0]["message"])
        assert (findings[0]["file"], findings[0]["source_row"]) == ("bien_dong.xlsx", 4)


def test_an_event_on_the_list_of_several_rounds_is_said_once(ward: Ward) -> None:
    for period in ("2025", "2026-04", "2026-06", "2026"):
        ward.list_round(period, {"A": Listed()})
    ward.tell("moved_out", "A", DURING)
    ward.run()
    [finding] = ward.check("event_on_list")
    assert "kỳ 2026-04" in str(finding["message"])


def test_nobody_recognised(ward: Ward) -> None:
    ward.list_round("2026", {"A": Listed()})
    ward.tell("moved_out", "nobody", DURING)
    ward.tell("moved_in", "later", date(2027, 2, 1), period="2027")
    ward.tell("moved_out", "A", date(2027, 2, 1), period="2027")
    ward.run()
    findings = {finding["source_row"]: finding for finding in ward.check("event_unknown_household")}
    assert {row: finding["severity"] for row, finding in findings.items()} == {4: "warning", 5: "info"}
    assert "không nhận ra trong danh sách nào" in str(findings[4]["message"])
    assert "sẽ ghép khi nạp danh sách sau ngày đó" in str(findings[5]["message"])


def test_without_any_list_nobody_is_asked(ward: Ward) -> None:
    ward.tell("moved_out", "A", DURING)
    ward.run()
    assert ward.check("event_unknown_household") == []


def test_an_opening_column_that_differs_from_the_list_before(ward: Ward) -> None:
    ward.list_round("2025", {"A": Listed("near_poor"), "B": Listed(), "C": Listed("not_poor"), "U": Listed("unknown")})
    ward.list_round(
        "2026",
        {
            "A": Listed(opening="poor"),
            "B": Listed(opening="poor"),
            "C": Listed(opening="average_living"),
            "D": Listed(opening="near_poor"),
            "E": Listed(opening="not_poor"),
            "F": Listed(opening="unknown"),
            "U": Listed(opening="poor"),
        },
    )
    ward.run()
    first, second = ward.check("opening_differs")
    assert (first["source_row"], first["found"], first["used"]) == (5, "poor", "near_poor")
    assert "đầu kỳ ghi hộ nghèo nhưng danh sách năm 2025 («2025.xlsx» trang «Hộ» dòng 5) ghi hộ cận nghèo" in str(
        first["message"]
    )
    assert second["source_row"] == 8
    assert "hộ không có trong danh sách năm 2025 («2025.xlsx»)" in str(second["message"])


def test_an_opening_column_is_not_held_against_a_silent_khoi(ward: Ward) -> None:
    ward.list_round("2025", {}, silent=["khoi_2"])
    ward.list_round("2026", {"A": Listed(opening="poor", area="khoi_2")})
    ward.run()
    assert ward.check("opening_differs") == []


# ---------------------------------------------------------------- through workbooks


def test_events_of_a_workbook(raw: Path, build_raw: Callable[[], Query]) -> None:
    for year, numbers in ((2025, (1, 2, 3)), (2026, (1, 2))):
        title = f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}"
        write_households(raw / f"{year}.xlsx", *map(household, numbers), title=title)
    write_rows(
        raw / "bien_dong.xlsx",
        ["DANH SÁCH BIẾN ĐỘNG HỘ NĂM 2026"],
        [],
        ["STT", "Khối phố", "Mã hộ", "Họ và tên chủ hộ", "Số CCCD chủ hộ", "Loại biến động", "Ngày", "Văn bản"],
        [1, "Khối 1", "TT0003", "Hộ mẫu 3", None, "Chuyển đi", "20/04/2026", "12/GXN"],
        [2, "Khối 1", None, "Hộ mẫu 2", "099000000002", "Chuyển đi", "20/05/2026", "13/GXN"],
    )
    query = build_raw()
    assert query("SELECT kind, count(*) FROM core.movement WHERE period = '2026' GROUP BY kind ORDER BY kind") == [
        ("other_decrease", 1),
        ("stayed", 2),
    ]
    [(row, cell, message)] = query("SELECT source_row, cell, message FROM meta.issue WHERE rule = 'event_on_list'")
    assert (row, cell) == (5, "F5")
    assert "«2026.xlsx»" in str(message)
    assert query("SELECT head_name FROM restricted.household_event ORDER BY 1") == [("Hộ mẫu 2",), ("Hộ mẫu 3",)]
    assert query("SELECT count(*) FROM core.household_event WHERE household_id IS NULL") == [(0,)]
