"""What nobody has told: forms of khối, project lines, tasks past their day, policies. Unknown is not bad."""

from collections.abc import Iterable
from typing import Any

from dashboard import format as fmt
from dashboard.findings.projects import ABSENT
from dashboard.findings.tasks import name_matter
from dashboard.findings.todo.item import Answers, Kind, Todo, join_names
from queries import Standing, WorkStatus, words_of

# Where each form is read: page and section.
PAGES: dict[str, tuple[str, dict[str, str]]] = {
    "household_review": ("bien-dong", {}),
    "member_list": ("tre-em", {}),
    "resident_households": ("bien-dong", {"muc": "cac_nam"}),
}
NEVER = float("inf")


def list_silent(answers: Answers) -> list[Todo]:
    forms = _chase_forms(answers) if answers.of_lists else []
    return [
        *forms,
        *_chase_tasks(answers),
        *_chase_conclusions(answers),
        *_chase_lines(answers),
        *_chase_policies(answers),
    ]


def _chase_forms(answers: Answers) -> Iterable[Todo]:
    """One item a form, naming the khối that owe it."""
    text, owed = answers.text, [r for r in answers.reports.records() if r["is_due"] and not r["is_reported"]]
    for form in dict.fromkeys(row["form"] for row in owed):
        areas = [row for row in owed if row["form"] == form]
        said = text(
            "todo.form",
            form=text.of(words_of("form", form)),
            count=fmt.padded(len(areas), text),
            areas=join_names(row["area_name"] for row in areas),
        )
        page, section = PAGES[form]
        one = {"khoi": areas[0]["area_key"]} if len(areas) == 1 else {}
        yield Todo(Kind.SILENT, said, answers.lead, answers.address(page, **section, **one), (3, len(areas)))


def _chase_tasks(answers: Answers) -> Iterable[Todo]:
    """Past its day, and whether it is done is not known; or its newest report is old."""
    text, as_of = answers.text, answers.tasks.as_of
    for row in answers.of_unit(answers.tasks):
        if row["standing"] == Standing.STALE:
            yield _chase_stale("todo.line_stale", text.said(row["name"]), row, answers)
        if row["days_overdue"] is None and row["due_date"] is not None:
            days = (as_of - row["due_date"]).days
            said = text(
                "todo.task_unknown" if row["report_date"] else "todo.task_unreported",
                name=text.said(row["name"]),
                due=fmt.day(row["due_date"], text),
                days=fmt.padded(days, text),
                day=fmt.day(row["report_date"], text),
            )
            who, link = answers.name_unit(row["unit_id"]), answers.address("nhiem-vu")
            yield Todo(Kind.SILENT, said, who, link, (2, days))


def _chase_conclusions(answers: Answers) -> Iterable[Todo]:
    """Past its day, and the list does not say whether it is done; or the list is old."""
    text, as_of = answers.text, answers.conclusions.as_of
    for row in answers.of_unit(answers.conclusions):
        if row["standing"] == Standing.STALE:
            yield _chase_stale("todo.conclusion_stale", name_matter(row, text), row, answers)
        if row["days_overdue"] is None and row["due_date"] is not None:
            days = (as_of - row["due_date"]).days
            due, late = fmt.day(row["due_date"], text), fmt.padded(days, text)
            said = text("todo.conclusion_unknown", content=name_matter(row, text), due=due, days=late)
            who, link = answers.name_unit(row["unit_id"]), answers.address("nhiem-vu")
            yield Todo(Kind.SILENT, said, who, link, (2, days))


def _chase_stale(key: str, name: str, row: dict[str, Any], answers: Answers) -> Todo:
    text, days = answers.text, (answers.tasks.as_of - row["report_date"]).days
    said = text(key, name=name, day=fmt.day(row["report_date"], text), days=fmt.padded(days, text))
    return Todo(Kind.SILENT, said, answers.name_unit(row["unit_id"]), answers.address("nhiem-vu"), (1, days))


def _chase_lines(answers: Answers) -> Iterable[Todo]:
    for row in answers.of_unit(answers.lines):
        key, weight = _find_gap(row, answers)
        if key:
            said = answers.text(
                key,
                name=answers.text.said(row["line_name"]),
                day=fmt.day(row["report_date"], answers.text),
                days=fmt.padded(weight[1], answers.text) if weight[1] != NEVER else "",
            )
            link = answers.address("du-an", don_vi=row["unit_id"])
            yield Todo(Kind.SILENT, said, answers.units.get(row["unit_id"], ""), link, weight)


def _find_gap(row: dict[str, Any], answers: Answers) -> tuple[str, tuple[int, float]]:
    """Return what a line owes, the gravest first; nothing where it owes no report."""
    if row["work_status"] in ABSENT:
        return "", (0, 0)
    if row["report_date"] is None:
        return "todo.line_none", (1, NEVER)
    days = (answers.lines.as_of - row["report_date"]).days
    if row["is_stale"]:
        return "todo.line_stale", (1, days)
    if row["work_status"] == WorkStatus.UNKNOWN:
        return "todo.line_output", (0, days)
    return ("todo.line_money", (0, days)) if row["disbursed_vnd"] is None else ("", (0, 0))


def _chase_policies(answers: Answers) -> Iterable[Todo]:
    """One item a unit: policies without any figure, cases of which it is not said, khối whose figures are not whole."""
    rows = answers.of_unit(answers.unserved)
    for unit_id in dict.fromkeys(row["unit_id"] for row in rows):
        mine = [row for row in rows if row["unit_id"] == unit_id]
        parts = [part for part in _say_gaps(mine, answers) if part]
        if parts:
            said = answers.text("todo.policies", parts="; ".join(parts))
            link = answers.address("chinh-sach", don_vi=unit_id) if unit_id else answers.address("chinh-sach")
            yield Todo(Kind.SILENT, said, answers.units.get(unit_id, ""), link, (0, len(parts)))


def _say_gaps(rows: list[dict[str, Any]], answers: Answers) -> tuple[str, ...]:
    text = answers.text
    none = [row for row in rows if row["origin"] is None]
    unknown, unclear = ([row for row in rows if row[name]] for name in ("unknown", "unclear_areas"))
    return (
        text(
            "todo.policies_unknown",
            count=fmt.padded(sum(row["unknown"] for row in unknown), text),
            names=join_names(text.of(row["policy_name"]) for row in unknown),
        )
        if unknown
        else "",
        text("todo.policies_unclear", names=join_names(_name_unclear(row, answers) for row in unclear))
        if unclear
        else "",
        text("todo.policies_none", count=fmt.padded(len(none), text)) if none else "",
    )


def _name_unclear(row: dict[str, Any], answers: Answers) -> str:
    """Name the policy and how many khối; a report of the whole ward is of none."""
    if not row["is_divided"]:
        return answers.text.of(row["policy_name"])
    return answers.text(
        "todo.policy_areas",
        name=answers.text.of(row["policy_name"]),
        count=fmt.padded(row["unclear_areas"], answers.text),
    )
