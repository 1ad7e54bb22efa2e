"""`python -m dashboard export` in a process of its own: the bytes of the page, a line of the trail, a sentence else."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from dashboard.briefing import Desk
from dashboard.documents.catalogue import find_kind, write_document
from queries import Mode
from tests.conftest import ROOT
from tests.documents.conftest import TODAY
from trail import find_trail, read

Sit = Callable[..., Desk]


@pytest.fixture
def run(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """`run("dashboard", "export", …)`: the code it ends with and what it says on stderr."""
    monkeypatch.setenv("WARD_TRAIL", str(tmp_path / "trail.jsonl"))

    def call(module: str, *arguments: str) -> tuple[int, str]:
        environment = os.environ | {"WARD_TODAY": TODAY.isoformat(), "WARD_DATA": str(published)}
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stderr

    return call


@pytest.mark.parametrize(
    ("kind", "suffix", "mode"),
    [("pptx", ".pptx", Mode.MEETING), ("docx", ".docx", Mode.OUTGOING), ("xlsx", ".xlsx", Mode.INTERNAL),
     ("rollup", ".parquet", Mode.OUTGOING)],
)  # fmt: skip
def test_the_command_writes_what_the_page_gives(
    run: Callable[..., tuple[int, str]], sit: Sit, tmp_path: Path, kind: str, suffix: str, mode: Mode
) -> None:
    path = tmp_path / f"out{suffix}"
    code, said = run("dashboard", "export", "--kind", kind, "--period", "2026", "--mode", str(mode), "-o", str(path))
    assert code == 0, said
    written = write_document(find_kind(kind), sit("2026", mode), lambda words, share: None, suffix)
    assert path.read_bytes() == written.data
    for gap in written.blanks:
        assert gap.where in said
    [line] = read(find_trail(tmp_path))
    assert (line.act.act, line.act.what, line.act.mode, line.act.rows) == ("export", kind, str(mode), None)
    assert dict(line.act.filters) == {"ky": "2026"}


def test_how_many_are_named_stands_in_the_trail(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    path = tmp_path / "posting.docx"
    assert run("dashboard", "export", "--kind", "posting", "--period", "2026", "-o", str(path))[0] == 0
    document = Document(str(path))
    posted = [row for one in document.tables for row in one.rows if len(row.cells) == 4 and row.cells[0].text != "STT"]
    [line] = read(find_trail(tmp_path))
    assert line.act.rows == len(posted) > 40
    # It hangs on a wall: it does not call itself the office's own.
    foot = document.sections[0].footer.paragraphs[0].text
    assert foot.startswith("Bản niêm yết")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--kind", "pptx", "-o", "none/deck.pptx"), "không có thư mục"),
        (("--kind", "pptx", "-o", "."), "đó là một thư mục"),
        (("--kind", "pptx", "-o", "deck.docx"), "không ghi thành tệp «.docx»"),
        (("--kind", "slides", "-o", "deck.pptx"), "Không có loại tài liệu «slides»"),
        (("--kind", "pptx", "--period", "2099", "-o", "deck.pptx"), "Không có kỳ «2099»"),
        (("--kind", "posting", "--mode", "outgoing", "-o", "list.docx"), "có họ tên"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_no_line_of_the_trail(
    run: Callable[..., tuple[int, str]], tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    *options, output = arguments
    code, told = run("dashboard", "export", *options, str(tmp_path / output))
    assert (code, "Traceback" in told) == (1, False)
    assert said in told
    assert read(find_trail(tmp_path)) == ()


def test_a_stack_that_cannot_be_written_is_a_sentence(
    run: Callable[..., tuple[int, str]], sit: Sit, tmp_path: Path
) -> None:
    path = tmp_path / "ward.parquet"
    path.write_bytes(write_document(find_kind("rollup"), sit("2026", Mode.OUTGOING), lambda words, share: None).data)
    code, told = run("queries", "stack", str(path), "-o", str(tmp_path / "none" / "all.parquet"))
    assert (code, "Traceback" in told) == (1, False)
    assert "Không ghi được" in told
