"""Alkire-Foster against published answers, and what it refuses to compute. Three made-up sets, no person."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from queries import AskedWrongly, alkire_foster, estimate_errors

DATA = Path(__file__).parents[1] / "data" / "af"
FOUR = {"a1": 0.25, "a2": 0.25, "b1": 0.25, "b2": 0.25}
# The sceptic's own example: four households of 4, 3, 5 and 2 persons.
SIZED = pd.DataFrame(
    [(1, 1, 0, 1, 4), (0, 1, 0, 0, 3), (1, 0, 1, 1, 5), (0, 0, 0, 0, 2)], columns=["a1", "a2", "b1", "b2", "persons"]
)


@pytest.fixture
def simple() -> pd.DataFrame:
    return pd.read_csv(DATA / "mpindex_simple_4x4.csv")


@pytest.fixture
def regions() -> pd.DataFrame:
    return pd.read_csv(DATA / "mpi_examplePovertydf_30x12.csv")


def weigh(frame: pd.DataFrame, *others: str) -> dict[str, float]:
    names = [name for name in frame.columns if name not in others]
    return dict.fromkeys(names, 1 / len(names))


def test_the_simple_set_gives_its_published_answers(simple: pd.DataFrame) -> None:
    (row,) = alkire_foster(simple, weights=FOUR, k=0.5).to_dict("records")
    assert (row["group"], row["n"]) == (None, 4)
    assert (row["headcount"], row["intensity"], row["m0"]) == pytest.approx((0.5, 0.75, 0.375))


def test_the_set_of_regions_gives_its_published_answers(regions: pd.DataFrame) -> None:
    weights = weigh(regions, "Region")
    (whole,) = alkire_foster(regions, weights=weights, k=3 / 11).to_dict("records")
    assert whole["headcount"] == pytest.approx(28 / 30)
    assert whole["intensity"] == pytest.approx(0.5519480519, abs=1e-10)
    assert whole["m0"] == pytest.approx(0.5151515152, abs=1e-10)
    by_region = alkire_foster(regions, weights=weights, k=3 / 11, by="Region")
    assert by_region["group"].tolist() == ["Olmeto", "Zicavo", "Bastia", "Calvi", "Corte", "Venaco"]
    bastia = by_region[by_region["group"] == "Bastia"].iloc[0]
    assert (bastia["n"], bastia["m0"]) == (2, pytest.approx(0.4090909, abs=1e-7))


def test_members_weigh_and_the_answer_by_household_is_another() -> None:
    (persons,) = alkire_foster(SIZED, weights=FOUR, k=0.5, unit_weight="persons").to_dict("records")
    assert (persons["headcount"], persons["intensity"], persons["m0"]) == pytest.approx((9 / 14, 0.75, 27 / 56))
    shares = [persons[f"contribution_{name}"] for name in FOUR]
    assert shares == pytest.approx([1 / 3, 4 / 27, 5 / 27, 1 / 3])
    (households,) = alkire_foster(SIZED, weights=FOUR, k=0.5).to_dict("records")
    assert households["headcount"] == 0.5


def test_groups_weighed_by_their_units_add_up_to_the_whole(regions: pd.DataFrame) -> None:
    weights = weigh(regions, "Region")
    parts = alkire_foster(regions, weights=weights, k=0.4, by="Region")
    whole = alkire_foster(regions, weights=weights, k=0.4)
    assert (parts["m0"] * parts["n"]).sum() / 30 == pytest.approx(whole["m0"].iloc[0])
    shares = whole.filter(like="contribution_").iloc[0]
    assert shares.sum() == pytest.approx(1)


def test_a_cut_off_that_is_met_exactly_counts_whatever_the_floats_say() -> None:
    twelve = {f"i{place}": 1 / 12 for place in range(12)}
    for deprived in range(1, 13):
        frame = pd.DataFrame([{name: int(place < deprived) for place, name in enumerate(twelve)}])
        assert alkire_foster(frame, weights=twelve, k=deprived / 12)["headcount"].iloc[0] == 1
        if deprived < 12:
            assert alkire_foster(frame, weights=twelve, k=(deprived + 1) / 12)["headcount"].iloc[0] == 0


def test_where_nobody_is_poor_depth_is_not_known(simple: pd.DataFrame) -> None:
    (row,) = alkire_foster(simple.head(1), weights=FOUR, k=1).to_dict("records")
    assert (row["headcount"], row["m0"]) == (0, 0)
    assert np.isnan(row["intensity"])
    assert np.isnan(row["contribution_a1"])


def test_a_column_is_given_by_name_or_by_its_values() -> None:
    named = alkire_foster(SIZED.assign(by="x"), weights=FOUR, k=0.5, unit_weight="persons", by="by")
    given = alkire_foster(SIZED[list(FOUR)], weights=FOUR, k=0.5, unit_weight=[4, 3, 5, 2], by=list("xxxx"))
    pd.testing.assert_frame_equal(named, given)
    with pytest.raises(AskedWrongly, match="Có 4 dòng nhưng 2 giá trị"):
        alkire_foster(SIZED[list(FOUR)], weights=FOUR, k=0.5, unit_weight=[1, 2])


def test_weights_without_names_are_of_the_columns_in_their_order() -> None:
    named = alkire_foster(SIZED, weights=FOUR, k=0.5, unit_weight="persons")
    pd.testing.assert_frame_equal(named, alkire_foster(SIZED, weights=[0.25] * 4, k=0.5, unit_weight="persons"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"weights": FOUR | {"a1": 0.3}}, "Tổng các trọng số phải bằng 1, đang là 1.05."),
        ({"weights": FOUR | {"a1": -0.25, "a2": 0.75}}, "Trọng số không được âm"),
        ({"weights": FOUR | {"a1": float("nan")}}, "Trọng số không được âm hoặc để trống"),
        ({"weights": [0.5, 0.5]}, "Có 5 chỉ số nhưng 2 trọng số."),
        ({"weights": {"x": 1.0}}, "Không có cột «x»"),
        ({"weights": FOUR | {"a1": "nhiều"}}, "Trọng số «nhiều» không phải là số."),
        ({"weights": ["0.25"] * 5}, "Trọng số «0.25» không phải là số."),
        ({"weights": FOUR | {"a1": float("inf")}}, "Tổng các trọng số phải bằng 1, đang là inf."),
        ({"unit_weight": list("abcd")}, "Cột «?» phải là số."),
        ({"k": "nửa"}, "Ngưỡng k là phần của tổng trọng số, lớn hơn 0 và không quá 1; đang là nửa."),
        ({"k": True}, "Ngưỡng k là phần của tổng trọng số"),
        ({"k": -0.5}, "đang là -0.5"),
        ({"k": float("inf")}, "đang là inf"),
        ({"k": 0}, "Ngưỡng k là phần của tổng trọng số"),
        ({"k": 1.01}, "không quá 1; đang là 1.01"),
        ({"k": float("nan")}, "Ngưỡng k"),
        ({"deprivations": SIZED.astype(float).replace({"a1": {1: None}})}, "Cột «a1» có 2 ô chưa rõ"),
        ({"deprivations": SIZED.replace({"b1": {1: 2}})}, "Cột «b1» chỉ được có 0 và 1"),
        ({"deprivations": SIZED.head(0)}, "Không có dòng nào để tính."),
        ({"by": "region"}, "Không có cột «region»"),
    ],
)
def test_what_cannot_be_computed_is_refused_in_a_sentence(changed: dict[str, Any], said: str) -> None:
    asked: dict[str, Any] = {"deprivations": SIZED, "weights": FOUR, "k": 0.5} | changed
    with pytest.raises(AskedWrongly, match=re.escape(said)) as refused:
        alkire_foster(asked.pop("deprivations"), **asked)
    assert refused.value.words.en


def test_errors_are_of_a_sample_and_not_available_for_one_cluster(regions: pd.DataFrame) -> None:
    weights = weigh(regions, "Region")
    errors = estimate_errors(regions, weights=weights, k=0.5, cluster="Region")
    assert all(error is not None and error > 0 for error in errors.values())
    alone = estimate_errors(regions.assign(cluster=1), weights=weigh(regions, "Region"), k=0.5, cluster="cluster")
    assert alone == {"headcount": None, "intensity": None, "m0": None}
    strata = estimate_errors(regions, weights=weights, k=0.5, cluster="Region", stratum="Region")
    assert strata == {"headcount": None, "intensity": None, "m0": None}


def test_errors_of_single_units_are_those_of_a_simple_sample() -> None:
    """H of ten units each its own cluster: the textbook's sqrt(p (1 - p) / (n - 1))."""
    frame = pd.DataFrame({"a": [1, 1, 1, 0, 0, 0, 0, 0, 0, 0], "unit": range(10)})
    errors = estimate_errors(frame, weights={"a": 1.0}, k=1, cluster="unit")
    assert errors["headcount"] == pytest.approx((0.3 * 0.7 / 9) ** 0.5)


def test_commands_that_measure_nothing_do_not_load_pandas() -> None:
    said = "import sys, queries; print('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout == "False\n"
