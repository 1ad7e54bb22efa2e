"""The workbooks of the ward: where each lies, who writes it, what a reader must find in it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path

from synthetic_ward.class_lists import (
    Cut,
    cut_month,
    cut_new_standard,
    write_monthly_lists,
    write_new_standard_list,
    write_yearly_list,
)
from synthetic_ward.consultation import list_wishes
from synthetic_ward.coverage import MIDYEAR, list_conclusions, list_coverage, list_entitled, list_tasks, make_writer
from synthetic_ward.events import read_events, write_event_book
from synthetic_ward.household_lists import write_list_by_sheet, write_sectioned_list
from synthetic_ward.household_rows import Homes, Places
from synthetic_ward.households import LAST_YEAR, Ward
from synthetic_ward.member_lists import write_member_list
from synthetic_ward.member_truth import Truth, tell_member_totals
from synthetic_ward.movement_report import COUNTED, NAMES, write_movement_report
from synthetic_ward.person_lists import UNITS, write_printed_list, write_review
from synthetic_ward.project_lines import ProjectLine, read_project_lines
from synthetic_ward.project_reports import write_project_report
from synthetic_ward.project_truth import tell_report, tell_report_totals
from synthetic_ward.resident_lists import write_resident_history, write_resident_list
from synthetic_ward.round_truth import FindClass, tell_household_totals, tell_resident_totals
from synthetic_ward.scenario import MONTHS, ROUNDS, YEARS

UNIT_FILES = {"tam_thanh_cu": "phuong_tam_thanh_cu", "hoang_dong_cu": "xa_hoang_dong_cu"}
TASKS = ("task_report", "nhiem_vu", "Nhiệm vụ", "TÌNH HÌNH THỰC HIỆN NHIỆM VỤ GIẢM NGHÈO", list_tasks)
CONCLUSIONS = ("meeting_conclusions", "ket_luan_hop", "Kết luận", "KẾT LUẬN HỌP VỀ GIẢM NGHÈO", list_conclusions)
POLICIES = ("policy_coverage", "chinh_sach", "Chính sách", "KẾT QUẢ THỰC HIỆN CHÍNH SÁCH GIẢM NGHÈO", list_coverage)
ENTITLED = (
    "entitlement_list",
    "doi_tuong_chinh_sach",
    "Đối tượng",
    "DANH SÁCH ĐỐI TƯỢNG THỤ HƯỞNG CHÍNH SÁCH",
    list_entitled,
)
WISHES = ("consultation", "tham_van", "Tham vấn", "TỔNG HỢP NGUYỆN VỌNG CỦA HỘ KHI THAM VẤN", list_wishes)


@dataclass(frozen=True, slots=True)
class WardFile:
    """`rows`: data rows, all acceptable. `totals`: as `inspect --json` says them, `by_sheet` where periods differ."""

    name: str
    form: str
    rows: int
    totals: Truth
    write: Callable[[Path], Places]

    def tell(self) -> Truth:
        return {"form": self.form, "rows_accepted": self.rows, "totals": self.totals}


def list_files(ward: Ward) -> tuple[WardFile, ...]:
    return (
        *list_early_files(ward),
        *(file for year in YEARS for file in (*list_household_files(ward, year), *list_member_files(ward, year))),
        *list_timed_files(ward),
        *list_resident_files(ward),
        *list_project_files(),
        *list_duty_files(ward),
    )


def list_early_files(ward: Ward) -> list[WardFile]:
    """Before the two communes became one ward: 2022 a workbook each, 2023 one printed list, 2024 a sheet each."""
    first, second, third = ROUNDS[:3]
    by_unit = {
        unit: [home for home in ward.listed(first) if home.area_in(first).commune_before == unit] for unit in UNITS
    }
    reviews = [
        make_person_file(f"{first}/ra_soat_{first}_{UNIT_FILES[unit]}.xlsx", homes, first, write_review)
        for unit, homes in by_unit.items()
    ]
    printed = partial(write_printed_list, areas=ward.areas)
    yearly = ward.listed(third)
    return [
        *reviews,
        make_person_file(f"{second}/danh_sach_ho_{second}.xlsx", ward.listed(second), second, printed),
        WardFile(
            f"{third}/danh_sach_ho_{third}.xlsx",
            "household_review",
            len(yearly),
            tell_without_opening(yearly, lambda home: home.closing(third)),
            partial(write_yearly_list, homes=yearly, year=third),
        ),
    ]


def make_person_file(name: str, homes: Homes, year: int, write: Callable[[Path, Homes, int], Places]) -> WardFile:
    persons = sum(len(home.members(year)) for home in homes)
    return WardFile(name, "member_list", persons, {"members": persons}, lambda path: write(path, homes, year))


def tell_without_opening(homes: Homes, find_class: FindClass) -> Truth:
    """A list without an opening column says nothing of the opening."""
    totals = tell_household_totals(homes, find_class, find_class)
    return totals | {"opening": {"poor": None, "near_poor": None}}


def list_household_files(ward: Ward, year: int) -> list[WardFile]:
    """One workbook in 2025; in 2026 the named khối keep their own. A workbook without a household is not written."""
    homes = ward.listed(year)
    if year == YEARS[0]:
        return [make_household_file(f"{year}/danh_sach_ho_{year}.xlsx", homes, year, write_sectioned_list)]
    together = [home for home in homes if not home.area_in(year).has_own_sheet]
    apart = [home for home in homes if home.area_in(year).has_own_sheet]
    files = (
        make_household_file(f"{year}/danh_sach_ho_{year}_khoi_1_8.xlsx", together, year, write_sectioned_list),
        make_household_file(f"{year}/danh_sach_ho_{year}_bon_khoi.xlsx", apart, year, write_list_by_sheet),
    )
    return [file for file in files if file.rows]


def make_household_file(name: str, homes: Homes, year: int, write: Callable[[Path, Homes, int], Places]) -> WardFile:
    totals = tell_household_totals(homes, lambda home: home.opening_written(year), lambda home: home.closing(year))
    return WardFile(name, "household_review", len(homes), totals, lambda path: write(path, homes, year))


def list_member_files(ward: Ward, year: int) -> list[WardFile]:
    homes = ward.with_members(year)
    totals = tell_member_totals(homes, year)
    rows = sum(len(home.members(year)) for home in homes)
    write = partial(write_member_list, homes=homes, year=year)
    return [WardFile(f"{year}/thanh_vien_{year}.xlsx", "member_list", rows, totals, write)] if homes else []


def list_timed_files(ward: Ward) -> list[WardFile]:
    """What the last year has beside its list: the months, the standard to come, the movements, single events."""
    year, events = LAST_YEAR, read_events(ward)
    months = {f"Tháng {month:02d}": cut_month(ward, month) for month in MONTHS}
    by_sheet = {sheet: tell_cut(cut) for sheet, cut in months.items()}
    new = cut_new_standard(ward, year)
    reported = len(NAMES) * len(COUNTED) * len(ward.reporting(year))
    report = partial(write_movement_report, ward=ward, events=events)
    return [
        WardFile(
            f"{year}/danh_sach_theo_thang_{year}.xlsx",
            "household_review",
            sum(len(cut.homes) for cut in months.values()),
            {"by_sheet": by_sheet},
            partial(write_monthly_lists, ward=ward),
        ),
        WardFile(
            f"{year}/danh_sach_ho_{year}_chuan_moi.xlsx",
            "household_review",
            len(new.homes),
            tell_cut(new),
            partial(write_new_standard_list, ward=ward, year=year),
        ),
        WardFile(f"{year}/bieu_dien_bien_{year}.xlsx", "movement_report", reported, {}, report),
        WardFile("bien_dong_ho.xlsx", "household_event", len(events), {}, partial(write_event_book, events=events)),
    ]


def tell_cut(cut: Cut) -> Truth:
    return tell_without_opening(cut.homes, cut.find_class)


def list_resident_files(ward: Ward) -> list[WardFile]:
    before = ROUNDS[: -len(YEARS)]
    return [
        WardFile(
            f"dan_cu_{before[0]}_{before[-1]}.xlsx",
            "resident_households",
            len(before) * len(ward.areas),
            {"by_sheet": {f"Năm {year}": tell_resident_totals(ward, year) for year in before}},
            partial(write_resident_history, areas=ward.areas, years=before),
        ),
        *(
            WardFile(
                f"{year}/dan_cu_{year}.xlsx",
                "resident_households",
                len(ward.areas),
                tell_resident_totals(ward, year),
                partial(write_resident_list, areas=ward.areas, year=year),
            )
            for year in YEARS
        ),
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


def list_duty_files(ward: Ward) -> list[WardFile]:
    files = []
    for form, name, sheet, title, list_rows in (TASKS, CONCLUSIONS, POLICIES, ENTITLED, WISHES):
        rows = list_rows(ward)
        write = make_writer(form, sheet, title, rows)
        files.append(WardFile(f"{LAST_YEAR}/{name}_{LAST_YEAR}.xlsx", form, len(rows), {}, write))
    for form, name, sheet, title, list_rows in (TASKS, CONCLUSIONS):
        rows = list_rows(ward, MIDYEAR)
        write = make_writer(form, sheet, title, rows, MIDYEAR)
        files.append(WardFile(f"{LAST_YEAR}/{name}_{LAST_YEAR}_quy_2.xlsx", form, len(rows), {}, write))
    return files


def tell_projects() -> Truth:
    """Report date -> what is true of every line on that day."""
    return {report_date: tell_report(lines) for report_date, lines in group_reports().items()}


def group_reports() -> dict[str, list[ProjectLine]]:
    return {f"{day}": list(lines) for day, lines in groupby(read_project_lines(), key=lambda line: line.report_date)}
