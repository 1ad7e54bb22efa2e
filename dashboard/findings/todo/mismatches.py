"""What does not agree: decided and computed class, the ward's report and its lists, who came or went unexplained."""

from collections.abc import Iterable
from typing import Any

from dashboard import format as fmt
from dashboard.findings.movement import unexplained
from dashboard.findings.todo.item import Answers, Kind, Todo, join_names


def list_mismatches(answers: Answers) -> list[Todo]:
    if not answers.of_lists:
        return []
    return [*_chase_classes(answers), *_chase_report(answers), *_chase_unexplained(answers), *_chase_pairs(answers)]


def _chase_classes(answers: Answers) -> Iterable[Todo]:
    rows = answers.differences.records()
    if rows:
        said = answers.text(
            "todo.classes",
            count=fmt.counted(len(rows), "household", answers.text),
            areas=join_names(row["area_name"] for row in rows),
        )
        yield _chase(said, len(rows), answers)


def _chase_report(answers: Answers) -> Iterable[Todo]:
    """Name the khối whose report differs; where they may not be told apart, count the cells of the whole."""
    text, by_area = answers.text, answers.by_area
    differing = [row for row in (answers.comparison if by_area.withheld else by_area).records() if _differs(row)]
    if differing:
        places = join_names(answers.areas.get(row.get("area_id", ""), "") for row in differing)
        said = text(
            "todo.report",
            cells=fmt.padded(len(differing), text),
            places=text("todo.places", names=places) if places else "",
        )
        yield _chase(said, len(differing), answers, muc="doi_chieu")


def _differs(row: dict[str, Any]) -> bool:
    """A cell left blank where somebody is counted differs; the remainder is no cell of the form."""
    return row["step"] != "residual" and bool(row["difference"] or (row["reported"] is None and row["ours"]))


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
