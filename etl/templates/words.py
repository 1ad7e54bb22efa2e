"""Values of the warehouse as an officer writes them, and what a cell may be chosen from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from etl.clean.text import Value
from etl.decisions.answers import CLASSES
from etl.layout import LayoutColumn

_TICKS = {True: "x", False: None, None: "chưa rõ"}
_UNKNOWN_CLASS = "Chưa rõ"
_SEXES = ("Nam", "Nữ")
# Columns whose words are names of the reference.
_NAMES = {
    "unit": "SELECT name FROM core.unit ORDER BY sort_key",
    "fund_source": "SELECT short_name FROM core.fund_source ORDER BY sort_key",
    "policy": "SELECT name FROM core.policy ORDER BY sort_key",
    "school_level": "SELECT name FROM core.school_level ORDER BY rank",
    "ethnicity": "SELECT name FROM core.ethnicity ORDER BY ethnicity_code",
    "standard": "SELECT name FROM core.standard ORDER BY valid_from",
}


@dataclass(frozen=True, slots=True)
class Words:
    """`areas`: name by id, as they are called at the end of the period; `chosen_areas` those of the ward."""

    areas: Mapping[str, str]
    chosen_areas: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]

    def show(self, column: LayoutColumn, value: object, words: Mapping[str, str]) -> Value:
        """What to write into a cell; `words` those of codes that the layout has none for."""
        if column.read == "tick" and (value is None or isinstance(value, bool)):
            return _TICKS[value]
        if value is None or isinstance(value, int | float):
            return value
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        text = str(value)
        if not text:
            return None
        if column.read == "area":
            return self.areas.get(text, text)
        if column.read == "class":
            return show_class(text)
        if words:
            return words.get(text)
        first = {code: _first(said) for code, said in column.words.items()}
        parts = text.split(",")
        return ", ".join(first[part] for part in parts) if parts and all(part in first for part in parts) else text

    def choose(self, field: str, column: LayoutColumn, words: Mapping[str, str]) -> tuple[str, ...]:
        """What this cell is chosen from; () where anything may be written."""
        if column.read == "tick":
            return (*(_first(said) for said in column.words.values()), *(() if column.words else ("x", "chưa rõ")))
        if column.read == "area":
            return self.chosen_areas
        if column.read == "class":
            return tuple(show_class(code) for code in CLASSES)
        if words:
            return tuple(words.values())
        if field == "sex":
            return _SEXES
        return self.names.get(field) or (() if field in _FREE else tuple(map(_first, column.words.values())))


# Several words may stand in one cell, or words of one's own.
_FREE = frozenset(("poverty_causes", "place"))


def show_class(code: str) -> str:
    return _UNKNOWN_CLASS if code == "unknown" else CLASSES[code]


def _first(said: tuple[str, ...]) -> str:
    return said[0].rstrip("… ")


def read_words(connection: duckdb.DuckDBPyConnection, last_day: date) -> Words:
    rows = connection.execute(
        "SELECT area_id, name, level = 'neighbourhood' AND area_id <> 'chua_xac_dinh' "
        "AND $day BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31') "
        "FROM core.area ORDER BY sort_key, valid_from",
        {"day": last_day},
    ).fetchall()
    names = {field: tuple(name for (name,) in connection.execute(sql).fetchall()) for field, sql in _NAMES.items()}
    return Words({area: name for area, name, _ in rows}, tuple(name for _, name, chosen in rows if chosen), names)
