"""`make bundle`: one zip with the project and its wheels, from which a PC without network installs and runs."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from release.wheels import download  # noqa: E402

NAME = "giam-ngheo"
# What a ward does not need; its own data are no part of the repository, but a mistake there must not travel either.
LEFT_OUT = (
    "tests/",
    "bench/",
    ".ci/",
    "data/raw/",
    "data/decisions/",
    "data.trail/",
    "release/bundle.py",
    "release/wheels.py",
)
EXECUTABLE = ("run.sh",)
# The same files make the same zip.
MOMENT = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    target, wheels = ROOT / "dist" / f"{NAME}.zip", ROOT / "dist" / "wheels"
    failed = []
    for pc, is_whole in download(ROOT / "requirements.txt", wheels):
        print(f"{pc.name}, Python {pc.python}: {'đủ / complete' if is_whole else 'THIẾU / MISSING'}", flush=True)
        failed += [] if is_whole else [pc]
    if failed:
        print(
            "Không tải đủ thư viện nên không đóng gói. / Not every wheel could be fetched: no bundle.", file=sys.stderr
        )
        return 1
    files = list_files(ROOT)
    write(target, ROOT, files, sorted(wheels.glob("*.whl")))
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 2**20:.0f} MB, {len(files)} tệp / files")
    return 0


def list_files(root: Path) -> list[str]:
    """Return what the repository holds and a ward needs, in order."""
    told = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout.decode()
    named = sorted(filter(None, told.split("\0")))
    return [name for name in named if not name.startswith(LEFT_OUT) and (root / name).is_file()]


def write(target: Path, root: Path, files: list[str], wheels: list[Path]) -> None:
    """Write the zip, whole or not at all. Wheels are compressed already."""
    unfinished = target.with_suffix(".part")
    with zipfile.ZipFile(unfinished, "w") as zipped:
        for name in files:
            _add(zipped, name, _read(root / name), zipfile.ZIP_DEFLATED)
        for wheel in wheels:
            _add(zipped, f"wheels/{wheel.name}", wheel.read_bytes(), zipfile.ZIP_STORED)
    unfinished.replace(target)


def _read(path: Path) -> bytes:
    """Return the bytes of a file; cmd loses its place in a batch file with the line ends of Linux."""
    data = path.read_bytes()
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") if path.suffix == ".bat" else data


def _add(zipped: zipfile.ZipFile, name: str, data: bytes, way: int) -> None:
    entry = zipfile.ZipInfo(f"{NAME}/{name}", MOMENT)
    entry.create_system = 3  # Unix, so that the right to run travels with run.sh
    entry.external_attr = (0o100755 if name in EXECUTABLE else 0o100644) << 16
    entry.compress_type = way
    zipped.writestr(entry, data)


if __name__ == "__main__":
    raise SystemExit(main())
