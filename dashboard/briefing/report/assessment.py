"""What holds and what does not, as the numbers say; the causes are the office's own words."""

from dataclasses import dataclass

from dashboard import findings
from dashboard.briefing.desk import Desk
from dashboard.briefing.report.blocks import Block, Gap, Paragraph, Section, Space, list_items
from dashboard.briefing.report.targets import find_gap
from dashboard.briefing.scenes.projects import GRAVE
from dashboard.briefing.targets import name_target, read_bullets
from dashboard.charts.bullet import Bullet
from dashboard.findings.policies import read_reaches
from dashboard.findings.targets import REACHED
from queries import Reach, Standing, WorkStatus


@dataclass(frozen=True, slots=True)
class Stand:
    """How one target stands; `gap`: why nothing is known of it, "" where something is."""

    bullet: Bullet
    name: str
    gap: str

    @property
    def is_met(self) -> bool:
        return self.bullet.status in REACHED and not self.gap


def build(desk: Desk) -> tuple[Section, ...]:
    text = desk.text
    good, bad = list_strengths(desk), list_weaknesses(desk)
    return (
        Section(text("periodic.strengths"), 2, (*_or_none(good, desk), Space(text("periodic.space_strengths")))),
        Section(text("periodic.weaknesses"), 2, (*_or_none(bad, desk), Space(text("periodic.space_weaknesses")))),
        Section(
            text("periodic.causes"), 2, (Paragraph(text("periodic.causes_own")), Space(text("periodic.space_causes")))
        ),
    )


def _or_none(said: tuple[str, ...], desk: Desk) -> tuple[Block, ...]:
    return (
        list_items(*said) if said else (Gap(desk.text("periodic.of_assessment"), desk.text("periodic.nothing_known")),)
    )


def list_strengths(desk: Desk) -> tuple[str, ...]:
    """Say which targets are met, and what else holds."""
    return (*(say_target(one.bullet, one.name, desk) for one in list_stands(desk) if one.is_met), *list_good(desk))


def list_good(desk: Desk) -> tuple[str, ...]:
    """Say which policies reach everybody, which projects are on time, which tasks are done, and that none is late."""
    text = desk.text
    on_time = [
        row
        for row in desk.table("project_lines").records()
        if row["work_status"] in (WorkStatus.ON_TRACK, WorkStatus.DONE)
    ]
    done = [row for row in desk.table("task_list").records() if row["standing"] in (Standing.DONE, Standing.DONE_LATE)]
    full = [text.of(name) for name, reach in read_reaches(desk.table("policy_matrix")).items() if reach is Reach.ALL]
    return (
        _name("periodic.on_time", [str(text.said(row["line_name"])) for row in on_time], desk),
        _name("periodic.full", full, desk),
        _name("periodic.done", [str(text.said(row["name"])) for row in done], desk),
        *_say_by_kind(desk, is_good=True),
    )


def list_weaknesses(desk: Desk) -> tuple[str, ...]:
    """Say which targets are not met or not known, and what else does not hold."""
    text, stands = desk.text, list_stands(desk)
    unknown = [one.bullet.label for one in stands if one.gap]
    return (
        *(say_target(one.bullet, one.name, desk) for one in stands if not one.is_met and not one.gap),
        text("periodic.targets_unknown", labels=", ".join(unknown)) if unknown else "",
        *list_bad(desk),
    )


def list_bad(desk: Desk) -> tuple[str, ...]:
    """Say what is late, who waits, what is spent too much, what is overdue."""
    return (*_say_by_kind(desk, is_good=False), *findings.overspent(desk.table("project_lines"), desk.text))


def _say_by_kind(desk: Desk, *, is_good: bool) -> tuple[str, ...]:
    """Return the sentences about projects, entitlements and tasks that belong on this side: each says one or other."""
    text, lines, unserved = desk.text, desk.table("project_lines"), desk.table("unserved")
    tasks, conclusions = desk.table("task_list"), desk.table("conclusion_list")
    told = [] if unserved.withheld else [row for row in unserved.records() if row["origin"]]
    matters = [standing for table in (tasks, conclusions) for standing in table.column("standing")]
    reported = bool(conclusions.rows) or any(standing != Standing.UNREPORTED for standing in matters)
    is_late = any(status in GRAVE for status in lines.column("work_status"))
    is_waiting = any(row["waiting"] != 0 or row["unknown"] != 0 for row in told)
    said = (
        (findings.slowest(lines, text) if lines.rows else "", is_late),
        (findings.waiting(unserved, text) if told else "", is_waiting),
        (findings.tasks(tasks, conclusions, text), not reported or Standing.OVERDUE in matters),
    )
    return tuple(words for words, is_bad in said if words and is_bad is not is_good)


def say_target(bullet: Bullet, name: str, desk: Desk) -> str:
    """Say «Chỉ tiêu 1a, thực tăng, giảm hộ nghèo: 11 hộ (đầu kỳ 12, −1); còn thời gian, còn phải giảm 01 hộ.»."""
    state = ", ".join(filter(None, (bullet.status_words, bullet.remaining)))
    return desk.text("periodic.target_state", label=bullet.label, name=name, figure=bullet.figure, state=state)


def list_stands(desk: Desk) -> tuple[Stand, ...]:
    told = zip(desk.ward.targets, read_bullets(desk), strict=True)
    return tuple(Stand(bullet, name_target(target, desk), find_gap(target, desk)) for target, bullet in told)


def _name(key: str, names: list[str], desk: Desk) -> str:
    return desk.text(key, count=len(names), names="; ".join(names)) if names else ""
