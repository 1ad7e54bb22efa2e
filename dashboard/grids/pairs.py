"""Two rows side by side: who is not explained, and which other row may be the same household."""

from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Line, Link, headed
from dashboard.text import Text
from queries import Table, words_of


@lru_cache(maxsize=64)
def unexplained(table: Table, link: str, text: Text) -> Grid:
    """Return the households nobody explains: who, what happened, why it is open, and who it may be."""
    heads = headed(*(text(f"pairs.{name}") for name in ("household", "change", "reason", "perhaps")))
    lines = tuple(
        (
            _who(row, link, text),
            _words(_change(row, text)),
            _words(text.of(words_of("reason", str(row["reason"])))),
            _perhaps(row, text),
        )
        for row in table.records()
    )
    return Grid(text.of(table.title), heads, lines, look="pairs")


@lru_cache(maxsize=64)
def say_same(table: Table, text: Text) -> str:
    """Name those who may stand here twice: one row left the list, one entered it, and each suggests the other."""
    scored = [row for row in table.records() if row["score"] is not None]
    entered = [_ends(row)[::-1] for row in scored if row["begin_class"] == "absent"]
    twice = [row for row in scored if row["end_class"] == "absent" and _ends(row) in entered]
    names = ", ".join(" · ".join(filter(None, (row["area_name"], row["head_name"]))) for row in twice)
    count = fmt.counted(len(twice), "household", text)
    return text("unexplained.pairs", rows=fmt.padded(2 * len(twice), text), count=count, names=names) if twice else ""


@lru_cache(maxsize=64)
def suggestions(table: Table, text: Text) -> Grid:
    """Return both rows of each open suggestion side by side, what is alike, and the line that decides it."""
    heads = headed(*(text(f"pairs.{name}") for name in ("earlier", "later", "alike", "decide")))
    lines = tuple(_suggestion(row, text) for row in table.records())
    return Grid(text.of(table.title), heads, lines, look="pairs")


def _suggestion(row: dict[str, Any], text: Text) -> Line:
    alike = _words(_evidence(row, text), _score(row["score"], text))
    return (
        _side(row, "earlier", text),
        _side(row, "later", text),
        alike,
        Cell(_command(row), (_command(row),), "command"),
    )


def _ends(row: dict[str, Any]) -> tuple[tuple[object, object], tuple[object, object]]:
    """Return who the row is and who it may be; a code may differ between two lists."""
    return (row["area_name"], row["head_name"]), (row["other_area"], row["other_name"])


def _side(row: dict[str, object], side: str, text: Text) -> Cell:
    told = [str(row[f"{side}_{name}"]) for name in ("area", "code", "name") if row[f"{side}_{name}"]]
    state = text.of(words_of("class", str(row[f"{side}_class"])))
    return _words(" · ".join(told), f"{fmt.period(str(row[f'{side}_period']), text)}: {state}")


def _evidence(row: dict[str, object], text: Text) -> str:
    return ", ".join(text.of(words_of("evidence", code.strip())) for code in str(row["evidence"]).split(","))


def _command(row: dict[str, object]) -> str:
    """Write the whole line; who decides fills in the verdict and the name."""
    ends = (row["earlier_period"], row["earlier_id"], row["later_period"], row["later_id"])
    return f"python -m etl link {' '.join(str(end) for end in ends)} --verdict same --by …"


def _change(row: dict[str, object], text: Text) -> str:
    return " → ".join(text.of(words_of("class", str(row[name]))) for name in ("begin_class", "end_class"))


def _perhaps(row: dict[str, object], text: Text) -> Cell:
    """Write the suggested other row; without one there is nobody to ask but the khối."""
    told = [str(row[name]) for name in ("other_area", "other_code", "other_name") if row[name]]
    return _words(" · ".join(told), _score(row["score"], text)) if told else _words(text("pairs.nobody"))


def _score(score: object, text: Text) -> str:
    return "" if score is None else text("pairs.score", score=fmt.percent(float(str(score)), text))


def _who(row: dict[str, object], link: str, text: Text) -> Cell:
    told = (str(row[name]) for name in ("area_name", "household_code", "head_name") if row[name])
    said = " · ".join(told) or text("table.open")
    return Cell(said, (said,), link=Link(f"{link}{row['household_id']}"))


def _words(shown: str, quiet: str = "") -> Cell:
    return Cell(shown, (" – ".join(filter(None, (shown, quiet))),), quiet=quiet)
