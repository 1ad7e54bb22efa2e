"""What is typed in or answered is a draft like a dropped file: seen first, published whole, gone back from."""

import json
import os
from pathlib import Path

import pytest

from etl.build import build
from etl.decisions.review import list_questions
from etl.desk.deciding import answer_in, type_in
from etl.desk.draft import Draft, find_draft
from etl.desk.preview import draft_again, draft_files
from etl.desk.rollback import roll_back
from etl.errors import InputError
from etl.folder import DataFolder
from etl.progress import say_nothing
from etl.recorded.record import read_fact, record
from tests.etl.conftest import TODAY
from tests.etl.desk import Desk, query
from tests.etl.test_build import read_content
from tests.etl.test_decisions import write_codes
from tests.etl.test_desk_kill import check_whole, kill_everywhere, read_state
from tests.etl.workbooks import household, write_households, write_rows

EVENTS = "SELECT kind, source_row FROM core.household_event ORDER BY ALL"
DEATH = ("kind=Cả hộ chết", "event_date=15/05/2026", "document=Giấy chứng tử 12", "area=Khối 1", "head_name=Hộ mẫu 1")
EVENT_FILE = "decisions/recorded/household_event.csv"


@pytest.fixture
def desk(raw: Path) -> Desk:
    """A ward with two households published at the end of 2025 and one of them a year later."""
    for year, numbers in ((2025, (1, 2)), (2026, (2,))):
        title = f"DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM {year}"
        write_households(raw / f"{year}.xlsx", *map(household, numbers), title=title)
    desk = Desk(raw.parent)
    build(desk.root, today=TODAY, now=desk.now())
    return desk


def type_event(desk: Desk, draft: Draft | None = None, *cells: str, by: str = "Lan") -> Draft:
    now = desk.now()
    fact = read_fact("household_event", cells or DEATH, period="", now=now)
    decided = [type_in(DataFolder(desk.root), draft, fact, by=by, now=now)]
    told = {"root": desk.root, "decided": decided, "today": TODAY, "now": now, "on_progress": say_nothing}
    return draft_again(draft.draft, **told) if draft else draft_files([], by=by, **told)


def look(desk: Desk, draft: Draft, sql: str) -> list[tuple[object, ...]]:
    return query(desk.inbox / draft.draft / str(draft.warehouse), sql)


def test_a_death_typed_in_is_seen_before_it_is_published(desk: Desk) -> None:
    before = desk.list_files()
    draft = type_event(desk)
    assert desk.list_files() == before
    moved = "SELECT kind, count(*) FROM core.movement WHERE period = '2026' GROUP BY ALL ORDER BY 1"
    assert desk.query(moved) == [("stayed", 1), ("unexplained", 1)]
    assert look(desk, draft, moved) == [("other_decrease", 1), ("stayed", 1)]
    seen = read_content(desk.inbox / draft.draft / str(draft.warehouse))
    stamp = desk.publish(draft, note="một hộ").stamp
    assert desk.query("SELECT stamp, action, published_by, note FROM meta.snapshot") == [
        (stamp, "decision", "Minh", "một hộ")
    ]
    assert desk.current
    assert read_content(desk.current) == seen
    assert desk.drafts == []
    assert list(desk.inbox.iterdir()) == []
    assert not build(desk.root, today=TODAY, now=desk.now()).is_new


def test_what_is_typed_in_goes_with_files_in_one_draft(desk: Desk) -> None:
    draft = type_event(desk, desk.draft(desk.write("b.xlsx", 3, area="Khối 3")))
    draft = type_event(desk, draft, "kind=Chuyển đi", *DEATH[1:4], "head_name=Hộ mẫu 2")
    assert [decision.said.split("; ")[0] for decision in draft.decided] == [
        "Danh sách biến động hộ: Cả hộ chết",
        "Danh sách biến động hộ: Chuyển đi",
    ]
    assert look(desk, draft, EVENTS) == [("dissolved", 2), ("moved_out", 3)]
    # One of the two is left out again.
    told = {"root": desk.root, "today": TODAY, "now": desk.now(), "on_progress": say_nothing}
    draft = draft_again(draft.draft, dropped=[draft.decided[0].key], **told)
    assert look(desk, draft, EVENTS) == [("moved_out", 2)]
    desk.publish(draft)
    assert desk.query(EVENTS) == [("moved_out", 2)]
    assert desk.query("SELECT action FROM meta.snapshot") == [("load",)]
    assert not build(desk.root, today=TODAY, now=desk.now()).is_new
    with pytest.raises(InputError, match="Không có bản nháp"):
        draft_again(draft.draft, dropped=["R-1"], **told)


