"""Publishing and going back, killed at every change of a file: either it has not happened or it has, and never half."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.build import build
from etl.desk.history import list_snapshots
from etl.folder import PROJECT_DATA
from tests.etl.conftest import TODAY
from tests.etl.desk import CLASSES, MORNING, Desk, query

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="forks, as Windows does not")


def kill_everywhere(root: Path, out: Path, function: str, *, stride: int = 1, **told: Any) -> list[Desk]:
    """What each killed run left; the last came to its end."""
    command = [sys.executable, "-m", "tests.etl.killing", str(root), str(out), str(stride), function, json.dumps(told)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT_DATA.parent, check=True)
    return [Desk(out / str(number)) for number in range(1, int(done.stdout) + 1)]


def read_state(desk: Desk) -> tuple[object, ...]:
    """What people and builds see: the figures, the sources, the drafts, what is set aside."""
    files = tuple(sorted(path.name for path in (desk.root / "raw").rglob("*.xlsx")))
    aside = desk.root / "decisions" / "aside.csv"
    return tuple(desk.query(CLASSES)), files, tuple(desk.drafts), aside.exists()


def check_whole(killed: list[Desk], before: tuple[object, ...], after: tuple[object, ...]) -> None:
    states = []
    for desk in killed:
        # Whoever only looks at the pages sees one of two whole snapshots, also before anybody ends what was begun.
        assert tuple(desk.query(CLASSES)) in (before[0], after[0])
        list_snapshots(desk.root)
        states.append(read_state(desk))
        # The next build finds all as it is published.
        assert not build(desk.root, today=TODAY, now=MORNING.replace(hour=23)).is_new
        assert list(desk.root.glob("*.part*")) == []
        assert list(desk.root.glob(".desk*")) == []
    turn = states.index(after)
    assert states == [before] * turn + [after] * (len(states) - turn)
    assert turn > 2
    assert len(states) - turn > 5


def test_publishing_killed_at_any_change(raw: Path, tmp_path: Path) -> None:
    desk = Desk(raw.parent)
    desk.load(desk.write("a.xlsx", 1, 2))
    draft = desk.draft(desk.write("b.xlsx", 1, 2, closing="near_poor"), replaces=["2026-11-20/a.xlsx"])
    before = read_state(desk)
    killed = kill_everywhere(
        desk.root, tmp_path / "out", "etl.desk.publication:publish_draft", name=draft.draft, by="Minh", note=""
    )
    after = ((("near_poor", 2),), ("a.xlsx", "b.xlsx"), (), True)
    assert before == ((("poor", 2),), ("a.xlsx",), (draft.draft,), False)
    check_whole(killed, before, after)


def test_going_back_killed_at_any_change(raw: Path, tmp_path: Path) -> None:
    desk = Desk(raw.parent)
    first = desk.load(desk.write("a.xlsx", 1, 2))
    desk.load(desk.write("b.xlsx", 3))
    before = read_state(desk)
    killed = kill_everywhere(
        desk.root, tmp_path / "out", "etl.desk.rollback:roll_back", name=first, by="Minh", reason=""
    )
    check_whole(killed, before, ((("poor", 2),), ("a.xlsx", "b.xlsx"), (), True))


def test_a_draft_killed_at_any_change_leaves_no_draft(raw: Path, tmp_path: Path) -> None:
    desk = Desk(raw.parent)
    desk.load(desk.write("a.xlsx", 1))
    path = desk.write("b.xlsx", 2)
    before = desk.list_files()
    killed = kill_everywhere(
        desk.root, tmp_path / "out", "tests.etl.killing:draft_one", name=str(path), note="", stride=3
    )
    *halves, whole = killed
    assert [left.drafts for left in halves] == [[]] * len(halves)
    assert len(halves) > 5
    [draft] = whole.drafts
    for left in killed:
        assert {name: content for name, content in left.list_files().items() if name in before} == before
        for path in left.inbox.rglob("*"):
            assert path.stat().st_mode & 0o077 == 0
    [shown] = whole.inbox.glob(f"{draft}/warehouse-*.duckdb")
    assert query(shown, CLASSES) == [("poor", 2)]
