"""What the officer's commands leave in the trail: which act, on what, under whose account; never a name of a list."""

from datetime import datetime
from pathlib import Path

from etl.errors import InputError
from trail import Act, append, check_writable, find_account, find_trail


def require_trail(root: Path) -> None:
    """Raises InputError where nothing could be written down: then nothing is changed either."""
    path = find_trail(root)
    try:
        check_writable(path)
    except OSError as error:
        raise _explain(path, error) from None


def write_down(root: Path, act: str, what: str, rows: int | None = None) -> None:
    """Write one line down. `what`: the id of a draft, snapshot, form, question or table."""
    path = find_trail(root)
    try:
        append(path, Act(*find_account(), act, what, rows), now=datetime.now())
    except OSError as error:
        raise _explain(path, error) from None


def _explain(path: Path, error: OSError) -> InputError:
    return InputError(
        f"Không ghi được nhật ký truy cập {path}: {error.strerror}. "
        "Hãy cho tài khoản này quyền ghi vào thư mục ấy, hoặc đặt WARD_TRAIL."
    )
