"""Drafts and publishing: nothing that is published changes before an officer says so, and then all of it or nothing."""

import json
import os
import shutil
import stat
import subprocess
import sys
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from etl.build import build
from etl.desk.draft import list_drafts
from etl.desk.intake import tidy_name
from etl.desk.publication import publish_draft
from etl.errors import InputError
from etl.folder import PROJECT_DATA
from etl.progress import say_nothing
from tests.etl.conftest import TODAY
from tests.etl.desk import CLASSES, Desk, query
from tests.etl.test_build import read_content
from tests.etl.workbooks import household, member, write_households, write_members, write_rows

DAY = TODAY.isoformat()


@pytest.fixture
def desk(raw: Path) -> Desk:
    return Desk(raw.parent)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# ---------------------------------------------------------------- a draft


def test_a_draft_changes_nothing_that_is_published_and_shows_what_would_be(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1, 2))
    before = desk.list_files()
    draft = desk.draft(desk.write("b.xlsx", 3, closing="near_poor"))
    assert desk.list_files() == before
    assert desk.query(CLASSES) == [("poor", 2)]
    assert query(desk.inbox / draft.draft / str(draft.warehouse), CLASSES) == [("near_poor", 1), ("poor", 2)]


def test_what_was_dropped_is_for_its_owner_alone(desk: Desk) -> None:
    desk.draft(desk.write("a.xlsx", 1))
    found = [desk.inbox, *desk.inbox.rglob("*")]
    assert {mode(path) for path in found if path.is_dir()} == {0o700}
    assert {mode(path) for path in found if path.is_file()} == {0o600}
    assert len(found) == 6


def test_the_first_draft_of_an_empty_folder(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "new")
    draft = desk.draft(desk.write("a.xlsx", 1))
    assert draft.base is None
    assert desk.current is None
    desk.publish(draft)
    assert desk.query(CLASSES) == [("poor", 1)]


def test_a_refused_file_is_told_stays_in_the_draft_and_the_others_are_published(desk: Desk) -> None:
    good, menu = desk.write("a.xlsx", 1), write_rows(desk.root.parent / "menu.xlsx", ["Phở"])
    draft = desk.draft(good, menu)
    told = {file.file: file.told["refused"] for file in draft.files}
    assert told["a.xlsx"] is None
    assert told["menu.xlsx"]["rule"] == "unknown_form"
    desk.publish(draft)
    assert [path.name for path in (desk.root / "raw").rglob("*.xlsx")] == ["a.xlsx"]
    assert desk.query("SELECT file FROM meta.source_file") == [(f"{DAY}/a.xlsx",)]
    [left] = list_drafts(desk.inbox)
    assert [file.file for file in left.files] == ["menu.xlsx"]
    assert (desk.inbox / left.draft / "files" / "menu.xlsx").exists()
    assert left.warehouse is None
    with pytest.raises(InputError, match="không có tệp nào nạp được"):
        desk.publish(left)


def test_the_same_content_under_another_name_says_when_it_was_loaded(desk: Desk) -> None:
    first = desk.write("a.xlsx", 1)
    desk.load(first)
    copy = Path(shutil.copy(first, first.with_name("tên khác.xlsx")))
    [file] = desk.draft(copy).files
    assert file.told["refused"] == {
        "rule": "duplicate_file",
        "message": f"Nội dung giống hệt «{DAY}/a.xlsx», đã nạp ngày {TODAY:%d/%m/%Y}, nên không nạp lần nữa.",
    }


def test_of_two_copies_in_one_draft_one_is_taken_and_nothing_stays_behind(desk: Desk) -> None:
    first = desk.write("a.xlsx", 1)
    draft = desk.draft(first, Path(shutil.copy(first, first.with_name("b.xlsx"))))
    assert [file.is_taken for file in draft.files] == [True, False]
    desk.publish(draft)
    assert desk.drafts == []
    assert desk.query("SELECT file FROM meta.source_file") == [(f"{DAY}/a.xlsx",)]


