"""What was published, going back to it, setting aside, closing a round."""

import csv
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from etl.build import build
from etl.desk.aside import list_runs, open_decided, read_aside
from etl.desk.closing import close_round
from etl.desk.history import list_snapshots
from etl.desk.rollback import Return, roll_back
from etl.errors import InputError
from etl.linking.decisions import LinkDecision, append_decision, read_decisions
from etl.loads import read_loads
from etl.snapshot import Occasion
from tests.etl.conftest import NOW, TODAY
from tests.etl.desk import CLASSES, Desk
from tests.etl.test_build import read_content
from tests.etl.workbooks import household, write_households, write_rows

DAY = TODAY.isoformat()
TITLE_2025 = "DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2025"


@pytest.fixture
def desk(raw: Path) -> Desk:
    return Desk(raw.parent)


def back(desk: Desk, stamp: str, reason: str = "") -> Return:
    return roll_back(stamp, root=desk.root, by="Minh", reason=reason, now=desk.now())


def build_anew(desk: Desk) -> None:
    """A build that cannot say that nothing has changed: it has lost what is published."""
    (desk.root / "current").unlink()
    assert build(desk.root, today=TODAY, now=desk.now()).is_new


# ---------------------------------------------------------------- going back


def test_going_back_shows_the_very_numbers_of_then_and_so_does_the_next_build(desk: Desk) -> None:
    """A list replaced, another added, a link decided, a round closed: all of it is undone."""
    earlier = desk.root.parent / "2025.xlsx"
    write_households(earlier, household(1), household(7, name="Hộ khác", id_number=None), title=TITLE_2025)
    desk.load(earlier)
    first = desk.load(desk.write("a.xlsx", 1, 2, 3))
    assert desk.current
    then = read_content(desk.current)
    desk.load(desk.write("b.xlsx", 1, 2, 3, closing="near_poor"), replaces=[f"{DAY}/a.xlsx"])
    desk.load(desk.write("c.xlsx", 4, area="Khối 2"))
    [(one,), (other,)] = desk.query("SELECT listed_id FROM core.household_link WHERE period = '2025' ORDER BY 1")
    decision = LinkDecision("2026-11-20", "Minh", "different", "2025", str(one), "2025", str(other))
    append_decision(desk.root / "decisions", decision)
    close_round("2026", root=desk.root, number="9/QĐ", day="2026-11-10", by="Minh", standard=None, now=desk.now())
    build(desk.root, today=TODAY, now=desk.now())
    assert read_content(desk.current) != then
    done = back(desk, first)
    assert done == Return(
        first,
        [f"{DAY}/b.xlsx", f"{DAY}/c.xlsx", "closures.csv:2-2", "links.csv:2-2"],
        [f"{DAY}/a.xlsx"],
        [],
        is_reproduced=True,
    )
    assert read_content(desk.current) == then
    assert not build(desk.root, today=TODAY, now=desk.now()).is_new
    build_anew(desk)
    assert read_content(desk.current) == then


