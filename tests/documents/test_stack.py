"""Roll-ups of 65 wards made from the sample's: totals are sums, whatever the order; what does not fit is refused."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from math import fsum
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.briefing import Desk
from dashboard.export.rollup import write_parquet, write_workbook
from queries import Mode
from queries.rollup import Line, Stack, check, collect, stack
from tests.conftest import ROOT

WARDS = 65
Sit = Callable[..., Desk]
Make = Callable[..., Path]


@pytest.fixture(scope="module")
def sample(sit: Sit) -> tuple[Line, ...]:
    """The sample ward's own lines, as if they were real and every policy had been reported."""
    desk = sit("2026", Mode.INTERNAL)
    lines = collect(desk.filters, desk.viewer, desk.warehouse)
    return tuple(replace(line, is_sample=False) for line in lines if line.indicator_id != "policy_served")


def vary(lines: tuple[Line, ...], number: int, **changes: Any) -> tuple[Line, ...]:
    """Return another ward: all numbers of an indicator times one small number, so that what holds still holds."""
    seeded = random.Random(number)
    times = {name: seeded.randint(1, 9) for name in sorted({line.indicator_id for line in lines})}
    head = {"ward_code": f"{number:05}", "ward_name": f"Xã {number}", **changes}
    return tuple(
        replace(
            line,
            numerator=_times(line.numerator, times[line.indicator_id]),
            denominator=_times(line.denominator, times[line.indicator_id]),
            unknown=_times(line.unknown, times[line.indicator_id]),
            **head,
        )
        for line in lines
    )


def _times(number: Any, factor: int) -> Any:
    return None if number is None else number * factor


def save(lines: tuple[Line, ...], path: Path) -> Path:
    checks = check(lines)
    if path.suffix == ".parquet":
        path.write_bytes(write_parquet(lines, checks))
    else:
        path.write_bytes(write_workbook(lines, checks, "Tệp", (("a", "b"),), "Định nghĩa", datetime(2026, 11, 20)))
    return path


@pytest.fixture(scope="module")
def province(sample: tuple[Line, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """65 wards, every third one sends a workbook."""
    folder = tmp_path_factory.mktemp("province")
    suffixes = (".parquet", ".parquet", ".xlsx")
    return [save(vary(sample, n), folder / f"xa_{n:02}{suffixes[n % 3]}") for n in range(1, WARDS + 1)]


@pytest.fixture
def make(sample: tuple[Line, ...], tmp_path: Path) -> Make:
    """`make(3, "a.xlsx", period="2026-05")`: the file of one ward."""

    def one(number: int, name: str = "", **changes: Any) -> Path:
        return save(vary(sample, number, **changes), tmp_path / (name or f"xa_{number}.parquet"))

    return one


def find(found: Stack, indicator_id: str, by: str | None = None, key: str | None = None) -> Any:
    return next(t for t in found.totals if (t.indicator_id, t.slice, t.key) == (indicator_id, by, key))


def test_totals_of_65_wards_are_sums_and_ratios_are_ratios_of_sums(
    province: list[Path], sample: tuple[Line, ...]
) -> None:
    found = stack(province)
    assert found.refused == ()
    assert len({line.ward_code for line in found.lines}) == WARDS
    wards = [{line.name: line for line in vary(sample, n)} for n in range(1, WARDS + 1)]
    whole = [total for total in found.totals if total.state == "whole"]
    assert len(whole) > 80
    for total in whole:
        name = (total.indicator_id, total.slice or "", total.key or "")
        lines = [ward[name] for ward in wards]
        assert total.numerator == fsum(line.numerator for line in lines)
        assert total.unknown == sum(line.unknown for line in lines)
        assert total.wards_told == total.wards_total == WARDS
        if lines[0].denominator is not None:
            assert total.denominator == fsum(line.denominator for line in lines)
            if total.denominator:
                assert total.value == total.numerator / total.denominator


def test_classes_and_households_make_no_sum(province: list[Path]) -> None:
    found = stack(province[:5])
    assert find(found, "project_output").state == "not_added"
    assert find(found, "project_output", "line_id", "DA2").state == "not_added"
    assert find(found, "project_output", "output_unit", "hộ").state == "whole"


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_the_files_does_not_matter(province: list[Path], data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(province[:12]), unique=True, min_size=2, max_size=6))
    assert stack(data.draw(st.permutations(some))) == stack(some)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    states=st.lists(st.sampled_from(["told", "hidden", "silent", "partial"]), min_size=1, max_size=5),
    numbers=st.lists(st.integers(0, 10_000), min_size=5, max_size=5),
)
def test_a_total_stands_only_where_every_ward_tells_the_number(
    sample: tuple[Line, ...], tmp_path: Path, states: list[str], numbers: list[int]
) -> None:
    one = next(line for line in sample if line.name == ("poor_households", "", ""))
    changes: dict[str, dict[str, Any]] = {
        "hidden": {"suppressed": True, "numerator": None, "unknown": None},
        "silent": {"numerator": None, "unknown": None},
        "partial": {"areas_reported": 11},
    }
    paths = []
    for place, (state, number) in enumerate(zip(states, numbers, strict=False)):
        line = replace(one, ward_code=f"{place:05}", numerator=float(number))
        paths.append(save((replace(line, **changes.get(state, {})),), tmp_path / f"{place}.parquet"))
    total = find(stack(paths), "poor_households")
    assert (total.wards_told, total.wards_total) == (states.count("told"), len(states))
    if set(states) == {"told"}:
        assert (total.state, total.numerator) == ("whole", sum(numbers[: len(states)]))
    else:
        assert (total.numerator, total.denominator, total.value, total.unknown) == (None, None, None, None)
        assert total.state == ("suppressed" if "hidden" in states else "partial")


