"""Every indicator and table there is: the SQL files under `indicators/` and `tables/`, and the words of their codes."""

from functools import cache
from pathlib import Path

import yaml

from queries.errors import AskedWrongly
from queries.header import read_indicator, read_table
from queries.indicator import Indicator
from queries.listing import TableDefinition
from queries.words import Words

FOLDER = Path(__file__).parent


@cache
def indicators() -> tuple[Indicator, ...]:
    """Return every indicator by id. Raises DefinitionError when a file is written wrongly."""
    return tuple(read_indicator(path) for path in sorted((FOLDER / "indicators").glob("*.sql")))


@cache
def tables() -> tuple[TableDefinition, ...]:
    """Return every table by id. Raises DefinitionError when a file is written wrongly."""
    return tuple(read_table(path) for path in sorted((FOLDER / "tables").glob("*.sql")))


def find_indicator(indicator_id: str) -> Indicator:
    known = {indicator.id: indicator for indicator in indicators()}
    if indicator_id not in known:
        shown = ", ".join(known)
        raise AskedWrongly(
            f"Không có chỉ tiêu «{indicator_id}». Đang có: {shown}.",
            f"There is no indicator «{indicator_id}». There are: {shown}.",
        )
    return known[indicator_id]


def find_table(table_id: str) -> TableDefinition:
    known = {table.id: table for table in tables()}
    if table_id not in known:
        shown = ", ".join(known)
        raise AskedWrongly(
            f"Không có bảng «{table_id}». Đang có: {shown}.",
            f"There is no table «{table_id}». There are: {shown}.",
        )
    return known[table_id]


def words_of(codes: str, code: str) -> Words:
    """Return the words of one code (`words_of("school_status", "late")`), the code itself where the list has none."""
    return read_codes().get(codes, {}).get(code, Words(code, code))


@cache
def read_codes() -> dict[str, dict[str, Words]]:
    """Read codes.yml: list -> code -> words, in the order in which codes are shown."""
    lists = yaml.safe_load((FOLDER / "codes.yml").read_text(encoding="utf-8"))
    return {name: {code: Words(**words) for code, words in codes.items()} for name, codes in lists.items()}
