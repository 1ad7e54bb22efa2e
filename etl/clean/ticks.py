"""Ticks: x, X, ×, ✓, 1, có; a dash of any length is blank; anything else is doubtful and asked about, never guessed."""

from etl.clean.text import Value, fold_text, tidy_text
from etl.errors import CellError

_YES = frozenset({"x", "×", "х", "✓", "✔", "☑", "☒", "√", "v", "1", "có", "co", "true", "c", "y", "yes"})
_YES |= {"✅", "⊠", "🗸", "🗹", "●", "•", "■", "◼", "✕", "╳", "xx", "xxx", "+", "đúng"}
# An empty box is a box that nobody ticked.
_NO = frozenset({"", "0", "không", "khong", "false", "o", "no", "☐", "□", "◻"})
_UNKNOWN = "chua ro"
_DASHES = "-–—_"
_AROUND = "()[]{}.,;'\"’"


def parse_tick(value: Value) -> bool | None:
    """True for a tick, False for an empty cell or a written no, None where «chưa rõ» is written.

    Raises CellError (rule `doubtful_tick`) for anything else.
    """
    text = tidy_text(value).lower().replace("\ufe0f", "")
    bare = text.strip(_AROUND) or text
    if bare.strip(_DASHES) in _NO:
        return False
    if bare in _YES or (fold_text(bare) in _YES and "?" not in text):
        return True
    if fold_text(text) == _UNKNOWN:
        return None
    raise CellError(
        "doubtful_tick", tidy_text(value), "không rõ ô này có được đánh dấu hay không; hãy ghi x hoặc để trống"
    )
