"""The output of a reporting line through its reports of the year: what the burn-up draws."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.charts.tracks import read_cells
from dashboard.findings.projects import ABSENT
from dashboard.text import Text
from queries import Table, WorkStatus


@dataclass(frozen=True, slots=True)
class Point:
    """What one report says; `planned` is due by its day, `is_spread` by days instead of a milestone of the unit."""

    day: date
    done: float | None
    planned: float | None
    is_spread: bool


@dataclass(frozen=True, slots=True)
class Burnup:
    """One line as seen on `day`. `goals` are its yearly plans, newest last; `points` its reports, the oldest first."""

    line_id: str
    unit_id: str
    name: str
    output_unit: str | None
    goals: tuple[float, ...]
    points: tuple[Point, ...]
    day: date
    is_today: bool
    is_stale: bool = False
    is_absent: bool = False

    @property
    def goal(self) -> float:
        return self.goals[-1] if self.goals else 0.0

    @property
    def is_spread(self) -> bool:
        return any(point.is_spread for point in self.points)

    @property
    def is_told(self) -> bool:
        return any(point.done is not None for point in self.points)

    @property
    def is_countable(self) -> bool:
        """Tell whether the output is things that one counts: it has a name and is never half."""
        values = [*self.goals, *(point.done for point in self.points if point.done is not None)]
        return bool(self.output_unit) and all(float(value).is_integer() for value in values)


def read_burnups(lines: Table, reports: Table, text: Text) -> tuple[Burnup, ...]:
    """Return every row of `project_lines` with its `project_reports`, in the order of the lines."""
    told = read_cells(reports, text)
    return tuple(
        _read_line(row, [one for one in told if all(one[key] == row[key] for key in ("line_id", "unit_id"))], lines)
        for row in read_cells(lines, text)
    )


def _read_line(row: dict[str, Any], told: list[dict[str, Any]], lines: Table) -> Burnup:
    told.sort(key=lambda report: report["report_date"])
    plans = [float(report["output_planned"]) for report in told if report["output_planned"] is not None]
    return Burnup(
        line_id=row["line_id"],
        unit_id=row["unit_id"],
        name=row["line_name"],
        output_unit=row["output_unit"],
        # A plan that reports repeat is one plan; one that the newest report no longer gives is none.
        goals=() if row["output_planned"] is None else tuple(plan for plan, _ in groupby(plans)),
        points=tuple(
            Point(one["report_date"], one["output_done"], one["plan_at_report"], bool(one["is_spread"])) for one in told
        ),
        day=lines.as_of,
        is_today=lines.as_of == lines.filters.today,
        is_stale=bool(row["is_stale"]),
        is_absent=WorkStatus(row["work_status"]) in ABSENT,
    )
