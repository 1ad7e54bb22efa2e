"""The class of a household that waits for an answer: what was published stays, written down in decisions/held.csv."""

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

import duckdb

from etl.decisions.answers import Answers
from etl.decisions.log import NewLine, append_line, read_log, require_filled
from etl.folder import HELD_FILE
from etl.staging import append_rows, name_rows, write_text

_HERE = Path(__file__).parent
_COLUMNS = ("period", "standard_id", "listed_id", "recognised_class")


@dataclass(frozen=True, slots=True)
class HeldClass:
    """What stood in the snapshot `stamp` when lists began to differ; the last line of a household holds."""

    held_at: str
    period: str
    standard_id: str
    listed_id: str
    recognised_class: str
    stamp: str


_FIELDS = tuple(field.name for field in fields(HeldClass))


def read_held(decisions: Path) -> list[HeldClass]:
    """Raises InputError naming file and line where one cannot be read."""
    lines = read_log(decisions, HELD_FILE, _FIELDS)
    for line in lines:
        require_filled(line, _FIELDS, may_be_empty=())
    return [HeldClass(*line.cells) for line in lines]


def append_held(decisions: Path, held: Sequence[HeldClass]) -> None:
    for line in held:
        append_line(decisions, NewLine(HELD_FILE, _FIELDS, astuple(line)))


def write_held(decisions: Path, held: Sequence[HeldClass]) -> str:
    """The whole file with these lines added, for a change of several files at once."""
    path, text = decisions / HELD_FILE, io.StringIO(newline="")
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    text.write(before if before.endswith("\n") or not before else f"{before}\n")
    csv.writer(text, lineterminator="\n").writerows([*([] if before else [_FIELDS]), *map(astuple, held)])
    return text.getvalue()


def stage_answers(connection: duckdb.DuckDBPyConnection, answers: Answers) -> None:
    rows = [(line, kind, subject, answer) for (kind, subject), (line, answer) in answers.in_force.items()]
    append_rows(connection, "stage.answer", ["line", "kind", "subject", "answer"], rows)


def keep_classes(connection: duckdb.DuckDBPyConnection, held: Sequence[HeldClass], published: Path | None) -> None:
    """Fill stage.class_kept for the households whose class waits: what a person answered, else what was published."""
    _run(connection, "1_conflicts.sql")
    waiting = connection.execute(
        "SELECT period, standard_id, listed_id FROM stage.class_conflict WHERE NOT is_answered"
    ).fetchall()
    known = _read_published(published, waiting) if published and waiting else []
    append_rows(connection, "stage.class_published", [*_COLUMNS, "stamp", "was_asked"], known)
    append_rows(
        connection, "stage.class_held", ["line", *_COLUMNS], [(n, *_key(line)) for n, line in enumerate(held, start=1)]
    )
    _run(connection, "2_kept.sql")


def note_fresh(connection: duckdb.DuckDBPyConnection) -> int:
    """Leave in the warehouse what is kept and not written down yet, of conflicts that the published one did not know.

    Returns how many.
    """
    fresh = connection.execute(
        "INSERT INTO meta.class_held BY NAME SELECT period, standard_id, listed_id, recognised_class, stamp "
        "FROM stage.class_kept WHERE is_fresh ORDER BY ALL"
    ).fetchone()
    return int(fresh[0]) if fresh else 0


def take_fresh(part: Path, *, held_at: str) -> list[HeldClass]:
    """Take out of a warehouse that is about to be published what is to be written down with it."""
    with duckdb.connect(str(part)) as connection:
        rows = connection.execute(
            "DELETE FROM meta.class_held RETURNING period, standard_id, listed_id, recognised_class, stamp"
        ).fetchall()
    return [HeldClass(held_at, *row) for row in sorted(rows)]


def _key(line: HeldClass) -> tuple[str, ...]:
    return line.period, line.standard_id, line.listed_id, line.recognised_class


def _read_published(published: Path, waiting: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """The classes published of the households that wait, and whether each was waiting there already."""
    try:
        with duckdb.connect(str(published), read_only=True) as before:
            before.register("waiting", write_text(name_rows(_COLUMNS[:3], waiting)))
            return before.execute((_HERE / "class_published.sql").read_text(encoding="utf-8")).fetchall()
    except duckdb.Error:
        # Of another version of the software: nothing is known of it.
        return []


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((_HERE / name).read_text(encoding="utf-8"))