def test_going_back_and_forth_again(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    second = desk.load(desk.write("b.xlsx", 2))
    assert back(desk, first).set_aside == [f"{DAY}/b.xlsx"]
    assert back(desk, second).released == [f"{DAY}/b.xlsx"]
    build_anew(desk)
    assert desk.query(CLASSES) == [("poor", 2)]


def test_what_is_decided_after_going_back_holds(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    decision = LinkDecision("2026-11-20", "Minh", "different", "2026", "H-A", "2025", "H-B")
    append_decision(desk.root / "decisions", decision)
    desk.load(desk.write("b.xlsx", 2))
    back(desk, first)
    assert read_decisions(desk.root / "decisions") == {}
    append_decision(desk.root / "decisions", decision)
    assert read_decisions(desk.root / "decisions") == {3: decision}
    desk.load(desk.write("c.xlsx", 3))
    assert desk.query("SELECT * FROM meta.decision_lines") == [("links.csv", 3, 3)]


def test_the_draft_that_was_computed_before_somebody_went_back_is_stale(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    desk.load(desk.write("b.xlsx", 2))
    draft = desk.draft(desk.write("c.xlsx", 3))
    back(desk, first, reason="nhầm tệp")
    told = desk.publish(draft)
    assert (told.stamp, told.published_by, told.note) == (None, "Minh", "nhầm tệp")
    desk.publish(desk.again(draft))
    assert desk.query("SELECT file FROM meta.source_file ORDER BY 1") == [(f"{DAY}/a.xlsx",), (f"{DAY}/c.xlsx",)]


def test_going_back_says_what_it_cannot_bring_back(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    desk.load(desk.write("b.xlsx", 2))
    (desk.root / "raw" / DAY / "a.xlsx").unlink()
    told = desk.run("rollback", first, "--by", "Minh")
    assert told.returncode == 0
    assert f"không còn trong raw/: «{DAY}/a.xlsx»" in told.stdout
    assert "có thể cho số khác" in told.stdout
    assert desk.query(CLASSES) == [("poor", 1)]


@pytest.mark.parametrize("stamp", ["20200101-000000", "../x", ""])
def test_a_snapshot_that_is_none_is_said(desk: Desk, stamp: str) -> None:
    desk.load(desk.write("a.xlsx", 1))
    before = desk.list_files()
    with pytest.raises(InputError, match="Không có bản"):
        back(desk, stamp)
    assert desk.list_files() == before


def test_a_damaged_snapshot_is_not_gone_back_to(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    second = desk.load(desk.write("b.xlsx", 2))
    path = desk.root / f"warehouse-{first}.duckdb"
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(InputError, match="bị hỏng"):
        back(desk, first)
    assert [(entry.stamp, entry.is_current, entry.built_at is None) for entry in list_snapshots(desk.root)] == [
        (second, True, False),
        (first, False, True),
    ]


# ---------------------------------------------------------------- the history


def test_the_history_says_who_what_and_over_which(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    write_households(desk.root / "raw" / "tay.xlsx", household(2))
    now = desk.now()
    build(desk.root, today=TODAY, now=now, occasion=Occasion(published_by="Hoa", note="chép tay"))
    link = LinkDecision("2026-11-20", "Minh", "different", "2026", "H-A", "2025", "H-B")
    append_decision(desk.root / "decisions", link)
    third = build(desk.root, today=TODAY, now=desk.now()).path
    (desk.root / "reference").mkdir()
    text = (Path("data/reference/settings.csv")).read_text(encoding="utf-8-sig")
    (desk.root / "reference" / "settings.csv").write_text(text, encoding="utf-8")
    build(desk.root, today=TODAY, now=desk.now())
    told = [(entry.action, entry.published_by, entry.note, entry.files) for entry in list_snapshots(desk.root)]
    assert told == [
        ("rebuild", None, None, 2),
        ("decision", None, None, 2),
        ("load", "Hoa", "chép tay", 2),
        ("load", "Minh", None, 1),
    ]
    last, before, *_, oldest = list_snapshots(desk.root)
    assert f"warehouse-{last.previous}.duckdb" == third.name
    assert before.is_current is False
    assert (oldest.stamp, oldest.previous) == (first, None)


def test_who_went_back_stands_in_the_history(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    desk.load(desk.write("b.xlsx", 2))
    back(desk, first, reason="nhầm tệp")
    [newest, entry] = desk.ask("snapshots")
    assert newest["returned"] is None
    assert (entry["is_current"], entry["returned"]["by"], entry["returned"]["reason"]) == (True, "Minh", "nhầm tệp")


def test_of_many_snapshots_the_newest_the_current_and_those_of_closed_rounds_are_kept(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    close_round("2026", root=desk.root, number="9/QĐ", day="10/11/2026", by="Minh", standard=None, now=desk.now())
    second = desk.load(desk.write("b.xlsx", 2))
    [known] = desk.root.glob(f"warehouse-{second}.duckdb")
    for number in range(30):
        shutil.copy(known, desk.root / f"warehouse-2026{number + 12:02}01-000000.duckdb")
    desk.load(desk.write("c.xlsx", 3))
    left = [entry.stamp for entry in list_snapshots(desk.root)]
    assert first in left
    assert second not in left
    assert len(left) == 20 + 1 + 1


# ---------------------------------------------------------------- setting aside


def test_a_released_file_counts_again(desk: Desk) -> None:
    first = desk.load(desk.write("a.xlsx", 1))
    desk.load(desk.write("b.xlsx", 2))
    back(desk, first)
    name = f"{DAY}/b.xlsx"
    assert desk.ask("release", name, "--by", "Minh")["status"] == "released"
    assert desk.run("release", name, "--by", "Minh").returncode == 1
    assert desk.run("release", "b.xlsx", "--by", "Minh").stderr.startswith("Không có tệp «b.xlsx» trong raw/")
    build(desk.root, today=TODAY, now=desk.now())
    assert desk.query(CLASSES) == [("poor", 2)]


HEADER = "decided_at,decided_by,verdict,what,name,sha256,first_line,last_line,reason"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("2026-11-20,Minh,aside,file,a.xlsx,,,,", "dòng 2: what phải là"),
        ("2026-11-20,Minh,gone,file,a.xlsx,ab,,,", "dòng 2: verdict ghi «gone»"),
        ("2026-11-20,Minh,aside,lines,links.csv,,5,3,", "dòng 2: what phải là"),
        ("2026-11-20,Minh,aside,lines,links.csv,,1,99999999999,", "dòng 2: what phải là"),
        ("2026-11-20,Minh", "dòng 2: có 2 ô"),
    ],
)
def test_a_line_of_hands_that_cannot_be_read_is_named(tmp_path: Path, line: str, place: str) -> None:
    (tmp_path / "aside.csv").write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=place):
        read_aside(tmp_path)


def test_lines_set_aside_are_empty_and_the_others_keep_their_numbers(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes('﻿a\r\n1\r\n2\r\n"3\nbis"\r\n5'.encode())
    (tmp_path / "aside.csv").write_text(
        f"{HEADER}\n-,M,aside,lines,x.csv,,2,5,\n-,M,released,lines,x.csv,,3,3,\n", encoding="utf-8"
    )
    rows = csv.reader(open_decided(tmp_path, "x.csv"))
    assert [(rows.line_num, row) for row in rows if row] == [(1, ["a"]), (3, ["2"]), (6, ["5"])]
    assert list(list_runs({5, 1, 2, 9, 4})) == [(1, 2), (4, 5), (9, 9)]


def test_loads_from_before_somebody_was_named_are_read_and_kept(desk: Desk) -> None:
    path = write_households(desk.root / "raw" / "a.xlsx", household(1))
    build(desk.root, today=TODAY, now=NOW)
    loads = desk.root / "decisions" / "loads.csv"
    old = [line.rsplit(",", 1)[0] for line in loads.read_text(encoding="utf-8").splitlines()]
    loads.write_text("\n".join(old) + "\n", encoding="utf-8")
    [first] = read_loads(loads.parent).loads.values()
    assert (first.file, first.day, first.by) == (path.name, TODAY, None)
    desk.load(desk.write("b.xlsx", 2))
    assert [(load.file, load.by) for load in read_loads(loads.parent).loads.values()] == [
        ("a.xlsx", None),
        (f"{DAY}/b.xlsx", "Lan"),
    ]


# ---------------------------------------------------------------- closing a round


def test_a_closed_round_is_official_everywhere(desk: Desk) -> None:
    residents = write_rows(desk.root.parent / "dân.xlsx", ["Khối phố", "Tổng số hộ"], ["Khối 1", 100])
    stamp = desk.load(desk.write("a.xlsx", 1), residents)
    assert desk.query("SELECT period, figure_status FROM core.area_round") == [("2026", "preliminary")]
    told = desk.ask("close", "2026", "--decision", "9/QĐ-UBND", "--date", "20/01/2026", "--by", "Minh")
    assert (told["standard_id"], told["stamp"]) == ("MDP_2022_2025", stamp)
    build(desk.root, today=TODAY, now=desk.now())
    assert desk.query("SELECT period, figure_status FROM core.area_round") == [("2026", "official")]
    closed = "SELECT standard_id, figure_status, decision_number, CAST(decision_date AS VARCHAR) FROM core.round "
    assert desk.query(closed + "WHERE period = '2026' ORDER BY 1") == [
        ("MDP_2022_2025", "official", "9/QĐ-UBND", "2026-01-20"),
        ("MDP_2027_2030", "preliminary", None, None),
    ]
    assert desk.query("SELECT action FROM meta.snapshot") == [("decision",)]
    assert [entry.closures for entry in list_snapshots(desk.root)] == [[], ["2026"]]


def test_what_changes_a_closed_round_afterwards_is_said(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1, 2))
    close_round("2026", root=desk.root, number="9/QĐ", day="10/11/2026", by="Minh", standard=None, now=desk.now())
    build(desk.root, today=TODAY, now=desk.now())
    [file] = desk.draft(desk.write("muộn.xlsx", 2, closing="near_poor")).files
    assert [issue["rule"] for issue in file.told["issues"] if issue["severity"] == "error"] == [
        "class_conflict",
        "closed_round_list",
    ]


@pytest.mark.parametrize(
    ("period", "day", "standard", "said"),
    [
        ("2026-05", "10/11/2026", None, "không phải kỳ rà soát"),
        ("2026", "31/13/2026", None, "Ngày quyết định ghi «31/13/2026»"),
        ("2026", "cuối năm", None, "Ngày quyết định"),
        ("2026", "21/11/2026", None, r"sau hôm nay \(20/11/2026\)"),
        ("2026", "10/11/2026", "MDP_1", "không có chuẩn «MDP_1»"),
    ],
)
def test_a_round_that_cannot_be_closed_so(desk: Desk, period: str, day: str, standard: str | None, said: str) -> None:
    with pytest.raises(InputError, match="Chưa công bố số liệu nào"):
        close_round(period, root=desk.root, number="9", day=day, by="M", standard=standard, now=NOW)
    desk.load(desk.write("a.xlsx", 1))
    with pytest.raises(InputError, match=said):
        close_round(period, root=desk.root, number="9", day=day, by="M", standard=standard, now=NOW)
    assert not (desk.root / "decisions" / "closures.csv").exists()


def test_two_closures_stand_below_each_other(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1))
    for number, standard in (("9/QĐ", None), ("10/QĐ", "MDP_2027_2030")):
        close_round("2026", root=desk.root, number=number, day="2026-11-10", by="M", standard=standard, now=desk.now())
    build(desk.root, today=TODAY, now=desk.now() + timedelta(days=1))
    assert desk.query("SELECT decision_number FROM core.round WHERE period = '2026' ORDER BY 1") == [
        ("10/QĐ",),
        ("9/QĐ",),
    ]
