"""Who the visitor is where no run is there to be asked: closed, unless it was settled before."""

from pathlib import Path

import pytest

from dashboard.ui import auth, loader
from dashboard.ui.auth import NotYours
from dashboard.ui.chrome.door import is_guarded, name_kind
from queries import Mode, Viewer

PROXY = 'way = "proxy"\n[[people]]\naccount = "a"\nrole = "officer"\n'


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "access.toml").write_text(PROXY, encoding="utf-8")
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    return tmp_path


def test_at_the_one_pc_the_visitor_is_the_officer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WARD_DATA", str(tmp_path))
    assert auth.viewer(Mode.MEETING) == Viewer(mode=Mode.MEETING)
    assert auth.keep(lambda: b"file")() == b"file"


def test_nobody_is_nobody_and_starts_no_command(office: Path) -> None:
    assert auth.look().person is None
    assert auth.role() == auth.name() == ""
    with pytest.raises(NotYours):
        loader.ask("drafts")


def test_before_the_first_visitor_pages_are_the_officers(office: Path) -> None:
    with auth.rehearse():
        assert auth.viewer(Mode.INTERNAL) == Viewer()
    assert auth.look().person is None


def test_a_file_whose_button_was_drawn_before_is_written_only_while_the_way_is_open(office: Path) -> None:
    with auth.rehearse():
        write = auth.keep(lambda: auth.viewer(Mode.INTERNAL))
    assert write() == Viewer()
    assert auth.look().person is None
    refused = auth.keep(lambda: b"file")
    (office / "access.toml").write_text(PROXY.replace("proxy", "one_pc"), encoding="utf-8")
    assert auth.look().why == "closed"
    with pytest.raises(NotYours):
        refused()


@pytest.mark.parametrize(
    ("path", "guarded"),
    [
        ("/media/x.xlsx", True),
        ("//media/x.xlsx", True),
        ("/bien-dong/media/x.xlsx", True),
        ("/_stcore/upload_file/a/b", True),
        ("/_stcore/metrics", True),
        ("/_stcore", True),
        ("/bien-dong/_stcore/agent/x", True),
        ("/component/x", True),
        ("/app/static/x", True),
        ("/formula/indicators/x.sql", True),
        ("/_stcore/health", False),
        ("/_stcore/stream", False),
        ("/_stcore/host-config", False),
        ("/static/media/letters.woff2", False),
        ("/chrome/vi.js", False),
        ("/bien-dong", False),
        ("/", False),
    ],
)
def test_an_address_that_may_hold_something_is_guarded(path: str, guarded: bool) -> None:
    assert is_guarded(path) is guarded


@pytest.mark.parametrize(
    ("path", "kind"), [("/media/x", "/media"), ("/ho", "/…"), ("/Nguyễn", "/…"), ("/", "/"), ("", "/"), ("x", "/")]
)
def test_the_log_names_the_kind_of_address_alone(path: str, kind: str) -> None:
    assert name_kind(path) == kind
