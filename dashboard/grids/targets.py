"""The seven rows of the overview as a table for files: what the bars draw stands there as numbers."""

from functools import lru_cache

from dashboard import format as fmt
from dashboard.charts.bullet import Bullet
from dashboard.grids.grid import Cell, Grid, Head, Line
from dashboard.text import Text

WORDS = ("target", "actual", "status", "remaining", "other", "lead")
NUMBERS = ("key_done", "file_whole", "key_doubt", "key_opening", "key_goal")


@lru_cache(maxsize=64)
def grid(bullets: tuple[Bullet, ...], text: Text) -> Grid:
    heads = (Head(text("overview.label")), *(Head(text(f"overview.{name}")) for name in (*WORDS, *NUMBERS)))
    return Grid(text("overview.caption"), (heads,), tuple(_line(bullet) for bullet in bullets))


def _line(bullet: Bullet) -> Line:
    words = (bullet.label, bullet.sentence, bullet.figure, bullet.status_words, bullet.remaining, bullet.note)
    unknown = None if bullet.actual is None else bullet.unknown
    numbers = (bullet.actual, bullet.whole, unknown, bullet.opening, bullet.goal)
    # Where there is a number, or a status line over tasks, the others do not belong to its kind; else nothing is known.
    is_told = bullet.actual is not None or bullet.sign is not None
    missing = fmt.DASH if is_told else bullet.figure
    return (
        *(Cell(word) for word in (*words, bullet.lead)),
        *(Cell(missing, (number,), "number") for number in numbers),
    )
