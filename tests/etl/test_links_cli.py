"""Decisions about links: the officer's two commands, the file they write, and the practice lists of two years."""

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from etl.build import build
from etl.errors import InputError
from etl.folder import PROJECT_DATA
from etl.linking.decisions import LinkDecision, append_decision, read_decisions
from tests.etl.conftest import NOW, TODAY, Query
from tests.etl.test_build import LATER, read_content
from tests.etl.workbooks import household, write_households

PRACTICE = Path(__file__).resolve().parents[1] / "data" / "practice"
HEADER = "decided_on,decided_by,verdict,earlier_period,earlier_id,later_period,later_id,note\n"
DECISION = LinkDecision("2026-11-20", "Cán bộ", "same", "2025", "H-A", "2026", "H-B", "có phẩy, và «ngoặc»")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "etl", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT_DATA.parent, check=False)


# ---------------------------------------------------------------- the practice lists of two years


@pytest.fixture
def practice(raw: Path) -> dict[str, Any]:
    for name in ("32a_nam_2025.xlsx", "32b_nam_2026.xlsx"):
        shutil.copy(PRACTICE / name, raw / name)
    answers = json.loads((PRACTICE / "EXPECTED.json").read_text(encoding="utf-8"))
    expected: dict[str, Any] = answers["files"]["32b_nam_2026.xlsx"]["expect"]
    return expected


def count_transitions(query: Query) -> dict[str, int]:
    """Pairs of classes in the words of EXPECTED.json, by household."""
    words = {"poor": "N", "near_poor": "CN"}
    classes: dict[object, dict[object, str]] = {}
    for period, household_id, name in query("SELECT period, household_id, recognised_class FROM core.household_round"):
        classes.setdefault(household_id, {})[period] = words[str(name)]
    ends = ((held.get("2025", "absent"), held.get("2026", "absent")) for held in classes.values())
    return dict(Counter(f"{begin}->{end}" for begin, end in ends))


def count_ends(transitions: dict[str, int]) -> dict[str, int]:
    return {
        "absent": sum(count for ends, count in transitions.items() if ends.endswith("->absent")),
        "new": sum(count for ends, count in transitions.items() if ends.startswith("absent->")),
    }


def test_the_two_practice_years_before_and_after_the_officer_confirms(
    raw: Path, practice: dict[str, Any], build_raw: Callable[[], Query]
) -> None:
    assert count_ends(count_transitions(build_raw())) == practice["before_confirmation"]
    data = ("--data", str(raw.parent))
    told = run("links", *data)
    assert told.stdout.endswith("2 gợi ý chờ quyết định. Cùng một hộ: same; hai hộ khác nhau: different.\n")
    assert "cùng mã hộ" in told.stdout
    assert "Phùng Đức Hoà" in told.stdout
    suggestions = json.loads(run("links", "--json", *data).stdout)
    assert [set(suggestion["evidence"]) for suggestion in suggestions] == [
        {"name", "member_count", "area"},
        {"code", "member_count", "area"},
    ]
    for suggestion in suggestions:
        ends = [suggestion[end][key] for end in ("earlier", "later") for key in ("period", "listed_id")]
        done = run("link", *ends, "--verdict", "same", "--by", "Cán bộ thử", *data)
        assert (done.returncode, done.stderr) == (0, "")
    query = build_raw()
    transitions = count_transitions(query)
    assert transitions == practice["transitions_after"]
    assert count_ends(transitions) == practice["after_confirmation"]
    assert query("SELECT count(*) FROM core.link_suggestion") == [(0,)]
    assert query("SELECT DISTINCT rule FROM meta.issue WHERE file LIKE 'decisions/%'") == []
    assert run("links", *data).stdout == "Không có gợi ý ghép hộ nào chờ quyết định.\n"


def test_the_links_depend_neither_on_file_names_nor_on_the_day(raw: Path, practice: dict[str, Any]) -> None:
    first = build(raw.parent, today=TODAY, now=NOW)
    (raw / "32a_nam_2025.xlsx").rename(raw / "z.xlsx")
    again = build(raw.parent, today=TODAY, now=LATER)
    assert again.path != first.path
    tables = ("core.household_link", "core.link_suggestion")
    before, after = read_content(first.path), read_content(again.path)
    assert [before[table] for table in tables] == [after[table] for table in tables]
    assert before["core.household_link"] != []


