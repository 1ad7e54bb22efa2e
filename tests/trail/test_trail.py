"""The trail: what is written, that nothing can be changed in it unseen, that many may write at once."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trail import Act, append, find_trail, read, verify
from trail.line import FIRST, split_lines

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 20, 9, 30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ward.trail" / "trail.jsonl"


def write(path: Path, *whats: str) -> None:
    for what in whats:
        append(path, Act("canbo", "officer", "view", what, 11, "internal", {"khoi": "khoi_7"}), now=NOW)


def test_a_line_says_who_did_what_to_how_many_rows_and_when(path: Path) -> None:
    write(path, "children_list", "household_list")
    newest, older = read(path)
    assert (newest.number, older.number) == (2, 1)
    assert newest.act == Act("canbo", "officer", "view", "household_list", 11, "internal", {"khoi": "khoi_7"})
    assert newest.at.replace(tzinfo=None) == NOW
    assert verify(path).is_whole
    assert verify(path).head == split_lines(path.read_bytes())[-1].digest


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")
def test_it_is_its_owners_alone(path: Path) -> None:
    write(path, "children_list")
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(data=st.data())
def test_no_byte_can_be_changed_unseen(path: Path, data: st.DataObject) -> None:
    if not path.is_file():
        write(path, "a", "b", "c", "d")
    whole = path.read_bytes()
    place = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != whole[place]))
    broken = path.with_name("broken.jsonl")
    broken.write_bytes(whole[:place] + bytes([other]) + whole[place + 1 :])
    verdict = verify(broken, holds=verify(path).head)
    # A blank for a blank between two fields says nothing else than before.
    is_alike = [line.fields for line in split_lines(broken.read_bytes())] == [x.fields for x in split_lines(whole)]
    assert verdict.is_whole is is_alike


@pytest.mark.parametrize("order", [(0, 2, 3), (1, 2, 3), (0, 2, 1, 3), (0, 1, 1, 2, 3), (3, 0, 1, 2)])
def test_no_line_can_be_taken_out_moved_or_doubled(path: Path, order: tuple[int, ...]) -> None:
    write(path, "a", "b", "c", "d")
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[place] for place in order))
    assert not verify(path).is_whole


def test_a_forged_line_needs_every_later_line_and_the_remembered_head(path: Path) -> None:
    write(path, "a", "b", "c")
    head = verify(path).head
    path.unlink()
    write(path, "a", "x", "c")
    assert verify(path).is_whole
    assert [finding.vi.split(":")[0] for finding in verify(path, holds=head).findings] == [
        f"không còn dòng mang mã {head[:12]}…"
    ]


def test_a_cut_end_is_seen_by_a_remembered_head_alone(path: Path) -> None:
    write(path, "a", "b", "c")
    head = verify(path).head
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:2]))
    assert verify(path).is_whole
    assert not verify(path, holds=head).is_whole
    assert verify(path, holds=FIRST).is_whole


def test_after_a_power_cut_the_torn_line_stays_and_the_next_stands_below_it(path: Path) -> None:
    write(path, "a", "b")
    path.write_bytes(path.read_bytes()[:-30])
    write(path, "c")
    verdict = verify(path)
    assert [(finding.line, finding.vi) for finding in verdict.findings] == [(2, "dòng không đọc được")]
    assert [entry.act.what for entry in read(path)] == ["c", "a"]


def test_many_may_write_at_once(path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: write(path, f"t{n}"), range(40)))
    assert verify(path).is_whole
    assert sorted(entry.number for entry in read(path)) == list(range(1, 41))


def test_an_account_of_300_letters_with_line_breaks_is_one_short_line(path: Path) -> None:
    append(path, Act("x\n{" * 100, "public", "refuse", "/ho\x1b[31m"), now=NOW)
    (line,) = path.read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert (len(told["who"]), told["what"]) == (80, "/ho·[31m")
    assert verify(path).is_whole


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "ward.trail").write_text("in the way")
    with pytest.raises(OSError, match=r"ward\.trail"):
        append(tmp_path / "ward.trail" / "trail.jsonl", Act("canbo", "officer", "view", "a"), now=NOW)


def test_it_lies_beside_the_data_and_never_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_trail(tmp_path / "data") == tmp_path / "data.trail" / "trail.jsonl"
    monkeypatch.setenv("WARD_TRAIL", str(tmp_path / "apart.jsonl"))
    assert find_trail(tmp_path / "data") == tmp_path / "apart.jsonl"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "trail", *words], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )


def test_the_command_verifies_and_names_the_line(tmp_path: Path) -> None:
    data = tmp_path / "ward"
    path = find_trail(data)
    assert run("verify", "--data", str(data)).returncode == 0
    write(path, "a", "b", "c")
    whole = run("verify", "--data", str(data))
    assert (whole.returncode, "Đủ 3 dòng" in whole.stdout, verify(path).head in whole.stdout) == (0, True, True)
    path.write_bytes(path.read_bytes().replace(b'"b"', b'"x"'))
    broken = run("verify", "--data", str(data))
    assert (broken.returncode, broken.stderr.strip()) == (1, "trail.jsonl, dòng 2: dòng đã bị sửa.")
    assert "view · a · 11 dòng · internal · khoi=khoi_7" in run("list", "--data", str(data)).stdout
