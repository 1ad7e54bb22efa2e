"""Listed households with four deprivations, and the rules of a complete and of an incomplete standard."""

from collections.abc import Callable
from typing import Any

from queries import Warehouse

Build = Callable[..., Warehouse]
INDICATORS = ("employment", "nutrition", "information_access_assets")
INDICATOR_ROWS = [
    {
        "standard_id": standard,
        "indicator_code": code,
        "sort_key": place,
        "dimension": "Chiều",
        "name": f"Tên {code}",
        "name_en": f"Name {code}",
        "points": points,
    }
    for standard, points in (("MDP_2022_2025", 10), ("MDP_2027_2030", None))
    for place, code in enumerate((*INDICATORS, "housing_quality"), 1)
]
THRESHOLDS = [
    {"class": "poor", "basis": "scores", "sort_key": 1, "b1_upto": 175, "b2_from": 30},
    {"class": "near_poor", "basis": "scores", "sort_key": 2, "b1_upto": 175, "b2_below": 30},
    {"class": "not_poor", "basis": "scores", "sort_key": 4, "b1_above": 175},
    {"class": "poor", "basis": "income", "sort_key": 1, "income_upto_vnd": 2000000, "deprivations_from": 3},
    {"class": "near_poor", "basis": "income", "sort_key": 2, "income_upto_vnd": 2000000, "deprivations_below": 3},
    {"class": "not_poor", "basis": "income", "sort_key": 4, "income_above_vnd": 2000000},
]
RULES = [
    {"standard_id": "MDP_2022_2025", "area_type": "urban", "is_complete": True, **threshold} for threshold in THRESHOLDS
] + [
    {"standard_id": "MDP_2027_2030", "area_type": "urban", "class": "poor", "basis": "income", "sort_key": 1}
    | {"income_upto_vnd": 2800000, "is_complete": False}
]


def list_household(household_id: str, recognised: str, ticks: str, **more: Any) -> dict[str, Any]:
    """`ticks`: one sign an indicator, 1 deprived, 0 not, ? not known."""
    signs = {"1": True, "0": False, "?": None}
    deprived = {code: signs[tick] for code, tick in zip((*INDICATORS, "housing_quality"), ticks, strict=True)}
    scores = {"b1_score": 100, "b2_score": 10 * ticks.count("1"), "computed_class": recognised}
    place = {"area_id": "khoi_1", "opening_class": recognised}
    return {"household_id": household_id, "recognised_class": recognised, **place, **deprived, **scores, **more}


def build_ward(build: Build, *households: dict[str, Any], **more: Any) -> Warehouse:
    facts = {"standard_indicator": INDICATOR_ROWS, "standard_threshold": RULES, "reported": ["khoi_1", "khoi_2"]}
    return build(facts | {"household_round": list(households)} | more)
