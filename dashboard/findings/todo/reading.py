"""What «Việc cần làm» is read from, asked for in one place by page and document."""

from typing import Protocol

from dashboard.findings.todo.item import Answers
from dashboard.text import Text
from queries import Reference, Result, Table

REPORT = "movement_report_comparison"


class Asker(Protocol):
    """Who asks `queries` for every unit and group: what one of them lacks is not what nobody loaded."""

    def value(self, indicator_id: str) -> Result: ...
    def table(self, table_id: str, *, by_area: bool = False) -> Table: ...


def read_answers(
    everyone: Asker, ward: Reference, area_id: str | None, unit_id: str | None, query: str, text: Text
) -> Answers:
    """Ask for everything; the list is then that of the chosen khối and unit. `query`: the filters of its links."""
    leads = (target.lead_unit_id for target in ward.targets if target.indicator_id == "net_change_poor")
    return Answers(
        tasks=everyone.table("task_list"),
        conclusions=everyone.table("conclusion_list"),
        lines=everyone.table("project_lines"),
        reports=everyone.table("area_reports"),
        unserved=everyone.table("unserved"),
        differences=everyone.table("class_differences"),
        suggestions=everyone.table("link_suggestions"),
        unexplained=everyone.value("unexplained_households"),
        comparison=everyone.table(REPORT),
        by_area=everyone.table(REPORT, by_area=True),
        units={unit.unit_id: text.of(unit.words) for unit in ward.units},
        areas={area.area_id: area.name for area in ward.areas},
        lead_id=next(leads, None),
        area_id=area_id,
        unit_id=unit_id,
        query=query,
        text=text,
    )
