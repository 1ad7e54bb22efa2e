"""A scenario as its file has it: which helps for which households or khối, and unit costs that its author supposes."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from etl.errors import InputError

MOST_VND = 10_000_000_000
_HOUSEHOLD = re.compile(r"H-[A-Z0-9]{4,20}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,60}")
_PERIOD = re.compile(r"\d{4}(-\w{2})?")


@dataclass(frozen=True, slots=True)
class Given:
    """These helps for these households, for all of a khối, or for both. Ids alone: the file names nobody."""

    indicators: tuple[str, ...]
    household_ids: tuple[str, ...]
    area_id: str | None


@dataclass(frozen=True, slots=True)
class Supposed:
    """`unit_costs_vnd`: what one household's help costs, where the author knows it."""

    period: str
    helps: tuple[Given, ...]
    unit_costs_vnd: Mapping[str, int]


def read_supposed(period: str, helps: str, unit_costs: str) -> Supposed:
    """«H-ABCD,khoi_1=employment,income;H-EFGH=nutrition» and «employment=5000000». Raises InputError."""
    if not _PERIOD.fullmatch(period):
        raise InputError(f"kỳ ghi «{period}», phải dạng 2026 hoặc 2026-05")
    given = tuple(_read_given(part) for part in _split(helps, ";"))
    if not given:
        raise InputError("chưa có hộ (hoặc khối) và hỗ trợ nào")
    return Supposed(period, given, dict(_read_cost(part) for part in _split(unit_costs, ";")))


def write_helps(helps: tuple[Given, ...]) -> str:
    return ";".join(f"{','.join((*one.household_ids, *_name(one)))}={','.join(one.indicators)}" for one in helps)


def write_costs(unit_costs: Mapping[str, int]) -> str:
    return ";".join(f"{code}={cost}" for code, cost in unit_costs.items())


def _name(given: Given) -> tuple[str, ...]:
    return (given.area_id,) if given.area_id else ()


def _read_given(part: str) -> Given:
    whom, sign, what = part.partition("=")
    asked, codes = _split(whom, ","), _split(what, ",")
    households = tuple(one for one in asked if _HOUSEHOLD.fullmatch(one))
    areas = [one for one in asked if one not in households]
    if not sign or not asked or not codes or len(areas) > 1:
        raise InputError(f"«{part}» phải dạng MÃ_HỘ,MÃ_HỘ=HỖ_TRỢ hoặc MÃ_KHỐI=HỖ_TRỢ")
    for code in (*areas, *codes):
        _require(_CODE.fullmatch, code, "không phải mã hộ, mã khối hay mã chỉ số")
    return Given(codes, households, areas[0] if areas else None)


def _read_cost(part: str) -> tuple[str, int]:
    code, _, amount = (word.strip() for word in part.partition("="))
    _require(_CODE.fullmatch, code, "không phải mã chỉ số")
    _require(re.compile(r"[1-9]\d{0,15}").fullmatch, amount, "không phải số đồng nguyên, lớn hơn 0")
    if int(amount) > MOST_VND:
        raise InputError(f"đơn giá {amount} đồng một hộ là quá lớn")
    return code, int(amount)


def _require(meets: Callable[[str], object], written: str, why: str) -> None:
    if not meets(written):
        raise InputError(f"«{written}» {why}")


def _split(written: str, sign: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_list(written, sign)))


def _list(written: str, sign: str) -> Iterator[str]:
    return (part.strip() for part in written.split(sign) if part.strip())
