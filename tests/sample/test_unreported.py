"""The same ward with khối that have not reported 2026: absent from its lists, present among its residents."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MISSING = frozenset({"khoi_3", "khoi_ky_lan"})
HomeReader = Callable[[Path, int], list[Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, write_ward: Callable[..., None]) -> Path:
    path = tmp_path_factory.mktemp("unreported")
    write_ward(path, unreported=MISSING)
    return path


def test_only_their_rows_of_2026_are_missing(
    folder: Path, homes_by_year: dict[int, list[Any]], read_ward_homes: HomeReader
) -> None:
    def keep(year: int) -> list[Any]:
        return [home for home in homes_by_year[year] if year == 2025 or home.area_id not in MISSING]

    assert read_ward_homes(folder, 2025) == keep(2025)
    assert read_ward_homes(folder, 2026) == keep(2026)
    assert len(keep(2026)) < len(homes_by_year[2026])


def test_truth_follows_the_rows_and_keeps_the_residents(folder: Path, expected: dict[str, Any]) -> None:
    truth = json.loads((folder / "EXPECTED.json").read_text(encoding="utf-8"))
    assert truth["unreported_2026"] == sorted(MISSING)
    assert truth["rounds"]["2025"] == expected["rounds"]["2025"]
    assert truth["rounds"]["2026"]["residents"] == expected["rounds"]["2026"]["residents"]
    lost = [expected["rounds"]["2026"]["by_area"][area]["closing"]["poor"] for area in MISSING]
    assert truth["rounds"]["2026"]["closing"]["poor"] == expected["rounds"]["2026"]["closing"]["poor"] - sum(lost)
    assert [truth["rounds"]["2026"]["by_area"][area]["households_listed"] for area in MISSING] == [0, 0]
    for told in (truth["new_standard"], *truth["months"].values()):
        assert told["by_area"].keys() == expected["rounds"]["2026"]["by_area"].keys() - MISSING
    assert truth["files"]["2026/bieu_dien_bien_2026.xlsx"]["rows_accepted"] == 2 * 2 * 10


def test_a_workbook_without_a_household_is_not_written(tmp_path: Path, write_ward: Callable[..., None]) -> None:
    write_ward(tmp_path, unreported=frozenset({"khoi_hoa_binh", "khoi_thuy_son", "khoi_ky_lan", "khoi_deo_giang"}))
    names = [path.name for path in sorted((tmp_path / "raw" / "2026").glob("danh_sach_ho_*"))]
    assert names == ["danh_sach_ho_2026_chuan_moi.xlsx", "danh_sach_ho_2026_khoi_1_8.xlsx"]


def test_an_unknown_area_is_refused(tmp_path: Path, write_ward: Callable[..., None]) -> None:
    with pytest.raises(ValueError, match="khoi_99"):
        write_ward(tmp_path, unreported=frozenset({"khoi_99"}))