# ---------------------------------------------------------------- the commands


def test_a_decision_needs_rows_that_are_published(raw: Path) -> None:
    data = ("--data", str(raw.parent))
    said = ("--verdict", "same", "--by", "Cán bộ")
    unpublished = run("links", *data)
    assert unpublished.returncode == 1
    assert "chưa công bố số liệu nào" in unpublished.stderr
    write_households(raw / "a.xlsx", household(1), household(2))
    build(raw.parent, today=TODAY, now=NOW)
    unknown = run("link", "2025", "H-NOBODY", "2026", "H-NOBODY", *said, *data)
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("Không thấy hộ H-NOBODY trong danh sách kỳ 2025")
    assert run("link", "2025", "H-A", "2026", "H-B", "--verdict", "maybe", "--by", "x", *data).returncode == 2
    assert run("link", "2025", "H-A", "2026", "H-B", "--verdict", "same", "--by", " ", *data).returncode == 1
    assert not (raw.parent / "decisions" / "links.csv").exists()


def test_two_rows_of_one_list_are_refused(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), household(2))
    [(one,), (other,)] = build_raw()("SELECT listed_id FROM core.household_link")
    ends = ("2026", str(one), "2026", str(other))
    done = run("link", *ends, "--verdict", "same", "--by", "Cán bộ", "--data", str(raw.parent))
    assert done.returncode == 1
    assert "cùng ở một danh sách" in done.stderr


# ---------------------------------------------------------------- the file


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    append_decision(tmp_path, DECISION)
    append_decision(tmp_path, DECISION)
    assert read_decisions(tmp_path) == {2: DECISION, 3: DECISION}
    assert (tmp_path / "links.csv").read_text(encoding="utf-8").startswith(HEADER)


def test_a_last_line_left_open_by_hand_is_closed_first(tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_text(HEADER + "2026-11-20,a,different,2025,H-1,2026,H-2,", encoding="utf-8")
    append_decision(tmp_path, DECISION)
    assert [decision.verdict for decision in read_decisions(tmp_path).values()] == ["different", "same"]


def test_officers_at_once_lose_no_line(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as officers:
        list(officers.map(lambda _: append_decision(tmp_path, DECISION), range(24)))
    assert list(read_decisions(tmp_path)) == list(range(2, 26))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n", "dòng 1: phải là tiêu đề"),
        (HEADER + "\n2026-11-20,a,same,2025,H-1,2026,H-2,\n2026-11-20,a,same\n", "dòng 4: có 3 ô, phải có 8"),
        (HEADER + "2026-11-20,a,maybe,2025,H-1,2026,H-2,\n", "dòng 2: verdict ghi «maybe»"),
        (HEADER + "2026-11-20,,same,2025,,2026,H-2,\n", "dòng 2: thiếu decided_by, earlier_id"),
        (HEADER + "20/11/2026,a,same,2025,H-1,2026,H-2,\n", "dòng 2: decided_on ghi «20/11/2026»"),
    ],
)
def test_a_line_that_cannot_be_read_stops_the_build_by_name(raw: Path, text: str, said: str) -> None:
    folder = raw.parent / "decisions"
    folder.mkdir()
    (folder / "links.csv").write_text(text, encoding="utf-8-sig")
    with pytest.raises(InputError, match=said) as caught:
        build(raw.parent, today=TODAY, now=NOW)
    assert "links.csv" in str(caught.value)


def test_bytes_that_are_no_text_are_named(tmp_path: Path) -> None:
    (tmp_path / "links.csv").write_bytes(b"\xff\xfe\x00d")
    with pytest.raises(InputError, match=r"links\.csv"):
        read_decisions(tmp_path)


def test_a_new_decision_is_a_new_build(raw: Path) -> None:
    write_households(raw / "a.xlsx", household(1))
    build(raw.parent, today=TODAY, now=NOW)
    append_decision(raw.parent / "decisions", DECISION)
    again = build(raw.parent, today=TODAY, now=LATER)
    assert again.is_new
    assert [(issue.rule, issue.row) for issue in again.issues if issue.file == "decisions/links.csv"] == [
        ("link_decision_unused", 2)
    ]
