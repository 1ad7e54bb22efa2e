"""What is due to whom: tasks and conclusions with their dates, policies by khối, and the persons and households entitled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from synthetic_ward.household_rows import Places
from synthetic_ward.households import LAST_YEAR, Household, Ward
from synthetic_ward.layouts import Cell, Named, read_layout
from synthetic_ward.people import Person
from synthetic_ward.scenario import MARK, Area, Cells, read_rows
from synthetic_ward.sheets import TICK, add_page, open_workbook

REPORT_DATE = date(2026, 10, 31)
# Tasks and conclusions were reported once before, and one of each never again.
MIDYEAR = date(2026, 6, 30)
WHOLE_WARD = "Toàn phường"
TASK_DAYS, TASK_COUNTS = ("due", "done"), ("needed", "started", "finished")


@dataclass(frozen=True, slots=True)
class Entitlement:
    """`served_day` None: due, and not yet received."""

    rule: Cells
    area: Area
    home: Household
    person: Person
    since: date
    served_day: date | None

    def describe(self, number: int) -> dict[str, Cell]:
        head = self.home.members_on(REPORT_DATE)[0]
        return {
            "number": number,
            "policy": self.rule["policy"],
            "area": self.area.name,
            "code": self.home.code_in(LAST_YEAR),
            "head_name": head.name,
            "head_id": head.id_number,
            "name": self.person.name,
            "birth_text": self.person.birth_text,
            "id_number": self.person.id_number,
            "since": self.since,
            "served": TICK if self.served_day else self.rule["waiting_word"] or None,
            "served_day": self.served_day,
            "unit": self.rule["unit"],
        }


def list_entitlements(ward: Ward, rule: Cells) -> list[Entitlement]:
    """Of the households of that class at the report's date; in some khối the first entitled is still waiting."""
    waiting, classes, found = set(rule["unserved_in"].split()), rule["class"].split(), []
    for home in ward.listed_in_month(REPORT_DATE.month):
        if home.class_in_month(REPORT_DATE.month) not in classes:
            continue
        area, members = home.area_in_month(REPORT_DATE.month), home.members_on(REPORT_DATE)
        due = members if rule["counted"] == "member" else members[:1]
        for person in (one for one in due if is_of_age(one, rule["ages"])):
            served = None if area.area_id in waiting else date.fromisoformat(rule["served_day"])
            waiting.discard(area.area_id)
            came = max(date.fromisoformat(rule["since"]), person.role.birth)
            found.append(Entitlement(rule, area, home, person, came, max(served, came) if served else None))
    return found


def is_of_age(person: Person, ages: str) -> bool:
    """`ages` «5-15»: of that age in the year of the report; nothing: of any."""
    first, _, last = ages.partition("-")
    return not ages or int(first) <= person.role.age_in(LAST_YEAR) <= int(last)


def list_entitled(ward: Ward) -> list[Named]:
    entitled = [one for rule in read_rows("policies") if rule["is_listed"] for one in list_entitlements(ward, rule)]
    return [one.describe(number) for number, one in enumerate(entitled, start=1)]


def list_coverage(ward: Ward) -> list[Named]:
    """Every policy in every khối, or one number of the whole ward where nobody is entitled by name.

    Some khối do not say how many were served, are missing, or count one too many.
    """
    counts = [
        {"policy": rule["policy"], "area": area, "eligible": eligible, "served": served}
        for rule in read_rows("policies")
        for area, eligible, served in count_rows(ward, rule)
    ]
    return [{"number": number} | row for number, row in enumerate(counts, start=1)]


def count_rows(ward: Ward, rule: Cells) -> list[tuple[str, int | None, int | None]]:
    """(khối, eligible, served) of one policy."""
    if rule["turns"]:
        return [(WHOLE_WARD, int(rule["eligible"]) if rule["eligible"] else None, int(rule["turns"]))]
    entitled = list_entitlements(ward, rule)
    areas = [area for area in ward.reporting(LAST_YEAR) if area.area_id not in rule["absent_in"].split()]
    return [(area.name, *count_due([one for one in entitled if one.area == area], area, rule)) for area in areas]


def count_due(due: Sequence[Entitlement], area: Area, rule: Cells) -> tuple[int, int | None]:
    extra = area.area_id in rule["extra_in"].split()
    served = sum(bool(one.served_day) for one in due) + extra
    return len(due), None if area.area_id in rule["silent_in"].split() else served


def list_tasks(_: Ward, report_date: date = REPORT_DATE) -> list[Named]:
    return list_reported("tasks", report_date)


def read_task(row: Cells) -> dict[str, Cell]:
    days = {name: date.fromisoformat(row[name]) if row[name] else None for name in TASK_DAYS}
    counts = {name: int(row[name]) if row[name] else None for name in TASK_COUNTS if name in row}
    return {**row, **days, **counts}


def list_conclusions(_: Ward, report_date: date = REPORT_DATE) -> list[Named]:
    return list_reported("conclusions", report_date)


def list_reported(table: str, report_date: date) -> list[Named]:
    reported = [row for row in read_rows(table) if row["report_date"] == report_date.isoformat()]
    return [{"number": number} | read_task(row) for number, row in enumerate(reported, start=1)]


def make_writer(
    layout_name: str, sheet_name: str, title: str, rows: Sequence[Named], report_date: date = REPORT_DATE
) -> Callable[[Path], Places]:
    def write(path: Path) -> Places:
        layout = read_layout(layout_name)
        with open_workbook(path) as (workbook, styles):
            sheet = add_page(workbook, sheet_name, layout.columns)
            lines = (f"{title} NĂM {LAST_YEAR}", MARK, f"Số liệu tính đến ngày {report_date:%d/%m/%Y}")
            for row, text in enumerate(lines):
                sheet.write_string(row, 0, text, styles.plain)
            layout.write_rows(sheet, layout.write_header(sheet, 4, styles), rows, styles)
        return Places()

    return write