def test_what_somebody_wrote_meanwhile_makes_the_draft_stale_and_nothing_is_lost(desk: Desk) -> None:
    draft = type_event(desk)
    theirs = read_fact(
        "household_event", ("kind=Chuyển đi", *DEATH[1:4], "head_name=Hộ mẫu 2"), period="", now=desk.now()
    )
    record(DataFolder(desk.root), theirs, by="Hoa", now=desk.now())
    before = desk.list_files()
    told = desk.run("publish", draft.draft, "--by", "Lan")
    assert told.returncode == 1
    assert "đã ghi quyết định khác sau khi bản nháp này được tính" in told.stdout
    assert desk.list_files() == before
    assert [shown["is_stale"] for shown in desk.ask("drafts")] == [True]
    again = desk.again(draft)
    assert look(desk, again, EVENTS) == [("dissolved", 3), ("moved_out", 2)]
    assert desk.publish(again).stamp
    assert desk.query(EVENTS) == [("dissolved", 3), ("moved_out", 2)]


def test_going_back_leaves_out_what_was_typed_in_and_going_forward_counts_it_again(desk: Desk) -> None:
    assert desk.current
    first = desk.current.stem.removeprefix("warehouse-")
    later = desk.publish(type_event(desk)).stamp
    done = roll_back(first, root=desk.root, by="Minh", reason="nhầm hộ", now=desk.now())
    assert (done.set_aside, done.is_reproduced) == (["recorded/household_event.csv:2-2"], True)
    [line] = desk.ask("aside", "--list")
    assert {name: line[name] for name in ("what", "name", "decided_by", "reason")} == {
        "what": "lines",
        "name": "recorded/household_event.csv",
        "decided_by": "Minh",
        "reason": "nhầm hộ",
    }
    assert desk.query(EVENTS) == []
    assert not build(desk.root, today=TODAY, now=desk.now()).is_new
    assert later
    roll_back(later, root=desk.root, by="Minh", reason="", now=desk.now())
    assert desk.query(EVENTS) == [("dissolved", 2)]
    assert desk.ask("aside", "--list") == []


def test_an_answer_lets_in_the_file_of_the_draft_that_asked(raw: Path) -> None:
    desk = Desk(raw.parent)
    path = write_codes(desk.root.parent / "a.xlsx", "Mã số", "Mã cũ")
    draft = desk.draft(path)
    folder = DataFolder(desk.root)
    [asked] = [question for question in list_questions(folder) if question.kind == "column"]
    [issue] = [told for told in draft.files[0].told["issues"] if told["question_id"]]
    assert issue["question_id"] == asked.question_id
    decision = answer_in(folder, draft, f"{asked.question_id}=household_code", by="Lan", reason="", today=TODAY)
    told = {"root": desk.root, "today": TODAY, "now": desk.now(), "on_progress": say_nothing}
    draft = draft_again(draft.draft, decided=[decision], **told)
    codes = "SELECT DISTINCT household_code FROM restricted.household"
    assert look(desk, draft, codes) == [("TT0001",)]
    assert not (desk.root / "decisions" / "answers.csv").exists()
    desk.publish(draft)
    assert desk.query(codes) == [("TT0001",)]
    assert "Lan,column,household_review|ma so,household_code" in (desk.root / "decisions" / "answers.csv").read_text(
        encoding="utf-8"
    )


