"""Asks the loader by running it as the program that it is: one door for the command line and the screen.

Whatever a workbook does to the program that reads it, this server and its other sessions never notice.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock, Thread
from typing import IO, Any

from dashboard.ui import auth
from queries import find_data_dir

ROOT = Path(__file__).resolve().parents[2]
INBOX = "inbox"
OFFICER = ("officer",)
# Where a reading that is under way says how far it is: «7 24».
PROGRESS = "*.progress"
# Windows would open a black window for each.
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Answer:
    """`told` is what the program printed as JSON, None where it printed none; `said` its sentence to the person."""

    code: int
    told: Any
    said: str

    @property
    def is_done(self) -> bool:
        return self.code == 0


def ask(*words: str, as_json: bool = True, roles: tuple[str, ...] = OFFICER) -> Answer:
    """Run one command to its end; `as_json` False: one that writes a file and only says so."""
    return start(*words, as_json=as_json, roles=roles).wait()


@dataclass(slots=True, eq=False)
class Running:
    """One command under way. What it prints goes into files: a pipe that nobody empties would hold it back."""

    process: subprocess.Popen[bytes]
    printed: IO[bytes]
    complained: IO[bytes]
    data_dir: Path
    started: float = field(default_factory=time.time)
    answer: Answer | None = None
    lock: Lock = field(default_factory=Lock)

    @property
    def is_over(self) -> bool:
        return self.process.poll() is not None

    def wait(self) -> Answer:
        """Return the answer once there is one; whoever asks again gets the same."""
        self.process.wait()
        with self.lock:
            if self.answer is None:
                printed, complained = _read_out(self.printed), _read_out(self.complained)
                self.answer = Answer(self.process.returncode, _read_json(printed), read_sentence(complained))
            return self.answer

    def stop(self) -> None:
        self.process.terminate()

    def read_progress(self) -> tuple[int, int] | None:
        """Return how many of how many files were read, None before the first."""
        found = [
            path
            for folder in (self.data_dir, *(self.data_dir / INBOX).glob("*/"))
            for path in folder.glob(PROGRESS)
            if _modified(path) >= self.started - 1
        ]
        return _read_counts(max(found, key=_modified)) if found else None


def start(
    command: str, *words: str, as_json: bool = True, roles: tuple[str, ...] = OFFICER, typed: str = ""
) -> Running:
    """Start one command; what a person typed stands behind the options, and is none itself where «--» is before it.

    `typed` is what nobody else may read: the words of a command stand in every list of processes, its input does not.
    Raises NotYours for any other role than `roles`, whatever button was drawn before a role was taken away.
    """
    auth.require(*roles)
    folder = find_data_dir().resolve()
    printed, complained = TemporaryFile(), TemporaryFile()  # noqa: SIM115 - open as long as the program runs
    with TemporaryFile() as handed:
        handed.write(typed.encode("utf-8"))
        handed.seek(0)
        process = _run(folder, command, words, handed, printed, complained, as_json)
    return Running(process, printed, complained, folder)


def _run(
    folder: Path, command: str, words: tuple[str, ...], handed: IO[bytes], out: IO[bytes], err: IO[bytes], as_json: bool
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "etl", command, f"--data={folder}", *(["--json"] if as_json else []), *words],
        cwd=ROOT,
        env={**os.environ, "WARD_DATA": str(folder), "PYTHONUTF8": "1", **_name_account()},
        stdin=handed,
        stdout=out,
        stderr=err,
        creationflags=NO_WINDOW,
    )


def _name_account() -> dict[str, str]:
    """Return under whose account the program acts; at the one PC it is whoever sits there."""
    person = auth.look().person
    return {"WARD_ACCOUNT": person.account, "WARD_ROLE": person.seat.role} if person and person.account else {}


_lock = Lock()
_readings: list[Running] = []


def start_reading(command: str, *words: str, clean_up: Callable[[], None], typed: str = "") -> Running:
    """Start a reading that outlives the visit that asked for it: whoever opens the page meanwhile sees how far it is.

    `clean_up` runs at its end, also where nobody looks any more.
    """
    reading = start(command, *words, typed=typed)
    with _lock:
        _readings.append(reading)
    Thread(target=_await, args=(reading, clean_up), daemon=True).start()
    return reading


def _await(reading: Running, clean_up: Callable[[], None]) -> None:
    reading.wait()
    clean_up()


def find_reading() -> Running | None:
    """Return the oldest reading of this data folder that is under way."""
    folder = find_data_dir().resolve()
    with _lock:
        _readings[:] = [reading for reading in _readings if not reading.is_over]
        return next((reading for reading in _readings if reading.data_dir == folder), None)


def _read_out(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode("utf-8", errors="replace")


def _read_json(printed: str) -> Any:
    """Return the one value printed, or a list of them where each line is one."""
    try:
        return json.loads(printed)
    except json.JSONDecodeError:
        pass
    try:
        return [json.loads(line) for line in printed.splitlines() if line.strip()] or None
    except json.JSONDecodeError:
        return None


def read_sentence(complained: str) -> str:
    """Return what is meant for the person; the story of a crash is for the log of the server."""
    if "Traceback" in complained:
        print(complained, file=sys.stderr)
        return ""
    return complained.strip()


def _read_counts(path: Path) -> tuple[int, int] | None:
    try:
        done, total = path.read_text(encoding="ascii").split()[:2]
        return int(done), int(total)
    except (OSError, ValueError, UnicodeDecodeError):
        return None


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
