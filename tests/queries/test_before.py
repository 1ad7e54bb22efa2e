"""The snapshot before the one shown, and what it answers to the same question."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from queries import Filters, Mode, Viewer, Warehouse, open_before, open_warehouse, value, value_before
from tests.queries.test_warehouse import cut_short, set_version

OLDEST, OLD, NEW = "20261101-080000", "20261102-080000", "20261103-080000"
Publish = Callable[..., Path]


def inputs(digest: str) -> dict[str, Any]:
    return {"snapshot": [{"stamp": "-", "built_at": "2026-11-01", "inputs_sha256": digest, "is_sample": False}]}


def households(poor: int, *areas: str) -> dict[str, Any]:
    """So many poor households in khối 1; those khối reported."""
    row = {"area_id": "khoi_1", "opening_class": "poor", "recognised_class": "poor"}
    return {"household_round": [row | {"household_id": f"h{n}"} for n in range(poor)], "reported": list(areas)}


def make_newer(path: Path) -> None:
    set_version(path, 99)


def make_older(path: Path) -> None:
    set_version(path, None)


@pytest.fixture
def three_snapshots(publish: Publish, data_dir: Path) -> Path:
    for stamp in (OLDEST, OLD, NEW):
        publish(inputs(stamp), stamp)
    return data_dir


def find_stamp(folder: Path) -> str | None:
    before = open_before(open_warehouse(folder))
    return before.stamp if before else None


def test_the_newest_older_one_is_opened_and_kept(three_snapshots: Path) -> None:
    shown = open_warehouse(three_snapshots)
    before = open_before(shown)
    assert before is not None
    assert before.stamp == OLD
    assert open_before(shown) is before


def test_before_an_older_snapshot_that_is_shown_stands_an_older_one(three_snapshots: Path) -> None:
    (three_snapshots / "current").write_text(f"warehouse-{OLD}.duckdb", encoding="utf-8")
    assert find_stamp(three_snapshots) == OLDEST


@pytest.mark.parametrize("spoil", [cut_short, make_newer, make_older])
def test_what_cannot_be_read_is_passed_over(three_snapshots: Path, spoil: Callable[[Path], None]) -> None:
    spoil(three_snapshots / f"warehouse-{OLD}.duckdb")
    assert find_stamp(three_snapshots) == OLDEST


def test_the_same_inputs_built_again_are_no_snapshot_before(publish: Publish, data_dir: Path) -> None:
    for stamp, digest in ((OLDEST, "a"), (OLD, "b"), (NEW, "b")):
        publish(inputs(digest), stamp)
    assert find_stamp(data_dir) == OLDEST


def test_where_nothing_else_was_ever_loaded_there_is_none(publish: Publish, data_dir: Path) -> None:
    for stamp in (OLD, NEW):
        publish(inputs("a"), stamp)
    assert find_stamp(data_dir) is None


def test_a_second_build_of_one_second_is_the_newer_one(publish: Publish, data_dir: Path) -> None:
    for stamp in (NEW, f"{NEW}-2"):
        publish(inputs(stamp), stamp)
    assert find_stamp(data_dir) == NEW
    (data_dir / "current").unlink()
    assert open_warehouse(data_dir).stamp == f"{NEW}-2"


def ask_both(build: Callable[..., Warehouse], then: dict[str, Any], now: dict[str, Any], **asked: Any) -> Any:
    """The total of poor households now and before, as (now, before); `viewer` and filters as asked."""
    viewer = asked.pop("viewer", Viewer())
    indicator_id = asked.pop("indicator_id", "poor_households")
    before = build(then | inputs("then"), OLD)
    result = value(indicator_id, Filters(**asked), viewer=viewer, warehouse=build(now | inputs("now"), NEW))
    return result, value_before(result, viewer=viewer, before=before)


def test_both_answer_the_same_question(build: Callable[..., Warehouse]) -> None:
    now, then = ask_both(build, households(3, "khoi_1"), households(2, "khoi_1"))
    assert (then.total.numerator, now.total.numerator) == (3, 2)
    assert then.filters == now.filters


def test_the_newest_period_of_now_is_asked_of_before(build: Callable[..., Warehouse]) -> None:
    """Left open, the period would be each snapshot's own newest, and two years would be compared."""
    listed = households(3)["household_round"]
    now, then = ask_both(
        build, {"household_round": [row | {"period": "2025"} for row in listed]}, households(2, "khoi_1")
    )
    assert now.filters.period == then.filters.period == "2026"
    assert then.total is None


def test_a_khoi_that_before_did_not_know_is_no_error(build: Callable[..., Warehouse]) -> None:
    place = {"level": "neighbourhood", "parent_id": "phuong", "valid_from": "2021-01-01"}
    ward = {"area_id": "phuong", "level": "commune", "name": "Phường Thử", "sort_key": 0}
    then = {"area": [ward, place | {"area_id": "khoi_2", "name": "Khối 2", "sort_key": 2}]}
    now, before = ask_both(build, then, households(1, "khoi_1"), area_id="khoi_1")
    assert now.total.numerator == 1
    assert before is None


@pytest.mark.parametrize(
    ("mode", "area_id", "told"),
    [
        (Mode.INTERNAL, "khoi_1", True),
        *((mode, area_id, area_id is None) for mode in (Mode.MEETING, Mode.OUTGOING) for area_id in ("khoi_1", None)),
    ],
)
def test_outside_the_house_the_change_of_one_khoi_is_not_told(
    build: Callable[..., Warehouse], mode: Mode, area_id: str | None, told: bool
) -> None:
    """Both counts are public; what happened between them is as of every movement."""
    now, then = ask_both(
        build, households(3, "khoi_1"), households(2, "khoi_1"), area_id=area_id, viewer=Viewer(mode=mode)
    )
    assert now.total.numerator == 2
    assert then.total.suppressed is not told
    assert (then.total.numerator == 3) is told


@pytest.mark.parametrize(("count", "told"), [(8, True), (11, False), (16, True)])
def test_a_small_change_of_a_sensitive_number_does_not_leave(
    build: Callable[..., Warehouse], count: int, told: bool
) -> None:
    """Of thirty, eight and eleven households with a device may both be told, that there are three more may not."""

    def equip(number: int) -> dict[str, Any]:
        facts = households(30, "khoi_1")
        for place, row in enumerate(facts["household_round"]):
            row["information_access_assets"] = place >= number
        return facts

    outgoing = Viewer(mode=Mode.OUTGOING)
    now, then = ask_both(build, equip(8), equip(count), viewer=outgoing, indicator_id="information_device")
    assert not now.total.suppressed
    assert then.total.suppressed is not told
