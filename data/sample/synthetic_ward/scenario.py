"""What is to happen in the ward, read from `scenario/*.csv`; chance only fills in the rest."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "scenario"
MARK = "DỮ LIỆU MẪU – HƯ CẤU"
YEARS = (2025, 2026)
LISTED_ON = {2025: date(2025, 12, 15), 2026: date(2026, 11, 10)}

Cells = Mapping[str, str]


def read_rows(stem: str) -> list[dict[str, str]]:
    with (FOLDER / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Area:
    area_id: str
    name: str
    name_2025: str
    has_own_sheet: bool
    households: Mapping[int, int]
    persons: Mapping[int, int]

    def name_in(self, year: int) -> str:
        """The khối as the files of that year spell it (the tone mark moved between 2025 and 2026)."""
        return self.name_2025 if year == YEARS[0] else self.name


@dataclass(frozen=True, slots=True)
class Plot:
    """One household to make. `trajectory`: N, C or K at the opening of 2025 and at the closings of 2025 and 2026."""

    area_id: str
    trajectory: str
    family: str
    forced: Mapping[int, tuple[str, ...]]
    scored_as_2026: str
    note_2026: str


def read_areas() -> tuple[Area, ...]:
    return tuple(
        Area(
            row["area_id"],
            row["name"],
            row["name_2025"],
            row["has_own_sheet"] == "x",
            {year: int(row[f"households_{year}"]) for year in YEARS},
            {year: int(row[f"persons_{year}"]) for year in YEARS},
        )
        for row in read_rows("areas")
    )


def read_plots() -> tuple[Plot, ...]:
    return tuple(read_plot(row) for row in read_rows("households") for _ in range(int(row["count"])))


def read_plot(row: Cells) -> Plot:
    return Plot(
        row["area_id"],
        row["trajectory"],
        row["family"],
        {year: tuple(row[f"forced_{year}"].split()) for year in YEARS},
        row["scored_as_2026"] or row["trajectory"][2],
        row["note_2026"],
    )


def read_words() -> dict[str, tuple[str, ...]]:
    return {row["part"]: tuple(row["words"].split(";")) for row in read_rows("names")}
