"""The known truth of the project reports, found again in cells as units really word them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl.worksheet.worksheet import Worksheet

REPORTS = ("2025-12-31", "2026-03-31", "2026-06-30", "2026-09-30", "2026-10-31")
NEWEST = REPORTS[-1]
HEADER_ROW = 5
Truth = dict[str, Any]
SheetReader = Callable[[Path, str], Iterator[tuple[str, Worksheet]]]


def read_million(cell: object) -> int | None:
    """Money in whole đồng, from millions as number or with a decimal comma, or from a sum written out in đồng."""
    if cell is None:
        return None
    text = str(cell)
    if text.endswith(" đồng"):
        return int(text.removesuffix(" đồng").replace(".", ""))
    return round(float(text.replace(",", ".")) * 1_000_000)


def read_count(cell: object) -> float | None:
    return None if cell is None else float(str(cell).split()[0])


def read_project_ids(text: str) -> str:
    """`Tiêu dự án 2 - Dự án 3`, `TDA1-DA4` and `Tiểu dự án 1, 2 - Dự án 6` all name project and sub-projects."""
    numbers = re.findall(r"\d+", text)
    project = f"DA{numbers[-1]}"
    return ",".join(f"{project}-T{number}" for number in numbers[:-1]) or project


def read_key(line: dict[str, Any]) -> str:
    """The projects, and the fund where a line has a second row for what it gives."""
    mark = "@mobilised" if line.get("Nguồn vốn") == "Quỹ Vì người nghèo" else ""
    return read_project_ids(line["Dự án/Tiểu dự án"]) + mark


@pytest.fixture(scope="module")
def reports(sample: Path, read_ward_sheets: SheetReader) -> dict[str, list[dict[str, Any]]]:
    """Report date -> rows by header, the unit filled down over its merged cells."""
    found = {}
    for date in REPORTS:
        ((_, sheet),) = read_ward_sheets(sample, f"*/tien_do_du_an_{date}.xlsx")
        header, *rows = sheet.iter_rows(min_row=HEADER_ROW, values_only=True)
        lines, unit = [dict(zip(header, row, strict=True)) for row in rows], None
        for line in lines:
            unit = line["Đơn vị"] = line["Đơn vị"] or unit
        found[date] = lines
    return found


@pytest.mark.parametrize("date", REPORTS)
def test_money_and_outputs(reports: dict[str, list[dict[str, Any]]], expected: Truth, date: str) -> None:
    *lines, total = reports[date]
    truth = expected["projects"][date]
    found = {
        read_key(line): {
            "planned": read_count(line["Đối tượng thụ hưởng (KH)"]),
            "milestone": read_count(line.get("Mốc kế hoạch đến ngày báo cáo")),
            "done": read_count(line["Thực hiện"]),
            "assigned_vnd": read_million(line["Kế hoạch"]),
            "carried_over_vnd": read_million(line.get("Vốn chuyển nguồn")),
            "disbursed_vnd": read_million(line["Giải ngân"]),
        }
        for line in lines
    }
    assert {key: {**truth["lines"][key], **row} for key, row in found.items()} == truth["lines"]
    assert read_million(total["Kế hoạch"]) == truth["plan_vnd"]
    assert read_million(total["Giải ngân"]) == truth["disbursed_vnd"]
    assert read_million(total.get("Vốn chuyển nguồn")) == truth["carried_over_vnd"]
    silent = [line["Dự án/Tiểu dự án"] for line in lines if line["Giải ngân"] is None]
    assert silent == truth["not_reported"]


@pytest.mark.parametrize("date", REPORTS)
def test_sums_by_unit(reports: dict[str, list[dict[str, Any]]], expected: Truth, date: str) -> None:
    truth = expected["projects"][date]
    for unit, sums in truth["by_unit"].items():
        lines = [line for line in reports[date] if line["Đơn vị"].replace("hoá", "hóa") == unit]
        assert sum(read_million(line["Kế hoạch"]) or 0 for line in lines) == sums["plan_vnd"]
        assert sum(read_million(line["Giải ngân"]) or 0 for line in lines) == sums["disbursed_vnd"]
    for key in ("plan_vnd", "disbursed_vnd"):
        assert sum(sums[key] for sums in truth["by_unit"].values()) == truth[key]


def test_the_nine_projects_stand_on_eight_lines(expected: Truth) -> None:
    truth = {line: told for line, told in expected["projects"][NEWEST]["lines"].items() if "@" not in line}
    assert sorted(project for line in truth for project in line.split(",")) == sorted(
        ("DA2", "DA3-T1", "DA3-T2", "DA4-T1", "DA4-T2", "DA4-T3", "DA5", "DA6-T1", "DA6-T2")
    )
    assert len(truth) == 8


def test_cumulative_figures_never_fall_within_a_year(expected: Truth) -> None:
    reports = [expected["projects"][date]["lines"] for date in REPORTS[1:]]
    for line in reports[0]:
        for key in ("milestone", "done", "disbursed_vnd"):
            known = [report[line][key] for report in reports if report[line][key] is not None]
            assert known == sorted(known), (line, key)


def test_every_status_occurs_in_the_newest_report(expected: Truth) -> None:
    lines = expected["projects"][NEWEST]["lines"]
    progress = {key: line["done"] / line["milestone"] for key, line in lines.items() if line["milestone"]}
    assert progress["DA2"] == 1
    assert 0.80 <= progress["DA3-T1"] < 0.95
    assert 0 < progress["DA6-T1,DA6-T2"] < 0.80
    assert progress["DA4-T1"] == 0
    assert lines["DA5"]["status"] == "không thuộc phạm vi"
    assert lines["DA4-T2"]["status"] == "chưa giao vốn"
    overspent = lines["DA3-T2"]
    assert overspent["disbursed_vnd"] / (overspent["assigned_vnd"] + overspent["carried_over_vnd"]) == 1.25
    assert overspent["done"] == overspent["planned"]
    assert lines["DA4-T3"]["disbursed_vnd"] is None


def test_money_carried_over_is_what_the_year_before_left(expected: Truth) -> None:
    before = expected["projects"][REPORTS[0]]["lines"]
    after = expected["projects"][NEWEST]["lines"]
    left = {key: line["assigned_vnd"] - line["disbursed_vnd"] for key, line in before.items()}
    assert left == {key: line["carried_over_vnd"] for key, line in after.items() if "@" not in key}


def test_every_source_of_the_plan_has_money(reports: dict[str, list[dict[str, Any]]]) -> None:
    money = {line["Nguồn vốn"]: 0 for line in reports[NEWEST][:-1]}
    for line in reports[NEWEST][:-1]:
        money[line["Nguồn vốn"]] += (read_million(line["Kế hoạch"]) or 0) + (
            read_million(line["Vốn chuyển nguồn"]) or 0
        )
    money.pop("Vận động, hỗ trợ khác")  # of the line that is out of scope: nothing
    assert money == {
        "Chuyển nguồn 2021-2025": 50_000_000,
        "Chương trình 2026-2035": 1_090_500_000,
        "Quỹ Vì người nghèo": 40_000_000,
    }


def test_the_newest_report_holds_the_cells_that_need_care(reports: dict[str, list[dict[str, Any]]]) -> None:
    cells = {cell for line in reports[NEWEST] for cell in line.values()}
    assert {"320,5", "80.000.000 đồng", "18 hộ", "125%", "TDA1-DA4", "Tiêu dự án 2 - Dự án 3"} <= cells
