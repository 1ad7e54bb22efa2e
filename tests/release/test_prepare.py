"""What the installer says where something is missing: one Vietnamese sentence with what to do."""

import errno
import sys
from pathlib import Path

import pytest

from release import prepare
from release.prepare import Missing


@pytest.mark.parametrize("version", [(3, 6), (3, 9), (3, 10), (3, 14), (4, 0)])
def test_a_python_that_no_wheel_is_made_for_is_told(version: tuple[int, int]) -> None:
    with pytest.raises(Missing, match=rf"có Python {version[0]}\.{version[1]}, phần mềm cần Python từ 3.11 đến 3.13"):
        prepare.check_python(version, has_wheels=True)


def test_with_a_network_any_newer_python_will_do() -> None:
    for version in ((3, 11), (3, 13), (3, 14)):
        prepare.check_python(version, has_wheels=False)
    prepare.check_python((3, 12), has_wheels=True)
    with pytest.raises(Missing, match=r"3\.11 trở lên"):
        prepare.check_python((3, 10), has_wheels=False)


@pytest.mark.parametrize(
    ("system", "machine", "libc", "said"),
    [
        ("linux", "aarch64", ("glibc", "2.36"), "máy này là linux aarch64"),
        ("darwin", "x86_64", ("", ""), "máy này là darwin"),
        ("win32", "ARM64", ("", ""), "máy này là win32 ARM64"),
        ("linux", "x86_64", ("glibc", "2.17"), "cần glibc 2.28"),
        ("linux", "x86_64", ("", ""), "không phải glibc"),
    ],
)
def test_a_machine_that_the_wheels_do_not_run_on_is_told(
    system: str, machine: str, libc: tuple[str, str], said: str
) -> None:
    with pytest.raises(Missing, match=said):
        prepare.check_machine(system, machine, libc)


def test_the_machines_of_the_bundle_pass() -> None:
    prepare.check_machine("win32", "AMD64", ("", ""))
    prepare.check_machine("linux", "x86_64", ("glibc", "2.28"))


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Missing, match="Không ghi được vào thư mục"):
        prepare.check_folder(tmp_path / "nowhere")
    assert "Ổ đĩa đã đầy" in str(prepare.say_unwritten(OSError(errno.ENOSPC, "")))


def test_a_disk_without_room_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "FREE_MIB", 10**12)
    with pytest.raises(Missing, match="Ổ đĩa chỉ còn trống"):
        prepare.check_folder(tmp_path)


def test_a_venv_that_does_not_start_or_is_of_another_lock_is_not_taken(tmp_path: Path) -> None:
    python, stamp = Path(sys.executable), tmp_path / "run.stamp"
    assert not prepare.is_installed(python, stamp, b"lock")
    stamp.write_bytes(b"lock")
    assert prepare.is_installed(python, stamp, b"lock")
    assert not prepare.is_installed(python, stamp, b"another lock")
    assert not prepare.is_installed(tmp_path / "gone", stamp, b"lock")
