"""The bundle for PCs without a network: which wheels, which files, and that what is in it installs offline."""

import ast
import itertools
import shutil
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from release import bundle
from release.wheels import TARGETS, Target, choose
from tests.conftest import ROOT

LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")
# What the small bundle of the test is made of: pure wheels of the lock that need nothing else.
SMALL = ("xlsxwriter", "filelock")


def list_names(target: Target, lock: str = LOCK) -> list[str]:
    lines = choose(lock, target).splitlines()
    return [line.removesuffix(" \\") for line in lines if not line.startswith(" ")]


def test_every_pc_gets_its_own_lines_of_the_lock() -> None:
    assert [f"{t.name} {t.python}" for t in TARGETS] == [
        *(f"linux 3.{minor}" for minor in (11, 12, 13)),
        *(f"windows 3.{minor}" for minor in (11, 12, 13)),
    ]
    for target in TARGETS:
        names = list_names(target)
        assert not any(";" in name for name in names)
        assert any(name.startswith("colorama==") for name in names) == (target.name == "windows")
        # Two versions of one package stand in the lock, each for some Pythons.
        only = [name for name in names if name.startswith("numpy==")]
        assert len(only) == 1
        assert len({name.split("==")[0] for name in names}) == len(names) > 50


def test_hashes_stay_with_their_package() -> None:
    chosen = choose(LOCK, TARGETS[0])
    blocks = [block for block in chosen.split("\n") if block and not block.startswith(" ")]
    assert chosen.count("--hash=sha256:") >= len(blocks)
    assert not chosen.rstrip().endswith("\\")
    for line in chosen.splitlines():
        if line.startswith(" "):
            assert line.strip().removesuffix(" \\") in LOCK


def test_the_zip_holds_what_a_ward_needs_and_nothing_of_anybody() -> None:
    files = bundle.list_files(ROOT)
    assert {"run.sh", "run.bat", "release/prepare.py", "requirements.txt", "app.py", "README.md"} <= set(files)
    assert any(name.startswith("data/sample/raw/") for name in files)
    for part in ("tests/", "bench/", ".git/", "data/raw/", "data/decisions/", "data.trail/", "dist/"):
        assert not any(name.startswith(part) for name in files), part
    assert not any(name.endswith((".duckdb", ".key")) for name in files)


def test_the_same_files_make_the_same_zip(tmp_path: Path) -> None:
    files = ["run.sh", "run.bat", "README.md"]
    for name in ("a.zip", "b.zip"):
        bundle.write(tmp_path / name, ROOT, files, [])
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as zipped:
        assert zipped.getinfo("giam-ngheo/run.sh").external_attr >> 16 & 0o111
        batch = zipped.read("giam-ngheo/run.bat")
        # cmd loses its place in a file with the line ends of Linux.
        assert batch.count(b"\r\n") == batch.count(b"\n") > 20


def test_the_batch_file_keeps_to_what_every_cmd_can_read() -> None:
    lines = (ROOT / "run.bat").read_text(encoding="utf-8").splitlines()
    said = [line.strip().lower() for line in lines if not line.startswith("rem ")]
    assert not any(line.startswith((":", "goto")) for line in said)
    assert r"%PYTHON% release\prepare.py" in lines


def test_an_old_python_reads_the_script_and_is_told() -> None:
    ast.parse((ROOT / "release" / "prepare.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder like an unpacked bundle, with the real scripts and the real wheels of two packages of the lock."""
    root = tmp_path_factory.mktemp("bundle") / "giam ngheo"
    (root / "release").mkdir(parents=True)
    for name in ("run.sh", "release/prepare.py"):
        shutil.copy(ROOT / name, root / name)
    target = next(
        (t for t in TARGETS if (t.name, t.python) == ("linux", ".".join(map(str, sys.version_info[:2])))), None
    )
    if target is None or not sys.platform.startswith("linux"):
        pytest.skip("the bundle has no wheels for this Python on this system")
    blocks = choose(LOCK, target).split("\n")
    starts = [place for place, line in enumerate(blocks) if line and not line.startswith(" ")] + [len(blocks)]
    pairs = itertools.pairwise(starts)
    kept = ["\n".join(blocks[a:b]) for a, b in pairs if blocks[a].split("==")[0] in SMALL]
    assert len(kept) == len(SMALL)
    (root / "requirements.txt").write_text("\n".join(kept) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--require-hashes", "--only-binary=:all:"]
    command += ["--quiet", "--retries", "0", "--timeout", "10", "-d", str(root / "wheels")]
    done = subprocess.run([*command, "-r", str(root / "requirements.txt")], capture_output=True, text=True)
    if done.returncode:
        pytest.skip(f"no package index can be reached, so there are no wheels to install from: {done.stderr[-200:]}")
    return root


def cut_off(*command: str | Path) -> list[str]:
    """Return the command in a network of its own, with no way out. Not cut off, it would prove nothing."""
    apart = ["unshare", "-rn"]
    if not shutil.which("unshare") or subprocess.run([*apart, "true"], capture_output=True).returncode:
        pytest.skip("this system does not let a test make a network of its own")
    return [*apart, *map(str, command)]


def test_what_is_cut_off_reaches_nobody() -> None:
    """Not even a server of this machine: what the tests below rely on."""
    reach = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=5).close()"
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert subprocess.run([sys.executable, "-c", reach, port]).returncode == 0
        assert subprocess.run(cut_off(sys.executable, "-c", reach, port), capture_output=True).returncode != 0


def prepare(root: Path) -> subprocess.CompletedProcess[str]:
    command = cut_off(sys.executable, root / "release" / "prepare.py")
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")


def test_it_installs_with_the_network_cut_off_and_then_does_nothing(small: Path) -> None:
    done = prepare(small)
    assert done.returncode == 0, done.stderr
    assert "Đang cài thư viện" in done.stdout
    found = subprocess.run(
        [small / ".venv/bin/python", "-c", "import xlsxwriter, filelock; print(xlsxwriter.__file__)"],
        capture_output=True,
        text=True,
    )
    assert str(small / ".venv") in found.stdout
    again = prepare(small)
    assert (again.returncode, again.stdout) == (0, "")


def test_a_wheel_that_is_not_the_locked_one_is_not_installed(small: Path, tmp_path: Path) -> None:
    root = tmp_path / "ward"
    shutil.copytree(small, root, ignore=shutil.ignore_patterns(".venv"))
    wheel = next((root / "wheels").glob("filelock*"))
    with zipfile.ZipFile(wheel, "a") as zipped:
        zipped.writestr("filelock/other.py", "")
    done = prepare(root)
    assert done.returncode == 1
    assert "Hãy giải nén lại toàn bộ tệp zip" in done.stderr
    assert not (root / ".venv" / "run.stamp").exists()


def test_without_any_python_one_sentence_says_so(small: Path, tmp_path: Path) -> None:
    shutil.copy(shutil.which("dirname") or "/usr/bin/dirname", tmp_path / "dirname")
    done = subprocess.run(
        ["/bin/sh", str(small / "run.sh")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert done.stderr.startswith("Máy này chưa có Python. Cần Python từ 3.11 đến 3.13.")