def test_a_refused_file_asks_in_its_draft(raw: Path) -> None:
    """No warehouse knows of the question."""
    desk = Desk(raw.parent)
    headers = ["STT", "Tên của chủ hộ", "Số CCCD", "Khối phố", "Số khẩu", "Phân loại"]
    path = write_rows(desk.root.parent / "a.xlsx", ["DANH SÁCH"], headers, [1, "Hộ mẫu", None, "Khối 1", 2, "Hộ nghèo"])
    draft = desk.draft(path)
    assert draft.warehouse is None
    [question] = list_questions(DataFolder(desk.root))
    told = desk.ask("draft", "--again", draft.draft, "--answer", f"{question.question_id}=head_name", "--by", "Lan")
    assert told["files"][0]["refused"] is None
    assert [decision["key"] for decision in told["decided"]] == [question.question_id]


def test_an_event_of_a_household_that_is_on_no_list_is_said_in_the_draft(desk: Desk) -> None:
    draft = type_event(desk, None, *DEATH[:4], "head_name=Không Ai Biết")
    [decision] = draft.decided
    assert len(decision.notes) == 1
    assert "không" in decision.notes[0]
    assert find_draft(desk.inbox, draft.draft) == draft


def test_a_file_set_aside_is_listed_and_comes_back_by_a_draft_of_it(desk: Desk) -> None:
    assert desk.run("aside", "2026.xlsx", "--by", "Minh", "--reason", "bản nháp của khối").returncode == 0
    build(desk.root, today=TODAY, now=desk.now())
    [line] = desk.ask("aside", "--list")
    assert (line["name"], line["decided_by"], line["reason"]) == ("2026.xlsx", "Minh", "bản nháp của khối")
    desk.load(desk.root / "raw" / "2026.xlsx")
    assert desk.ask("aside", "--list") == []
    assert desk.query("SELECT file FROM meta.source_file ORDER BY 1") == [("2025.xlsx",), ("2026.xlsx",)]


def test_the_bar_goes_file_by_file(desk: Desk) -> None:
    seen: list[tuple[int, int, str]] = []
    paths = [desk.write("b.xlsx", 3, area="Khối 3"), desk.write("c.xlsx", 4, area="Khối 4")]
    draft_files(
        paths,
        root=desk.root,
        today=TODAY,
        now=desk.now(),
        on_progress=lambda done, total, name: seen.append((done, total, name)),
    )
    # Each by itself, then all sources beside each other.
    assert [done for done, _, _ in seen] == [0, 1, 2, 3, 4, 5, 6]
    assert {total for _, total, _ in seen} == {6}
    assert [name for _, _, name in seen[:2]] == ["b.xlsx", "c.xlsx"]


def test_what_is_typed_in_is_checked_before_there_is_a_draft(desk: Desk) -> None:
    told = desk.run("record", "household_event", *DEATH[1:], "--by", "Lan", "--draft", "new")
    assert (told.returncode, "thiếu kind" in told.stderr) == (1, True)
    told = desk.run("answer", "Q-AAAAAAAA", "yes", "--by", "Lan", "--draft", "new")
    assert (told.returncode, "Không có câu hỏi" in told.stderr) == (1, True)
    assert desk.drafts == []
    shown = json.loads(desk.run("record", "household_event", *DEATH, "--by", "Lan", "--draft=new", "--json").stdout)
    assert [decision["by"] for decision in shown["decided"]] == ["Lan"]
    assert desk.drafts == [shown["draft"]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, as Windows does not")
def test_publishing_what_was_typed_in_killed_at_any_change(desk: Desk, tmp_path: Path) -> None:
    draft = type_event(desk)
    before = read_state(desk)
    assert before[2] == (draft.draft,)
    killed = kill_everywhere(
        desk.root, tmp_path / "out", "etl.desk.publication:publish_draft", name=draft.draft, by="Minh", note=""
    )
    check_whole(killed, before, (*before[:2], (), False))
    for left in killed:
        assert (left.root / EVENT_FILE).exists() == (left.drafts == [])
        assert left.query(EVENTS) == ([] if left.drafts else [("dissolved", 2)])
