"""The key of the names: one small file outside the data folder, for its owner's eyes alone.

One key a line; the first seals what is built, the others still open what was sealed before. Losing it loses nothing
that a build from the source files does not bring back.
"""

import os
import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from identity.cipher import SECRET_BYTES, Cipher
from identity.errors import find_broken, find_inside, find_unwritable

VARIABLE = "WARD_KEY"
_FOLDER, _FILE = "poverty-dashboard", "identity.key"
_LINE = re.compile(rf"[0-9a-f]{{{2 * SECRET_BYTES}}}")
_HEAD = (
    "# Khóa mở họ tên trong kho số liệu: không cất chung với dữ liệu. / Opens the names: keep it apart from the data.\n"
)


def find_key_file() -> Path:
    """The file that WARD_KEY names, else one among the settings of the account, which no copy of the project holds."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser().absolute() if named else _find_settings() / _FOLDER / _FILE


def _find_settings() -> Path:
    if sys.platform == "win32":
        # Not written on the network with the account, as APPDATA may be.
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def read_keys() -> tuple[Cipher, ...]:
    """The keys of this computer, the one that seals first; none where there is no file. Raises KeyFileBroken."""
    return tuple(Cipher(bytes.fromhex(line)) for line in _read_lines(find_key_file()))


def ensure_key(data_dir: Path) -> Cipher:
    """The key that seals, made where there is none. Raises KeyFileBroken, also where its place is in `data_dir`."""
    path = find_key_file()
    if data_dir.resolve() in path.resolve().parents:
        raise find_inside(str(path))
    if not path.exists():
        _write(path, lambda lines: lines or [secrets.token_hex(SECRET_BYTES)])
    return read_keys()[0]


def renew_key(*, forget: bool) -> Cipher:
    """Make a new key that seals from now on. `forget`: what was sealed before is opened no more."""
    _write(find_key_file(), lambda lines: [secrets.token_hex(SECRET_BYTES), *(() if forget else lines)])
    return read_keys()[0]


def _read_lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise find_broken(str(path)) from error
    lines = [line for line in map(str.strip, text.splitlines()) if line and not line.startswith("#")]
    if not lines or not all(map(_LINE.fullmatch, lines)):
        raise find_broken(str(path))
    return lines


def _write(path: Path, change: Callable[[list[str]], list[str]]) -> None:
    """Change the file whole or not at all, one at a time."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock")):
            lines = change(_read_lines(path))
            fresh = path.with_name(f".{path.name}.part")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8", newline="") as target:
                target.write(_HEAD + "".join(f"{line}\n" for line in lines))
                target.flush()
                os.fsync(target.fileno())
            fresh.replace(path)
    except OSError as error:
        raise find_unwritable(str(path)) from error
