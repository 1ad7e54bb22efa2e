"""The year of every reporting line and every dated task: what the timeline draws, read from three tables."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import format as fmt
from dashboard import theme
from dashboard.findings.projects import ABSENT
from dashboard.text import Text
from queries import Standing, Table, WorkStatus, words_of

NOT_DUE = theme.Sign(theme.INK, "◇", "diamond-open")
DONE = theme.Sign(theme.BLUE, "◆", "diamond")


@dataclass(frozen=True, slots=True)
class Report:
    """One report: its day and the state of the work on that day."""

    day: date
    state: str
    sign: theme.Sign


@dataclass(frozen=True, slots=True)
class Track:
    """One reporting line over the year; `state` is that of the day the page is seen from, `reports` the oldest first.

    `is_absent`: out of scope or without money.
    """

    name: str
    unit: str
    state: str
    sign: theme.Sign
    reports: tuple[Report, ...] = ()
    is_absent: bool = False
    is_stale: bool = False

    def words(self, text: Text) -> str:
        """Return «Dự án 2: ○ chưa rõ, báo cáo cuối 31/03/2026, đã cũ»; of a fresh report the mark says when."""
        said = f"{self.name}: {self.sign.shape} {self.state}"
        if self.is_absent:
            return said
        if not self.reports:
            return f"{said}, {text('timeline_year.no_report')}"
        last = fmt.day(self.reports[-1].day, text)
        return f"{said}, {text('timeline_year.stale', day=last)}" if self.is_stale else said


@dataclass(frozen=True, slots=True)
class Task:
    """A dated task; `status` is one of core.task, and None or «unknown» where nobody says whether it is done."""

    name: str
    unit: str
    due_date: date | None
    done_date: date | None
    status: str | None

    @property
    def is_done(self) -> bool:
        return self.done_date is not None or self.status == "done"

    def is_overdue(self, day: date) -> bool:
        return not self.is_done and self.is_known and self.due_date is not None and self.due_date < day

    @property
    def is_known(self) -> bool:
        return self.is_done or self.status not in (None, "unknown")

    def sign(self, day: date) -> theme.Sign:
        if self.is_done:
            return DONE
        if self.is_overdue(day):
            return theme.BAD
        return NOT_DUE if self.is_known else theme.UNKNOWN

    def words(self, day: date, text: Text) -> str:
        """Return «Hội nghị tham vấn: ◆ hạn 30/06/2026, xong 18/06/2026»."""
        due = (
            text("timeline_year.due", day=fmt.day(self.due_date, text))
            if self.due_date
            else text("timeline_year.no_due")
        )
        return f"{self.name}: {self.sign(day).shape} {due}, {self._say_state(day, text)}"

    def _say_state(self, day: date, text: Text) -> str:
        if self.is_done:
            return self._say_done(text)
        if not self.is_known:
            return text("timeline_year.not_known")
        late = (day - self.due_date).days if self.due_date else 0
        return text("timeline_year.overdue", days=late) if late > 0 else text("timeline_year.open")

    def _say_done(self, text: Text) -> str:
        if self.done_date is None:
            return text("timeline_year.done")
        late = (self.done_date - self.due_date).days if self.due_date else 0
        key = "timeline_year.done_late" if late > 0 else "timeline_year.done_on"
        return text(key, day=fmt.day(self.done_date, text), days=late)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A year of lines and tasks as seen on `day`; `is_today` false: the chosen period ended on it."""

    day: date
    is_today: bool
    tracks: tuple[Track, ...]
    tasks: tuple[Task, ...] = ()

    @property
    def units(self) -> tuple[str, ...]:
        """Return the units in the order of the lines, those that have only tasks after them."""
        named = [track.unit for track in self.tracks] + [task.unit for task in self.tasks]
        return tuple(dict.fromkeys(named))

    def list_parts(self, unit: str) -> tuple[Track | Task, ...]:
        lines = tuple(track for track in self.tracks if track.unit == unit)
        return (*lines, *(task for task in self.tasks if task.unit == unit))


def read_timeline(lines: Table, reports: Table, tasks: tuple[Task, ...], text: Text) -> Timeline:
    """Return the rows of `project_lines` with the `project_reports` of each; every line of the plan keeps its track."""
    told: dict[tuple[object, object], list[Report]] = {}
    for row in read_cells(reports, text):
        state = WorkStatus(row["work_status"])
        report = Report(row["report_date"], text.of(words_of("work_status", state)), theme.WORK_SIGNS[state])
        told.setdefault((row["line_id"], row["unit_id"]), []).append(report)
    return Timeline(
        day=lines.as_of,
        is_today=lines.as_of == lines.filters.today,
        tracks=tuple(_read_track(row, told, text) for row in read_cells(lines, text)),
        tasks=tasks,
    )


def say_due(timeline: Timeline, text: Text) -> str:
    """Say what is overdue, what reports are old and what is due next, on the day the page is seen from."""
    overdue = [task.name for task in timeline.tasks if task.is_overdue(timeline.day)]
    stale = [track.name for track in timeline.tracks if track.is_stale]
    ahead = [task for task in timeline.tasks if not task.is_done and task.due_date and task.due_date >= timeline.day]
    unclear = [
        task.name for task in timeline.tasks if not task.is_known and task.due_date and task.due_date < timeline.day
    ]
    said = [
        text("timeline_year.say_overdue", count=fmt.padded(len(overdue), text), names="; ".join(overdue))
        if overdue
        else "",
        text("timeline_year.say_unclear", names="; ".join(unclear)) if unclear else "",
        text("timeline_year.say_stale", names="; ".join(stale)) if stale else "",
        _say_next(min(ahead, key=lambda task: task.due_date or timeline.day), text) if ahead else "",
    ]
    if not timeline.tasks:
        said.append(text("timeline_year.say_no_tasks"))
    return " ".join(filter(None, said)) or text("timeline_year.say_nothing")


def _say_next(task: Task, text: Text) -> str:
    return text("timeline_year.say_next", name=task.name, day=fmt.day(task.due_date, text))


def read_tasks(table: Table, text: Text) -> tuple[Task, ...]:
    """Return the rows of `task_list`, unit by unit as they stand there."""
    return tuple(
        Task(row["name"], row["unit_name"], row["due_date"], row["done_date"], _read_status(row))
        for row in read_cells(table, text)
    )


def _read_status(row: dict[str, Any]) -> str:
    """Return the state as reported; an old report does not say whether it still holds."""
    return "unknown" if row["standing"] == Standing.STALE else str(row["status"])


def _read_track(row: dict[str, Any], told: dict[tuple[object, object], list[Report]], text: Text) -> Track:
    state = WorkStatus(row["work_status"])
    return Track(
        name=row["line_name"],
        unit=row["unit_name"],
        state=text.of(words_of("work_status", state)),
        sign=theme.WORK_SIGNS[state],
        reports=tuple(sorted(told.get((row["line_id"], row["unit_id"]), ()), key=lambda report: report.day)),
        is_absent=state in ABSENT,
        is_stale=bool(row["is_stale"]),
    )


def read_cells(table: Table, text: Text) -> list[dict[str, Any]]:
    """Return the rows by column, names in the language of the reader."""
    return [{name: text.said(cell) for name, cell in row.items()} for row in table.records()]
