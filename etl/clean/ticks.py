"""Ticks: x, X, ×, ✓, 1, có; a dash of any length is blank; anything else is doubtful and asked about, never guessed."""

from etl.clean.text import Value, fold_text, tidy_text
from etl.errors import CellError

_YES = frozenset({"x", "×", "х", "✓", "✔", "☑", "☒", "√", "v", "1", "có", "co", "true", "c"})
_NO = frozenset({"", "0", "không", "khong", "false", "o"})
_UNKNOWN = "chua ro"
_DASHES = "-–—"


def parse_tick(value: Value) -> bool | None:
    """True for a tick, False for an empty cell or a written no, None where «chưa rõ» is written.

    Raises CellError (rule `doubtful_tick`) for anything else.
    """
    text = tidy_text(value).lower()
    if text.strip(_DASHES) in _NO:
        return False
    if text in _YES or (fold_text(text) in _YES and "?" not in text):
        return True
    if fold_text(text) == _UNKNOWN:
        return None
    raise CellError(
        "doubtful_tick", tidy_text(value), "không rõ ô này có được đánh dấu hay không; hãy ghi x hoặc để trống"
    )
