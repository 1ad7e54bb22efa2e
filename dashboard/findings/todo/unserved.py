"""Who is eligible and not served: counts by policy and unit, never a name; what is not known is told elsewhere."""

from datetime import date
from typing import Any

from dashboard import format as fmt
from dashboard.findings.todo.item import Answers, Kind, Todo


def list_unserved(answers: Answers) -> list[Todo]:
    """Return the policies that somebody waits for."""
    rows = [row for row in answers.of_unit(answers.unserved) if row["waiting"]]
    return [
        Todo(
            Kind.UNSERVED,
            _say_waiting(row, answers),
            answers.units.get(row["unit_id"], ""),
            answers.address("chinh-sach", don_vi=row["unit_id"]),
            (0, row["waiting"]),
        )
        for row in rows
    ]


def _say_waiting(row: dict[str, Any], answers: Answers) -> str:
    text = answers.text
    return text(
        "todo.waiting",
        name=text.of(row["policy_name"]),
        # Where a khối's figures are not whole there may be more.
        at_least=text("todo.at_least") if row["unclear_areas"] else "",
        count=fmt.padded(row["waiting"], text),
        wait=_say_wait(row["oldest_since"], answers),
        origin=text(f"todo.from_{row['origin']}"),
    )


def _say_wait(since: date | None, answers: Answers) -> str:
    """Say how long the longest has waited; nothing where no day is written or it lies ahead."""
    days = (answers.unserved.as_of - since).days if since else 0
    return answers.text("todo.wait", days=fmt.padded(days, answers.text)) if days > 0 else ""
