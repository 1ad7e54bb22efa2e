"""Which listed rows of different rounds are one household: rules that are sure, and suggestions for a person to decide.

The lists are walked in time order; each is held against all households of the lists before it. What a rule cannot
tell apart it leaves alone.
"""

from collections.abc import Iterator
from pathlib import Path

import duckdb

from etl.issue import Issue, Severity
from etl.linking.decisions import LINKS_FILE

_HERE = Path(__file__).parent


def link_households(connection: duckdb.DuckDBPyConnection) -> list[Issue]:
    """Fill core.household_link and core.link_suggestion from stage; return what is wrong with the decisions."""
    first, *others = _list_steps("prepare")
    _run(connection, first)
    places = connection.execute("SELECT place FROM stage.link_round ORDER BY place").fetchall()
    if len(places) == 1 and not _run(connection, "SELECT count(*) FROM stage.link_decision"):
        # Nothing to hold it against: every row is a household of its own.
        connection.execute(_read("alone.sql"))
        return []
    for step in others:
        _run(connection, step)
    for (place,) in places:
        _walk(connection, place)
    connection.execute(
        "INSERT INTO core.household_link BY NAME SELECT period, standard_id, listed_id, household_id, method, score "
        "FROM stage.link_result JOIN stage.link_round USING (place, period)"
    )
    return list(_list_unused(connection))


def _walk(connection: duckdb.DuckDBPyConnection, place: int) -> None:
    """Match the rows of one list, rule by rule; give every row its household; write down what remains doubtful."""
    at = {"place": place}
    connection.execute("DELETE FROM stage.link_match")
    if place > 1:
        for step in _list_steps("look"):
            _run(connection, step, at)
        for rule in _list_steps("rules"):
            _match(connection, rule, at)
    _run(connection, _read("record.sql"), at)
    if place > 1:
        # No row left, or nothing it has in common with any household: nothing to suggest.
        all(_run(connection, step, at) for step in _list_steps("suggest"))


def _match(connection: duckdb.DuckDBPyConnection, rule: str, at: dict[str, int]) -> None:
    """Take the best candidates of one rule, again and again: each pair taken may leave another without an equal."""
    waiting = _run(connection, f"CREATE OR REPLACE TABLE stage.link_candidate AS {rule}", at)
    while waiting > 0 and (accepted := _run(connection, _read("accept.sql"))):
        waiting -= accepted


def _list_unused(connection: duckdb.DuckDBPyConnection) -> Iterator[Issue]:
    for line, verdict, period, missing in connection.execute(_read("unused.sql")).fetchall():
        what = (
            f"không thấy hộ {missing} trong danh sách kỳ {period} đang nạp"
            if missing
            else f"quyết định «{verdict}» trái với một quyết định khác hoặc với chính danh sách kỳ {period}"
        )
        yield Issue(
            Severity.WARNING,
            "link_decision_unused",
            f"Dòng {line} của decisions/{LINKS_FILE}: {what}; quyết định này chưa dùng được. "
            "Hãy xem lại bằng lệnh «python -m etl links» và ghi quyết định mới nếu cần.",
            f"decisions/{LINKS_FILE}",
            row=line,
        )


def _list_steps(folder: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted((_HERE / folder).glob("*.sql"))]


def _run(connection: duckdb.DuckDBPyConnection, sql: str, at: dict[str, int] | None = None) -> int:
    """The number of rows written."""
    row = connection.execute(sql, at if at and "$place" in sql else None).fetchone()
    return int(row[0]) if row else 0


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