def test_a_part_that_a_ward_does_not_list_is_none_only_where_its_parts_make_the_whole(
    sample: tuple[Line, ...], tmp_path: Path
) -> None:
    """One ward has children behind their level, the other says that all are at it; a third tells no children."""
    of_children = [x for x in sample if x.indicator_id == "children_right_level" and x.slice in (None, "school_status")]
    total = next(line for line in of_children if line.slice is None)
    part = next(line for line in of_children if line.slice)
    status = ("school_status", "right_level"), ("school_status", "late")

    def ward(code: str, *counts: int) -> tuple[Line, ...]:
        head = {"ward_code": code, "unknown": 0}
        parts = [
            replace(
                part, slice=by, key=key, numerator=float(n if key == "right_level" else 0), denominator=float(n), **head
            )
            for (by, key), n in zip(status, counts, strict=False)
        ]
        done = parts[0].numerator if parts else 0.0
        return (replace(total, numerator=done, denominator=float(sum(counts)), **head), *parts)

    paths = [save(ward("1", 8, 2), tmp_path / "a.parquet"), save(ward("2", 5), tmp_path / "b.parquet")]
    assert find(stack(paths), "children_right_level", *status[1]).denominator == 2
    nobody = (replace(total, ward_code="4", numerator=0.0, denominator=0.0, unknown=0),)
    found = stack([*paths, save(nobody, tmp_path / "d.parquet")])
    assert find(found, "children_right_level", *status[1]).denominator == 2
    hidden = (replace(total, ward_code="5", numerator=5.0, denominator=5.0, unknown=0),)
    found = stack([*paths, save(hidden, tmp_path / "e.parquet")])
    assert find(found, "children_right_level", *status[1]).state == "partial"
    untold = (replace(total, ward_code="3", numerator=None, denominator=None, unknown=None),)
    found = stack([*paths, save(untold, tmp_path / "c.parquet")])
    assert find(found, "children_right_level", *status[1]).state == "partial"


