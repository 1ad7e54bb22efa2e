"""What is to happen in the ward, read from `scenario/*.csv`; chance only fills in the rest."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "scenario"
MARK = "DỮ LIỆU MẪU – HƯ CẤU"
FIRST_YEAR = 2022
ROUNDS = (2022, 2023, 2024, 2025, 2026)
YEARS = ROUNDS[-2:]  # the rounds whose files tell points, schooling and training
MONTHS = range(1, 11)  # of the last year
LISTED_ON = {
    2022: date(2022, 12, 12),
    2023: date(2023, 12, 11),
    2024: date(2024, 12, 10),
    2025: date(2025, 12, 15),
    2026: date(2026, 11, 10),
}

Cells = Mapping[str, str]


def read_rows(stem: str) -> list[dict[str, str]]:
    with (FOLDER / f"{stem}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Area:
    """`has_short_list`: its list of 2026, on a sheet of its own, has the columns of 2025 alone."""

    area_id: str
    name: str
    name_2025: str
    name_before: str
    commune_before: str
    has_own_sheet: bool
    has_short_list: bool
    households: Mapping[int, int]
    persons: Mapping[int, int]

    def name_in(self, year: int) -> str:
        """As the files of that year spell it: a thôn until 2024; the tone mark moved between 2025 and 2026."""
        return {2025: self.name_2025, 2026: self.name}.get(year, self.name_before)


@dataclass(frozen=True, slots=True)
class Plot:
    """One household to make.

    `name`: empty for one that no other table speaks of. `history`: N, C, K, or `-` for not in the ward, at the opening
    of 2022 and at the closings of 2022 to 2026. `changed`: the month of 2026 in which its last letter, or its khối,
    holds. `new_standard`: the same letters in autumn 2026 under the standard to come, `-` for not on that list.
    """

    name: str
    area_id: str
    area_before: str
    history: str
    changed: int | None
    new_standard: str
    written_2026: str
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
            row["name_before"],
            row["commune_before"],
            row["has_own_sheet"] == "x",
            row["has_short_list"] == "x",
            {year: int(row[f"households_{year}"]) for year in ROUNDS},
            {year: int(row[f"persons_{year}"]) for year in ROUNDS},
        )
        for row in read_rows("areas")
    )


def read_plots() -> tuple[Plot, ...]:
    return tuple(read_plot(row, index) for row in read_rows("households") for index in range(int(row["count"])))


def read_plot(row: Cells, index: int) -> Plot:
    """The household `index` of the group that a row orders; `new_standard` has a letter for each of them, or none."""
    return Plot(
        row["household"],
        row["area_id"],
        row["area_before"] or row["area_id"],
        row["history"],
        int(row["changed"]) if row["changed"] else None,
        (row["new_standard"] or "-" * int(row["count"]))[index],
        row["written_2026"],
        row["family"],
        {year: tuple(row[f"forced_{year}"].split()) for year in YEARS},
        row["scored_as_2026"] or row["history"][-1],
        row["note_2026"],
    )


def read_words() -> dict[str, tuple[str, ...]]:
    return {row["part"]: tuple(row["words"].split(";")) for row in read_rows("names")}
