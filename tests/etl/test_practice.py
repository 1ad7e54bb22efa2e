"""The practice workbooks give their known answers through the officer's own command."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

PRACTICE = Path(__file__).resolve().parents[1] / "data" / "practice"
ROOT = Path(__file__).resolve().parents[2]
YEARS = {"32a_nam_2025.xlsx": "2025", "32b_nam_2026.xlsx": "2026"}
LISTS = ("01_chuan.xlsx", "17_dau_bang_bien_the.xlsx", "18_moi_khoi_mot_sheet.xlsx")


def run_inspect(*names: str, data: Path) -> dict[str, dict[str, Any]]:
    command = [
        sys.executable,
        "-m",
        "etl",
        "inspect",
        "--json",
        "--data",
        str(data),
        *(str(PRACTICE / name) for name in names),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert done.returncode == 0, done.stderr
    return {report["file"]: report for report in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    answers: dict[str, Any] = json.loads((PRACTICE / "EXPECTED.json").read_text(encoding="utf-8"))
    return answers


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    names = (*LISTS, "02_thanh_vien_gop_o_doc.xlsx", "35_du_an_don_vi.xlsx", "09_cccd_mat_so_0.xlsx", *YEARS)
    others = ("19_bieu_dien_bien.xlsx", "36_xuat_phan_mem_hai_dau_bang.xlsx")
    return run_inspect(*names, *others, data=tmp_path_factory.mktemp("nothing"))


def add_up(report: dict[str, Any], *keys: str) -> int:
    total = 0
    for form in report["forms"]:
        value: Any = form
        for key in keys:
            value = value.get(key, {})
        total += value or 0
    return total


@pytest.mark.parametrize("name", LISTS)
def test_household_lists(name: str, reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer, report = expected["files"][name]["expect"], reports[name]
    assert report["refused"] is None
    assert add_up(report, "rows_accepted") == answer["accept_rows"]
    assert add_up(report, "rows_quarantined") == answer["reject_rows"]
    assert add_up(report, "totals", "opening", "poor") == answer["start_poor"]
    assert add_up(report, "totals", "opening", "near_poor") == answer["start_near"]
    assert add_up(report, "totals", "closing", "poor") == answer["end_poor"]
    assert add_up(report, "totals", "closing", "near_poor") == answer["end_near"]


def test_the_first_list_row_by_row(reports: dict[str, Any]) -> None:
    [form] = reports["01_chuan.xlsx"]["forms"]
    assert (form["form"], form["header_row"], form["rows_read"]) == ("household_review", 7, 84)
    assert form["rows_skipped"] == {"column_numbers": 1, "section": 12, "total": 1, "note": 1, "signature": 3}


def test_rows_are_conserved(reports: dict[str, Any]) -> None:
    for report in reports.values():
        for form in report["forms"]:
            kept = form["rows_accepted"] + form["rows_quarantined"] + form["rows_merged"]
            assert form["rows_read"] == kept + sum(form["rows_skipped"].values())


def test_the_summary_sheet_counts_nothing_and_is_held_against_the_lists(
    reports: dict[str, Any], expected: dict[str, Any]
) -> None:
    report = reports["18_moi_khoi_mot_sheet.xlsx"]
    [summary] = [form for form in report["forms"] if form["form"] == "summary"]
    assert summary["rows_skipped"] == {"summary": 12}
    assert summary["rows_accepted"] == 0
    [mismatch] = [issue for issue in report["issues"] if issue["rule"] == "summary_mismatch"]
    assert expected["files"]["18_moi_khoi_mot_sheet.xlsx"]["expect"]["mismatch_khoi"] in mismatch["message"]
    assert (mismatch["found"], mismatch["used"]) == ("4", "3")


def test_members_with_the_class_of_their_household(tmp_path: Path, expected: dict[str, Any]) -> None:
    reports = run_inspect("01_chuan.xlsx", "02_thanh_vien_gop_o_doc.xlsx", data=tmp_path)
    answer = expected["files"]["02_thanh_vien_gop_o_doc.xlsx"]["expect"]
    [form] = reports["02_thanh_vien_gop_o_doc.xlsx"]["forms"]
    assert form["header_row"] == 3
    assert form["totals"] == {
        "members": answer["members"],
        "children_3_15_poor": answer["kids_3_15_poor"],
        "children_3_15_poor_attending": answer["kids_in_school"],
        "children_3_15_poor_right_level": answer["kids_right_level"],
        "children_3_15_poor_level_unknown": answer["kids_level_unknown"],
        "poor_households_with_16_30": answer["poor_hh_with_16_30"],
        "poor_households_trained": answer["poor_hh_trained"],
    }


def test_a_member_list_alone_knows_no_class(tmp_path: Path) -> None:
    [form] = run_inspect("02_thanh_vien_gop_o_doc.xlsx", data=tmp_path)["02_thanh_vien_gop_o_doc.xlsx"]["forms"]
    assert form["totals"]["members"] == 207
    assert form["totals"]["children_3_15_poor"] is None


def test_projects(reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer = expected["files"]["35_du_an_don_vi.xlsx"]["expect"]
    [form] = reports["35_du_an_don_vi.xlsx"]["forms"]
    totals = form["totals"]
    assert totals["plan_vnd"] == answer["plan_mil"] * 10**6
    assert totals["disbursed_vnd"] == answer["spent_mil"] * 10**6
    assert round(100 * totals["disbursed_vnd"] / totals["plan_vnd"], 2) == answer["rate_pct"]
    by_unit = {
        unit: [money["plan_vnd"] / 10**6, money["disbursed_vnd"] / 10**6] for unit, money in totals["by_unit"].items()
    }
    assert by_unit == answer["by_unit"]
    assert totals["not_reported"] == answer["not_reported"]
    rules = {issue["rule"]: issue for issue in reports["35_du_an_don_vi.xlsx"]["issues"]}
    assert rules["overspent"]["cell"] == "E7"
    assert (rules["number_with_words"]["found"], rules["number_with_words"]["used"]) == ("18 hộ", "18")


def test_identity_numbers(reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer, report = expected["files"]["09_cccd_mat_so_0.xlsx"]["expect"], reports["09_cccd_mat_so_0.xlsx"]
    assert add_up(report, "rows_accepted") == answer["accept_rows"]
    repaired = {issue["used"] for issue in report["issues"] if issue["rule"] == "id_zeros"}
    assert repaired < set(answer["recovered"].values())
    shared = [issue["row"] for issue in report["issues"] if issue["rule"] == "id_number_shared"]
    assert shared == [9 + answer["duplicate_of_row1"][0]]


def test_the_national_software_export(reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer, report = (
        expected["files"]["36_xuat_phan_mem_hai_dau_bang.xlsx"]["expect"],
        reports["36_xuat_phan_mem_hai_dau_bang.xlsx"],
    )
    [form] = report["forms"]
    assert form["rows_accepted"] == answer["accept_rows_after_dedupe"]
    assert form["rows_merged"] == answer["exact_dups"]
    assert report["test_rows"] == answer["test_rows"]
    assert form["totals"]["closing"] == {"poor": answer["end_poor"], "near_poor": answer["end_near"]}
    assert form["totals"]["opening"] == {"poor": None, "near_poor": None}


def test_the_movement_report(reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer, report = expected["files"]["19_bieu_dien_bien.xlsx"]["expect"], reports["19_bieu_dien_bien.xlsx"]
    [form] = report["forms"]
    assert (form["form"], form["header_row"], form["rows_accepted"]) == ("movement_report", 3, 24)
    assert form["rows_skipped"] == {"column_numbers": 1}
    totals = form["totals"]
    assert totals["begin"] == answer["start_poor"]
    assert totals["end_reported"] == answer["end_poor_reported"]
    assert totals["end_by_formula"] == answer["end_poor_by_formula"]
    assert totals["residual"] == answer["residual"]
    assert totals["blank_cells"] == totals["persons"]["blank_cells"] == 24
    assert totals["persons"]["residual"] == {}
    [residual] = [issue for issue in report["issues"] if issue["rule"] == "movement_report_residual"]
    assert "Khối 2" in residual["message"]


@pytest.mark.parametrize("name", YEARS)
def test_lists_with_one_class_column(name: str, reports: dict[str, Any], expected: dict[str, Any]) -> None:
    answer, [form] = expected["files"][name]["expect"], reports[name]["forms"]
    assert form["period"] == YEARS[name]
    assert form["totals"]["closing"] == {"poor": answer["end_poor"], "near_poor": answer["end_near"]}
    assert form["totals"]["opening"] == {"poor": None, "near_poor": None}