def test_periods_and_standards_are_kept_apart(make: Make) -> None:
    paths = [
        make(1),
        make(2),
        make(1, "thang.parquet", period="2026-05"),
        make(2, "moi.xlsx", standard_id="MDP_2027_2030"),
    ]
    found = stack(paths)
    assert found.refused == ()
    groups = {(t.period, t.standard_id): t.wards_total for t in found.totals}
    assert groups == {("2026", "MDP_2022_2025"): 2, ("2026-05", "MDP_2022_2025"): 1, ("2026", "MDP_2027_2030"): 1}


def test_lists_of_different_months_are_not_added(make: Make) -> None:
    found = stack([make(1, answered_by="2026-05"), make(2, answered_by="2026-06")])
    total = find(found, "poor_households")
    assert (total.state, total.numerator) == ("mixed", None)


def refuse(*paths: Path) -> tuple[list[str], Stack]:
    found = stack(paths)
    return [one.why for one in found.refused], found


def test_a_file_changed_by_hand_is_seen(make: Make, tmp_path: Path) -> None:
    import openpyxl

    path = make(1, "a.xlsx")
    book = openpyxl.load_workbook(path)
    heads = [cell.value for cell in book["rollup"][1]]
    column = heads.index("numerator") + 1
    row = next(row for row in range(2, 99) if book["rollup"].cell(row, column).value)
    book["rollup"].cell(row, column).value += 1
    book.save(path)
    [why], _ = refuse(path)
    assert why == ("«a.xlsx»: mã băm không khớp, số liệu đã bị sửa sau khi xuất. Hãy xin xã tệp xuất lại từ phần mềm.")


def test_a_file_that_was_opened_and_saved_in_between_still_fits(make: Make) -> None:
    import openpyxl

    path = make(1, "a.xlsx")
    openpyxl.load_workbook(path).save(path)
    assert refuse(path)[0] == []


def test_a_digest_made_anew_does_not_hide_a_broken_check(make: Make, sample: tuple[Line, ...], tmp_path: Path) -> None:
    lines = tuple(replace(x, numerator=1e6) if x.name == ("poverty_rate", "", "") else x for x in vary(sample, 1))
    [why], _ = refuse(save(lines, tmp_path / "a.parquet"))
    assert why.startswith("«a.parquet»: phép kiểm tra không đạt (unknown: poverty_rate)")


def test_another_version_is_refused(sample: tuple[Line, ...], tmp_path: Path) -> None:
    path = save(vary(sample, 1), tmp_path / "a.parquet")
    table = parquet.read_table(path)
    about = json.loads(table.schema.metadata[b"rollup"]) | {"schema_version": 2}
    parquet.write_table(table.replace_schema_metadata({"rollup": json.dumps(about)}), path)
    [why], _ = refuse(path)
    assert why == "«a.parquet»: phiên bản 2 của tệp tổng hợp; phần mềm này đọc phiên bản 1."


def test_what_is_no_rollup_is_refused_and_counts_for_nobody(make: Make, tmp_path: Path) -> None:
    note, table, book = tmp_path / "note.txt", tmp_path / "t.parquet", tmp_path / "b.xlsx"
    note.write_text("chào", encoding="utf-8")
    parquet.write_table(pa.table({"a": [1]}), table)
    import openpyxl

    openpyxl.Workbook().save(book)
    reasons, found = refuse(note, table, book, make(1))
    assert len(reasons) == 3
    assert all("không phải tệp tổng hợp" in why for why in reasons)
    assert find(found, "poor_households").state == "whole"


def test_a_broken_or_missing_file_is_a_ward_that_does_not_tell(make: Make, tmp_path: Path) -> None:
    broken, empty = tmp_path / "hong.parquet", tmp_path / "hong.xlsx"
    broken.write_bytes(make(2).read_bytes()[:900])
    empty.write_bytes(b"PK\x03\x04nothing")
    reasons, found = refuse(broken, empty, tmp_path / "khong_co.xlsx", make(1))
    assert sorted(why.split("»: ")[0] for why in reasons) == ["«hong.parquet", "«hong.xlsx", "«khong_co.xlsx"]
    total = find(found, "poor_households")
    assert (total.state, total.wards_told, total.wards_total) == ("partial", 1, 4)


