"""What happened to single households, as documents say it, and the book in which the ward keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from synthetic_ward.household_rows import Places
from synthetic_ward.households import Household, Ward
from synthetic_ward.layouts import Cell, read_layout
from synthetic_ward.people import Person
from synthetic_ward.scenario import MARK, read_rows
from synthetic_ward.sheets import add_page, open_workbook, write_line

ARRIVALS = ("Chuyển đến", "Tách hộ")
NEW_HEAD = "Đổi chủ hộ"
TITLE = "SỔ THEO DÕI BIẾN ĐỘNG HỘ NGHÈO, HỘ CẬN NGHÈO"


@dataclass(frozen=True, slots=True)
class Event:
    """`home`: the new household of a split, the one that disappears of a merger. `related`: the other one."""

    home: Household
    kind: str
    day: date
    document: str
    related: Household | None
    note: str

    @property
    def head(self) -> Person:
        """Who heads the household once it is there, or headed it to the last."""
        day = self.day if self.kind in ARRIVALS else self.day - timedelta(days=1)
        return self.home.members_on(day)[0]

    @property
    def related_head(self) -> Person | None:
        """Of a change of head, the new one."""
        home = self.home if self.kind == NEW_HEAD else self.related
        return home.members_on(self.day)[0] if home else None

    def describe(self, number: int) -> dict[str, Cell]:
        related = self.related_head
        return {
            "number": number,
            "area": self.home.area.name,
            "code": self.home.code_in(self.day.year),
            "head_name": self.head.name,
            "head_id": self.head.id_number,
            "kind": self.kind,
            "day": self.day,
            "document": self.document,
            "related_name": related.name if related else None,
            "related_id": related.id_number if related else None,
            "note": self.note,
        }


def read_events(ward: Ward) -> tuple[Event, ...]:
    return tuple(
        Event(
            ward.by_name[row["household"]],
            row["kind"],
            date.fromisoformat(row["date"]),
            row["document"],
            ward.by_name.get(row["related"]),
            row["note"],
        )
        for row in read_rows("events")
    )


def write_event_book(path: Path, events: Sequence[Event]) -> Places:
    layout = read_layout("event_book")
    with open_workbook(path) as (workbook, styles):
        sheet = add_page(workbook, "Biến động", layout.columns)
        write_line(sheet, 0, MARK, styles.mark, first=0, last=layout.last)
        write_line(sheet, 1, TITLE, styles.title, first=0, last=layout.last)
        row = layout.write_header(sheet, 3, styles)
        layout.write_rows(sheet, row, [event.describe(number) for number, event in enumerate(events, start=1)], styles)
    return Places()