def test_two_files_of_one_name_are_both_kept(desk: Desk) -> None:
    first = desk.write("a.xlsx", 1)
    (desk.root.parent / "other").mkdir()
    second = write_households(desk.root.parent / "other" / "a.xlsx", household(2, area="Khối 2"))
    desk.load(first, second)
    third = desk.write("a.xlsx", 3, area="Khối 3")
    desk.load(third)
    names = [f"{DAY}/a (2).xlsx", f"{DAY}/a (3).xlsx", f"{DAY}/a.xlsx"]
    assert desk.query("SELECT file FROM meta.source_file ORDER BY 1") == [(name,) for name in names]
    assert desk.query(CLASSES) == [("poor", 3)]


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        (".ẩn.xlsx", "ẩn.xlsx"),
        ("~$khóa.xlsx", "khóa.xlsx"),
        ("C:\\ds.xlsx", "C__ds.xlsx"),
        ("a\nb.csv", "a_b.csv"),
        ("...", "tệp"),
        ("x" * 300 + ".xlsx", "x" * 120 + ".xlsx"),
    ],
)
def test_a_name_hides_nothing_and_leads_nowhere(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


def test_half_a_draft_is_no_draft(desk: Desk) -> None:
    draft = desk.draft(desk.write("a.xlsx", 1))
    (desk.inbox / draft.draft / "draft.json").unlink()
    assert desk.drafts == []
    with pytest.raises(InputError, match="Không có bản nháp"):
        desk.publish(draft)
    assert desk.current is None


@pytest.mark.parametrize("name", ["../inbox", "..", "", "khong-co", "20261120-080000-abcdef"])
def test_a_draft_that_is_none_is_said(desk: Desk, name: str) -> None:
    told = desk.run("publish", name, "--by", "Minh")
    assert told.returncode == 1
    assert told.stderr.startswith("Không có bản nháp")


def test_drafts_go_after_a_month_and_halves_of_them_after_a_day(desk: Desk) -> None:
    kept, half = desk.draft(desk.write("a.xlsx", 1)), desk.draft(desk.write("b.xlsx", 2))
    (desk.inbox / half.draft / "draft.json").unlink()
    now = datetime.now()
    build(desk.root, today=TODAY, now=now + timedelta(hours=23))
    assert len(list(desk.inbox.iterdir())) == 2
    build(desk.root, today=TODAY, now=now + timedelta(days=29))
    assert [path.name for path in desk.inbox.iterdir()] == [kept.draft]
    build(desk.root, today=TODAY, now=now + timedelta(days=31))
    assert list(desk.inbox.iterdir()) == []


def test_a_discarded_draft_is_gone(desk: Desk) -> None:
    draft = desk.draft(desk.write("a.xlsx", 1))
    assert desk.ask("discard", draft.draft) == {"status": "discarded", "draft": draft.draft}
    assert list(desk.inbox.iterdir()) == []
    assert desk.run("discard", draft.draft).returncode == 1


# ---------------------------------------------------------------- publishing


def test_what_was_previewed_is_what_is_published(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1, 2))
    draft = desk.draft(desk.write("b.xlsx", 3))
    seen = read_content(desk.inbox / draft.draft / str(draft.warehouse))
    stamp = desk.publish(draft, note="thêm một hộ").stamp
    assert desk.current
    assert read_content(desk.current) == seen
    assert desk.query("SELECT stamp, action, published_by, note FROM meta.snapshot") == [
        (stamp, "load", "Minh", "thêm một hộ")
    ]
    assert desk.drafts == []
    assert not build(desk.root, today=TODAY, now=desk.now()).is_new


def test_a_draft_of_yesterday_is_published_under_the_day_it_is_loaded(desk: Desk) -> None:
    draft = desk.draft(desk.write("a.xlsx", 1))
    tomorrow = date(2026, 11, 21)
    told = {"root": desk.root, "by": "Minh", "note": "", "now": desk.now(), "on_progress": say_nothing}
    publish_draft(draft.draft, today=tomorrow, **told)
    assert desk.query("SELECT file, loaded_date, loaded_by FROM meta.source_file") == [
        (f"{tomorrow}/a.xlsx", tomorrow, "Lan")
    ]
    assert not build(desk.root, today=tomorrow, now=desk.now()).is_new


def test_who_published_loaded_what_nobody_said_who_dropped(desk: Desk) -> None:
    write_households(desk.root / "raw" / "tay.xlsx", household(1))
    desk.publish(desk.draft(desk.write("a.xlsx", 2, area="Khối 2"), by=None))
    assert desk.query("SELECT file, loaded_by FROM meta.source_file ORDER BY 1") == [
        (f"{DAY}/a.xlsx", "Minh"),
        ("tay.xlsx", None),
    ]


def test_the_second_of_two_officers_sees_the_first_and_loses_nothing(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1))
    lan = desk.draft(desk.write("lan.xlsx", 2))
    hoa = desk.draft(desk.write("hoa.xlsx", 3), by="Hoa")
    assert desk.publish(lan, by="Lan", note="của Lan").stamp
    before = desk.list_files()
    told = desk.run("publish", hoa.draft, "--by", "Hoa", "--json")
    assert told.returncode == 1
    assert '"status": "stale"' in told.stdout
    stale = desk.publish(hoa, by="Hoa")
    assert (stale.stamp, stale.published_by, stale.note) == (None, "Lan", "của Lan")
    assert desk.list_files() == before
    assert [shown["is_stale"] for shown in desk.ask("drafts")] == [True]
    again = desk.again(hoa)
    assert query(desk.inbox / again.draft / str(again.warehouse), CLASSES) == [("poor", 3)]
    assert desk.publish(again, by="Hoa").stamp
    assert desk.query(CLASSES) == [("poor", 3)]