def test_a_ward_handed_in_twice_is_refused_with_both_names(
    make: Make, sample: tuple[Line, ...], tmp_path: Path
) -> None:
    other = tuple(
        replace(x, numerator=x.numerator + 1 if x.numerator is not None else None)
        if x.name == ("poor_households", "", "")
        else x
        for x in vary(sample, 1)
    )
    reasons, found = refuse(make(1, "a.parquet"), save(other, tmp_path / "b.xlsx"), make(2))
    assert len(reasons) == 2
    assert all("«a.parquet», «b.xlsx»" in why and "Xã 1 (00001)" in why for why in reasons)
    total = find(found, "poor_households")
    assert (total.state, total.wards_told, total.wards_total) == ("partial", 1, 2)


def test_an_exact_copy_counts_once(make: Make) -> None:
    reasons, found = refuse(make(1, "a.parquet"), make(1, "a.xlsx"))
    assert reasons == ["«a.xlsx»: là bản sao của «a.parquet», chỉ tính một lần."]
    assert find(found, "poor_households").state == "whole"


def test_the_sample_does_not_stand_among_real_wards(make: Make) -> None:
    reasons, found = refuse(make(1), make(2, "mau.parquet", is_sample=True))
    assert reasons == ["«mau.parquet»: là dữ liệu mẫu hư cấu, không xếp chung với số liệu thật."]
    assert find(found, "poor_households").state == "whole"
    alone, found = refuse(make(2, "mau.parquet", is_sample=True))
    assert alone == []
    assert all(total.is_sample for total in found.totals)


def test_numbers_counted_otherwise_are_refused(make: Make) -> None:
    reasons, found = refuse(make(1), make(2), make(3, "khac.parquet", definitions="0" * 64))
    assert len(reasons) == 1
    assert reasons[0].startswith("«khac.parquet»: cách tính khác 2 tệp còn lại")
    assert find(found, "poor_households").wards_total == 3


def test_lines_of_two_wards_in_one_file_are_refused(sample: tuple[Line, ...], tmp_path: Path) -> None:
    one, other = vary(sample, 1), vary(sample, 2)
    [why], _ = refuse(save((*one[:3], *other[3:]), tmp_path / "a.parquet"))
    assert "không cùng một xã" in why


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, 20_000), noise=st.binary(max_size=40))
def test_no_file_makes_it_stumble(province: list[Path], tmp_path: Path, cut: int, noise: bytes) -> None:
    for whole in (province[0], province[1]):
        data = whole.read_bytes()
        path = tmp_path / f"x{whole.suffix}"
        path.write_bytes(data[:cut] + noise + data[cut + len(noise) :])
        found = stack([path])
        assert len(found.refused) + len({line.ward_code for line in found.lines}) == 1


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "queries", "stack", *map(str, words)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_the_command_prints_totals_and_writes_every_line(province: list[Path], tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("chào", encoding="utf-8")
    done = run(*province[:3], note, "-o", tmp_path / "tinh.parquet", "--format", "json")
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["«note.txt»: không phải tệp tổng hợp (.parquet hoặc .xlsx do phần mềm xuất)."]
    totals = json.loads(done.stdout)
    rows = parquet.read_table(tmp_path / "tinh.parquet").to_pylist()
    assert (
        next(row for row in rows if row["level"] == "total" and row["indicator_id"] == "poor_households")["numerator"]
        == next(t for t in totals if t["indicator_id"] == "poor_households")["numerator"]
    )
    assert len({row["ward_code"] for row in rows if row["level"] == "ward"}) == 3
    text = run(*province[:2], tmp_path / "khong_co.xlsx")
    assert "chưa đủ, 2/3 xã" in text.stdout


def test_nothing_to_stack_is_one_sentence(tmp_path: Path) -> None:
    done = run(tmp_path / "khong_co.parquet")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[-1] == "Không có tệp tổng hợp nào xếp được."
