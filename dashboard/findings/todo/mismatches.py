"""What does not agree: decided and computed class, the ward's report and its lists, who came or went unexplained."""

from collections.abc import Iterable

from dashboard import format as fmt
from dashboard.findings.movement import unexplained
from dashboard.findings.todo.item import Answers, Kind, Todo, join_names, records
from queries import Table


def list_mismatches(answers: Answers) -> list[Todo]:
    if not answers.of_lists:
        return []
    return [*_chase_classes(answers), *_chase_report(answers), *_chase_unexplained(answers), *_chase_pairs(answers)]


def _chase_classes(answers: Answers) -> Iterable[Todo]:
    rows = records(answers.differences)
    if rows:
        said = answers.text(
            "todo.classes",
            count=fmt.counted(len(rows), "household", answers.text),
            areas=join_names(row["area_name"] for row in rows),
        )
        yield _chase(said, len(rows), answers)


def _chase_report(answers: Answers) -> Iterable[Todo]:
    """Name the khối whose report differs; the ward where no khối may be told or the report is of the whole."""
    whole, *of_areas = answers.comparisons
    # A report of the whole ward answers for every khối alike.
    is_divided = any(table.rows not in ((), whole[1].rows) for _, table in of_areas)
    counted = [(name, count_differing(table)) for name, table in (of_areas if is_divided else [whole])]
    named = [name for name, number in counted if number]
    if named:
        text, cells = answers.text, sum(number for _, number in counted)
        said = text("todo.report", cells=fmt.padded(cells, text), places=join_names(named))
        yield _chase(said, cells, answers)


def count_differing(table: Table) -> int:
    """Count the cells that differ; one left blank where somebody is counted does, one nobody can count does not."""
    cells = [row for row in records(table) if row["step"] != "residual"]
    return sum(bool(row["difference"] or (row["reported"] is None and row["ours"])) for row in cells)


def _chase_unexplained(answers: Answers) -> Iterable[Todo]:
    row = answers.unexplained.total
    if row is not None and not row.suppressed and (row.numerator or row.unknown):
        said = unexplained(answers.unexplained, answers.text).rstrip(".")
        yield _chase(said, (row.numerator or 0) + row.unknown, answers, muc="chua_ro")


def _chase_pairs(answers: Answers) -> Iterable[Todo]:
    rows = answers.suggestions.rows
    if rows:
        said = answers.text("todo.pairs", count=fmt.padded(len(rows), answers.text))
        yield _chase(said, len(rows), answers, muc="chua_ro")


def _chase(said: str, size: float, answers: Answers, **place: str) -> Todo:
    return Todo(Kind.MISMATCH, said, answers.lead, answers.address("bien-dong", **place), (0, size))
