"""The lines of the project reports, as they truly stand and as they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from synthetic_ward.scenario import Cells, read_rows


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """What is true of one line on the day of a report; None is not reported. `written`: cells worded otherwise.

    Money in millions of đồng; `unit` is the name as the report spells it, `unit_name` as the reference does. `part` tells
    the second row of a line that has a second source of money.
    """

    report_date: date
    project_ids: str
    part: str
    unit_id: str
    unit_name: str
    unit: str
    line: str
    fund_source: str
    output_unit: str
    planned: float | None
    milestone: float | None
    done: float | None
    assigned: float
    carried_over: float | None
    disbursed: float | None
    status: str
    obstacle: str
    written: Mapping[str, str]

    @property
    def key(self) -> str:
        return f"{self.project_ids}@{self.part}" if self.part else self.project_ids

    @property
    def share(self) -> float | None:
        """Disbursed over assigned and carried over; None where there is nothing to divide."""
        available = self.assigned + (self.carried_over or 0)
        return None if self.disbursed is None or not available else self.disbursed / available


def read_project_lines() -> tuple[ProjectLine, ...]:
    fixed = {(row["project_ids"], row["part"]): row for row in read_rows("project_lines")}
    written: dict[tuple[str, str], dict[str, str]] = {}
    for row in read_rows("written_as"):
        written.setdefault((row["report_date"], row["project_ids"]), {})[row["field"]] = row["text"]
    return tuple(
        read_project_line(
            row,
            fixed[row["project_ids"], row["part"]],
            {} if row["part"] else written.get((row["report_date"], row["project_ids"]), {}),
        )
        for row in read_rows("project_reports")
    )


def read_project_line(row: Cells, fixed: Cells, written: Cells) -> ProjectLine:
    return ProjectLine(
        report_date=date.fromisoformat(row["report_date"]),
        project_ids=row["project_ids"],
        part=row["part"],
        unit_id=fixed["unit_id"],
        unit_name=fixed["unit_name"],
        unit=fixed["unit_written"],
        line=fixed["line"],
        fund_source=fixed["fund_source"],
        output_unit=fixed["output_unit"],
        planned=read_number(row["planned"]),
        milestone=read_number(row["milestone"]),
        done=read_number(row["done"]),
        assigned=float(row["assigned"]),
        carried_over=read_number(row["carried_over"]),
        disbursed=read_number(row["disbursed"]),
        status=row["status"],
        obstacle=row["obstacle"],
        written=written,
    )


def read_number(text: str) -> float | None:
    return float(text) if text else None
