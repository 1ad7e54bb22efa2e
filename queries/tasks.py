"""The columns of tasks and conclusions that follow from their others: how each stands, and how long it is overdue."""

from datetime import date
from enum import StrEnum

from queries.listing import TableDefinition
from queries.progress import FREQUENCY_DAYS
from queries.scope import Scope
from queries.ward import Reference, Setting
from queries.words import Words

FREQUENCY = "task_report_frequency"
UNPLANNED = Words("Nhiệm vụ ngoài bảy nhóm của Kế hoạch", "Task outside the seven groups of the plan")


class Standing(StrEnum):
    """Where a task or a conclusion is by the published rule, on the day of looking; the worst first."""

    OVERDUE = "overdue"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    STALE = "stale"
    UNREPORTED = "unreported"
    IN_TIME = "in_time"
    UNDATED = "undated"
    DONE_LATE = "done_late"
    DONE = "done"


def add_delay(
    rows: list[tuple[object, ...]], definition: TableDefinition, scope: Scope, reference: Reference
) -> list[tuple[object, ...]]:
    """Return the rows with every declared column, the delay and the standing as of the day the page is seen from."""
    read = [column.name for column in definition.columns if not column.is_derived]
    told = [dict(zip(read, row, strict=True)) for row in rows]
    names = [column.name for column in definition.columns]
    fresh_days = count_fresh_days(reference.settings)
    return [tuple((cells | _derive(cells, scope.as_of, fresh_days))[name] for name in names) for cells in told]


def count_fresh_days(settings: dict[str, Setting]) -> int | None:
    """Return for how many days a report of tasks speaks; None in a snapshot from before there was such a rule."""
    frequency = settings.get(FREQUENCY)
    return FREQUENCY_DAYS[frequency.value] + int(settings["stale_grace_days"].value) if frequency else None


def name_by_plan(cells: dict[str, object], reference: Reference) -> Words:
    """Return what the plan calls a task, in whose own name somebody may have written anything."""
    measure, target_id = cells["measure"], cells["target_id"]
    if isinstance(measure, Words):
        return measure
    target = next((one for one in reference.targets if one.target_id == target_id), None)
    if target:
        return Words(f"Nhiệm vụ của chỉ tiêu {target.label}", f"Task of target {target.label}")
    return UNPLANNED


def _derive(cells: dict[str, object], as_of: date, fresh_days: int | None) -> dict[str, object]:
    due, done, status, told = (cells[name] for name in ("due_date", "done_date", "status", "report_date"))
    is_old = isinstance(told, date) and fresh_days is not None and (as_of - told).days > fresh_days
    standing = judge_standing(status, due, done, as_of, is_reported=told is not None, is_old=is_old)
    return {"days_overdue": count_overdue(due, status, as_of), "standing": str(standing)}


def judge_standing(
    status: object, due: object, done: object, as_of: date, *, is_reported: bool, is_old: bool = False
) -> Standing:
    """Say how something that is to be done stands; what nobody reports is never «not begun».

    An old report no longer says that all is well; what it says against stays, so that nobody gains by silence.
    """
    if not is_reported:
        return Standing.UNREPORTED
    if status == "done":
        is_late = isinstance(due, date) and isinstance(done, date) and done > due
        return Standing.DONE_LATE if is_late else Standing.DONE
    if status == "unknown":
        return Standing.UNKNOWN
    if count_overdue(due, status, as_of):
        return Standing.OVERDUE
    if status == "blocked":
        return Standing.BLOCKED
    if is_old:
        return Standing.STALE
    return Standing.IN_TIME if isinstance(due, date) else Standing.UNDATED


def count_overdue(due: object, status: object, as_of: date) -> int | None:
    """Return the days past the due day: 0 while it is not past or once it is done, None where that is not known."""
    if status == "done":
        return 0
    if not isinstance(due, date):
        return None
    days = max(0, (as_of - due).days)
    return None if days and status == "unknown" else days
