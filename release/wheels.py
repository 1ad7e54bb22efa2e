"""The lock for one kind of PC, and the wheels that it names."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

PYTHONS = ("3.11", "3.12", "3.13")
# The newest C library first: of two wheels that run, the newer one is taken.
MANYLINUX = tuple(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1))
ENTRY = re.compile(r"^(?P<asked>[A-Za-z0-9].*?)\s*\\?\n(?P<hashes>(?:\s+--hash=\S+\s*\\?\n)+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Target:
    """`platforms` as pip names them, `marks` as the markers of a lock ask for them."""

    name: str
    python: str
    platforms: tuple[str, ...]
    marks: tuple[tuple[str, str], ...]

    @property
    def environment(self) -> dict[str, str]:
        return {
            "python_version": self.python,
            "python_full_version": f"{self.python}.0",
            "implementation_name": "cpython",
            "platform_python_implementation": "CPython",
            "extra": "",
            **dict(self.marks),
        }


WINDOWS = (
    *(("sys_platform", "win32"), ("os_name", "nt"), ("platform_system", "Windows")),
    ("platform_machine", "AMD64"),
)
LINUX = (
    *(("sys_platform", "linux"), ("os_name", "posix"), ("platform_system", "Linux")),
    ("platform_machine", "x86_64"),
)
TARGETS = tuple(
    Target(name, python, platforms, marks)
    for name, platforms, marks in (("linux", MANYLINUX, LINUX), ("windows", ("win_amd64",), WINDOWS))
    for python in PYTHONS
)


def choose(lock: str, target: Target) -> str:
    """Return the lines of the lock that this PC needs, without their markers.

    pip itself reads markers for the Python that runs it, whatever platform it downloads for.
    """
    return "".join(
        f"{found['asked'].split(';')[0].strip()} \\\n{found['hashes'].rstrip().rstrip(chr(92)).rstrip()}\n"
        for found in ENTRY.finditer(lock)
        if _is_for(Requirement(found["asked"]), target)
    )


def _is_for(asked: Requirement, target: Target) -> bool:
    return asked.marker is None or asked.marker.evaluate(target.environment)


def download(lock: Path, folder: Path) -> Iterator[tuple[Target, bool]]:
    """Fetch the wheels of every target into one folder, a pure one once; yield each target with how it went."""
    folder.mkdir(parents=True, exist_ok=True)
    for target in TARGETS:
        chosen = folder / f".{target.name}-{target.python}.txt"
        chosen.write_text(choose(lock.read_text(encoding="utf-8"), target), encoding="utf-8")
        done = subprocess.run(_command(chosen, folder, target), check=False)
        chosen.unlink()
        yield target, done.returncode == 0


def _command(chosen: Path, folder: Path, target: Target) -> list[str]:
    platforms = [word for platform in target.platforms for word in ("--platform", platform)]
    return [
        *(sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-input", "--no-deps"),
        *("--require-hashes", "--only-binary=:all:", "--implementation", "cp", "--python-version", target.python),
        *platforms,
        *("--dest", str(folder), "-r", str(chosen)),
    ]
