"""The file of the key: where it lies, who may read it, what is said where it is missing or damaged."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from identity import KeyFileBroken, ensure_key, find_key_file, read_keys, renew_key


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings" / "identity.key"
    monkeypatch.setenv("WARD_KEY", str(path))
    return path


def test_the_first_build_makes_it_and_the_next_uses_it(tmp_path: Path, own_key: Path) -> None:
    assert read_keys() == ()
    key = ensure_key(tmp_path / "data")
    assert ensure_key(tmp_path / "data").id == key.id
    assert [known.id for known in read_keys()] == [key.id]


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights elsewhere")
def test_only_its_owner_reads_it(tmp_path: Path, own_key: Path) -> None:
    ensure_key(tmp_path / "data")
    renew_key(forget=False)
    assert own_key.stat().st_mode & 0o777 == 0o600
    assert own_key.parent.stat().st_mode & 0o777 == 0o700


def test_it_is_never_made_in_the_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "data" / "deep" / "identity.key"
    monkeypatch.setenv("WARD_KEY", str(inside))
    with pytest.raises(KeyFileBroken, match="WARD_KEY"):
        ensure_key(tmp_path / "data")
    assert not inside.exists()


def test_without_a_name_it_lies_among_the_settings_of_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WARD_KEY")
    project = Path(__file__).resolve().parents[2]
    assert project not in find_key_file().parents
    assert find_key_file().name == "identity.key"


@pytest.mark.skipif(sys.platform != "linux", reason="the folder of settings is each system's own")
def test_linux_settings_can_lie_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WARD_KEY")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/elsewhere")
    assert find_key_file() == Path("/elsewhere/poverty-dashboard/identity.key")


def test_a_new_key_stands_first_and_the_old_one_still_opens(tmp_path: Path) -> None:
    old = ensure_key(tmp_path / "data")
    new = renew_key(forget=False)
    assert [key.id for key in read_keys()] == [new.id, old.id]
    newest = renew_key(forget=True)
    assert [key.id for key in read_keys()] == [newest.id]
    assert len({old.id, new.id, newest.id}) == 3


@pytest.mark.parametrize("content", ["", "# only words\n", "abc\n", "0" * 63 + "\n", "g" * 64 + "\n", "\udcff"])
def test_a_damaged_file_is_said_to_be_and_left_alone(tmp_path: Path, own_key: Path, content: str) -> None:
    own_key.parent.mkdir()
    own_key.write_bytes(content.encode("utf-8", "surrogateescape"))
    for use in (read_keys, lambda: ensure_key(tmp_path / "data"), lambda: renew_key(forget=False)):
        with pytest.raises(KeyFileBroken, match="python -m etl build"):
            use()
    assert own_key.read_bytes() == content.encode("utf-8", "surrogateescape")


def test_no_place_for_it_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("WARD_KEY", str(tmp_path / "file" / "identity.key"))
    with pytest.raises(KeyFileBroken, match="WARD_KEY"):
        ensure_key(tmp_path / "data")


def test_two_builds_at_once_make_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        keys = list(workers.map(lambda _: ensure_key(tmp_path / "data").id, range(8)))
    assert len(set(keys)) == 1
    assert len(read_keys()) == 1
