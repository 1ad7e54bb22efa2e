"""The workbooks of the ward: where each lies, who writes it, what a reader must find in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from synthetic_ward.household_lists import write_list_by_sheet, write_sectioned_list
from synthetic_ward.household_rows import Homes
from synthetic_ward.households import Ward
from synthetic_ward.member_lists import write_member_list
from synthetic_ward.member_truth import Truth, tell_member_totals
from synthetic_ward.project_lines import ProjectLine, read_project_lines
from synthetic_ward.project_reports import write_project_report
from synthetic_ward.project_truth import tell_report, tell_report_totals
from synthetic_ward.resident_lists import write_resident_list
from synthetic_ward.round_truth import tell_household_totals, tell_resident_totals
from synthetic_ward.scenario import YEARS


@dataclass(frozen=True, slots=True)
class WardFile:
    """`rows`: data rows, all acceptable. `totals`: in the words of `inspect --json`."""

    name: str
    form: str
    rows: int
    totals: Truth
    write: Callable[[Path], None]

    def tell(self) -> Truth:
        return {"form": self.form, "rows_accepted": self.rows, "totals": self.totals}


def list_files(ward: Ward) -> tuple[WardFile, ...]:
    lists = [file for year in YEARS for file in (*list_household_files(ward, year), *list_member_files(ward, year))]
    return *lists, *list_resident_files(ward), *list_project_files()


def list_household_files(ward: Ward, year: int) -> list[WardFile]:
    """One workbook in 2025; in 2026 the named khối keep their own. A workbook without a household is not written."""
    homes = ward.listed(year)
    if year == YEARS[0]:
        return [make_household_file(f"{year}/danh_sach_ho_{year}.xlsx", homes, year, write_sectioned_list)]
    together = [home for home in homes if not home.area.has_own_sheet]
    apart = [home for home in homes if home.area.has_own_sheet]
    files = (
        make_household_file(f"{year}/danh_sach_ho_{year}_khoi_1_8.xlsx", together, year, write_sectioned_list),
        make_household_file(f"{year}/danh_sach_ho_{year}_bon_khoi.xlsx", apart, year, write_list_by_sheet),
    )
    return [file for file in files if file.rows]


def make_household_file(name: str, homes: Homes, year: int, write: Callable[[Path, Homes, int], None]) -> WardFile:
    totals = tell_household_totals(homes, year)
    return WardFile(name, "household_review", len(homes), totals, lambda path: write(path, homes, year))


def list_member_files(ward: Ward, year: int) -> list[WardFile]:
    homes = ward.listed(year)
    totals = tell_member_totals(homes, year)
    rows = sum(len(home.members(year)) for home in homes)
    write = partial(write_member_list, homes=homes, year=year)
    return [WardFile(f"{year}/thanh_vien_{year}.xlsx", "member_list", rows, totals, write)] if homes else []


def list_resident_files(ward: Ward) -> list[WardFile]:
    return [
        WardFile(
            f"{year}/dan_cu_{year}.xlsx",
            "resident_households",
            len(ward.areas),
            tell_resident_totals(ward, year),
            partial(write_resident_list, areas=ward.areas, year=year),
        )
        for year in YEARS
    ]


def list_project_files() -> list[WardFile]:
    return [
        WardFile(
            f"{report_date[:4]}/tien_do_du_an_{report_date}.xlsx",
            "project_progress",
            len(lines),
            tell_report_totals(lines),
            partial(write_project_report, lines=lines),
        )
        for report_date, lines in group_reports().items()
    ]


def tell_projects() -> Truth:
    """Report date -> what is true of every line on that day."""
    return {report_date: tell_report(lines) for report_date, lines in group_reports().items()}


def group_reports() -> dict[str, list[ProjectLine]]:
    return {f"{day}": list(lines) for day, lines in groupby(read_project_lines(), key=lambda line: line.report_date)}