def test_a_newer_list_is_offered_in_place_of_the_older_and_replaces_it_only_when_told(desk: Desk) -> None:
    desk.load(desk.write("cũ.xlsx", 1, 2, 3))
    draft = desk.draft(desk.write("mới.xlsx", 2, 3, 4, closing="near_poor"))
    old = f"{DAY}/cũ.xlsx"
    [file] = draft.files
    assert (file.replaces, file.suggested_replaces) == (None, old)
    again = desk.again(draft, old)
    [file] = again.files
    assert (file.replaces, file.suggested_replaces) == (old, old)
    assert query(desk.inbox / again.draft / str(again.warehouse), CLASSES) == [("near_poor", 3)]
    # Not told this time: nothing is replaced.
    [file] = desk.again(again).files
    assert (file.replaces, file.suggested_replaces) == (None, old)
    desk.publish(desk.again(draft, old))
    assert desk.query(CLASSES) == [("near_poor", 3)]
    assert (desk.root / "raw" / old).exists()


def test_a_list_of_one_khoi_replaces_no_list_of_the_ward(desk: Desk) -> None:
    desk.load(desk.write("phường.xlsx", 1, 2, 3, 4, 5))
    [file] = desk.draft(desk.write("khối.xlsx", 1, 2, closing="near_poor")).files
    assert file.suggested_replaces is None


def test_a_member_list_replaces_no_list_of_households(desk: Desk) -> None:
    desk.load(desk.write("hộ.xlsx", 1, 2))
    path = write_members(desk.root.parent / "người.xlsx", member(1, "Em", "15/05/2015"), member(2, "Bé", "15/05/2016"))
    [file] = desk.draft(path).files
    assert file.is_taken
    assert file.suggested_replaces is None


def test_a_file_that_is_not_there_cannot_be_replaced(desk: Desk) -> None:
    desk.load(desk.write("a.xlsx", 1))
    with pytest.raises(InputError, match=r"Không có tệp «b\.xlsx»"):
        desk.draft(desk.write("c.xlsx", 2), replaces=["b.xlsx"])
    assert list(desk.inbox.iterdir()) == []


def test_a_file_that_was_set_aside_comes_back_when_it_is_dropped_again(desk: Desk) -> None:
    path = desk.write("a.xlsx", 1)
    desk.load(path)
    desk.load(desk.write("b.xlsx", 2))
    assert desk.run("aside", f"{DAY}/a.xlsx", "--by", "Minh").returncode == 0
    build(desk.root, today=TODAY, now=desk.now())
    assert desk.query("SELECT file FROM meta.source_file") == [(f"{DAY}/b.xlsx",)]
    desk.load(Path(shutil.copy(path, path.with_name("tên khác.xlsx"))))
    assert desk.query("SELECT file FROM meta.source_file ORDER BY 1") == [(f"{DAY}/a.xlsx",), (f"{DAY}/b.xlsx",)]
    assert len(list((desk.root / "raw").rglob("*.xlsx"))) == 2


def test_nobody_publishes_without_a_name(desk: Desk) -> None:
    draft = desk.draft(desk.write("a.xlsx", 1))
    with pytest.raises(InputError, match="ai công bố"):
        desk.publish(draft, by=" ")
    assert desk.drafts == [draft.draft]


def test_the_officer_walks_from_the_command_line(desk: Desk) -> None:
    told = desk.ask("draft", str(desk.write("a.xlsx", 1, 2)), "--by", "Lan")
    assert told["base"] is None
    assert Path(told["warehouse"]).is_file()
    [file] = told["files"]
    assert file["forms"][0]["totals"]["closing"] == {"poor": 2, "near_poor": 0}
    assert {"file", "sha256", "refused", "forms", "issues", "hidden", "test_rows", "suggested_replaces"} <= set(file)
    assert desk.ask("drafts")[0]["draft"] == told["draft"]
    done = desk.ask("publish", told["draft"], "--by", "Minh", "--note", "đầu tiên")
    assert done["status"] == "published"
    [snapshot] = desk.ask("snapshots")
    assert {name: snapshot[name] for name in ("stamp", "action", "published_by", "note", "is_current", "files")} == {
        "stamp": done["stamp"],
        "action": "load",
        "published_by": "Minh",
        "note": "đầu tiên",
        "is_current": True,
        "files": 1,
    }
    assert desk.run("draft").returncode == 2
    missing = desk.run("draft", "không có.xlsx")
    assert (missing.returncode, missing.stderr.startswith("Không thấy tệp")) == (1, True)


def test_the_officer_may_stand_in_any_folder(desk: Desk) -> None:
    path = desk.write("a.xlsx", 1)
    command = [sys.executable, "-m", "etl", "draft", path.name, "--data", "../ward", "--json"]
    around = {**os.environ, "PYTHONPATH": str(PROJECT_DATA.parent)}
    told = subprocess.run(command, cwd=path.parent, env=around, capture_output=True, encoding="utf-8", check=True)
    [file] = json.loads(told.stdout)["files"]
    assert file["refused"] is None


def test_an_identity_number_is_masked_in_a_draft_as_found_and_as_used(desk: Desk, tmp_path: Path) -> None:
    draft = desk.draft(write_households(tmp_path / "a.xlsx", household(1, id_number=99000000001)))
    [issue] = [issue for issue in draft.files[0].told["issues"] if issue["rule"] == "id_zeros"]
    assert "000000" not in issue["found"] + issue["used"]
