"""Figures of sums that a sheet writes beside its rows: what agrees is kept too."""

from collections.abc import Callable
from pathlib import Path

from tests.etl.workbooks import household, write_households

Query = Callable[[str], list[tuple[object, ...]]]
CHECKS = "SELECT kind, cell, source_row, title, area_id, written, counted FROM meta.checksum ORDER BY source_row, cell"


def test_a_sum_is_kept_whether_or_not_it_agrees(raw: Path, build_raw: Callable[[], Query]) -> None:
    """Two poor households of two persons: the section is right, the total says three households."""
    section: list[object] = ["I", "", "Khối 1: 2 hộ", None, None, 4, 0, 0, 2, 0, 0]
    total: list[object] = [None, None, "TỔNG CỘNG", None, None, 4, 0, 0, 3, 0, 0]
    write_households(raw / "a.xlsx", section, household(1), household(2), total)
    query = build_raw()
    found = query(CHECKS)
    told = ("subtotal", None, 5, "Số hộ ghi ở dòng khối", "khoi_1", 2, 2)
    assert told in found
    assert [(row[0], row[1], row[5], row[6]) for row in found if row[5] != row[6]] == [("total", "I8", 3, 2)]
    # Six columns of each of the two rows, and what the section says in words.
    assert len(found) == 13
    assert query("SELECT cell FROM meta.issue WHERE rule LIKE '%total_mismatch'") == [("I8",)]


def test_a_sheet_without_sums_holds_nothing_against_its_rows(raw: Path, build_raw: Callable[[], Query]) -> None:
    write_households(raw / "a.xlsx", household(1), household(2))
    assert build_raw()(CHECKS) == []
