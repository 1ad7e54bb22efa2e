"""From what was asked to what is meant: one period, one area, one standard, and the day it is seen from."""

import os
from dataclasses import dataclass
from datetime import date

from queries.catalogue import read_codes
from queries.errors import AskedWrongly, NotAllowed
from queries.filters import Filters
from queries.viewer import Viewer
from queries.ward import Period, Reference, Round
from queries.words import Words


@dataclass(frozen=True, slots=True)
class Scope:
    """`filters` with defaults filled in; `round` None where no survey of that period and standard is known."""

    filters: Filters
    period: Period
    round: Round | None
    as_of: date
    is_ward: bool


def resolve(filters: Filters, reference: Reference, viewer: Viewer) -> Scope:
    """Fill in the defaults.

    Raises AskedWrongly for a period, area, standard or unit that the ward does not know, NotAllowed for an area or
    unit that this viewer does not answer for.
    """
    today = filters.today or read_clock()
    period = _find_period(filters.period or _default_period(reference), reference)
    area_id = filters.area_id or reference.ward.area_id
    if area_id != reference.ward.area_id:
        _check(Words("khối", "neighbourhood"), area_id, [area.area_id for area in reference.areas])
    standard_id = filters.standard_id or find_standard(period.last_day, reference)
    _check(
        Words("chuẩn nghèo", "poverty standard"),
        standard_id,
        [standard.standard_id for standard in reference.standards],
    )
    if filters.unit_id:
        _check(Words("đơn vị", "unit"), filters.unit_id, [unit.unit_id for unit in reference.units])
    if filters.group:
        _check(Words("nhóm hộ", "group of households"), filters.group, list(read_codes()["household_group"]))
    _check_own(area_id, filters.unit_id, viewer, reference)
    return Scope(
        filters=Filters(
            period.period, area_id, standard_id, filters.unit_id, today, filters.household_id, filters.group
        ),
        period=period,
        round=find_round(period.period, standard_id, reference),
        as_of=min(period.last_day, today),
        is_ward=area_id == reference.ward.area_id,
    )


def _check_own(area_id: str, unit_id: str | None, viewer: Viewer, reference: Reference) -> None:
    """Refuse another khối to the account of a khối, another unit to that of a unit; the whole ward is asked by all."""
    if viewer.role == "area" and area_id not in (reference.ward.area_id, *viewer.areas):
        raise NotAllowed("Tài khoản này chỉ xem khối của mình.", "This account sees its own neighbourhood alone.")
    if viewer.role == "unit" and unit_id is not None and unit_id not in viewer.units:
        raise NotAllowed("Tài khoản này chỉ xem đơn vị của mình.", "This account sees its own unit alone.")


def read_clock() -> date:
    """Return today, or the day that WARD_TODAY fixes for tests and reproducible pictures."""
    fixed = os.environ.get("WARD_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def find_round(period_id: str, standard_id: str | None, reference: Reference) -> Round | None:
    return next((r for r in reference.rounds if (r.period, r.standard_id) == (period_id, standard_id)), None)


def _default_period(reference: Reference) -> str:
    """Return the newest round loaded, else the newest year with project reports, else the plan's year.

    Of the standard in force: a round under the standard to come is read only when it is asked for.
    """
    periods = {period.period: period for period in reference.periods}
    rounds = [
        r.period
        for r in reference.rounds
        if r.is_loaded and r.standard_id == find_standard(periods[r.period].last_day, reference)
    ]
    years = [p.period for p in reference.periods if p.is_loaded and p.kind == "year"]
    return (rounds or years or [str(reference.ward.plan_year)])[-1]


def _find_period(period_id: str, reference: Reference) -> Period:
    known = {period.period: period for period in reference.periods}
    _check(Words("kỳ", "period"), period_id, list(known))
    return known[period_id]


def find_standard(day: date, reference: Reference) -> str:
    """Return the standard in force on this day, else the oldest."""
    in_force = [s for s in reference.standards if s.valid_from <= day and (s.valid_to is None or day <= s.valid_to)]
    return (in_force or list(reference.standards))[0].standard_id


def _check(noun: Words, asked: str, known: list[str]) -> None:
    if asked not in known:
        shown = ", ".join(known[:12]) + (", …" if len(known) > 12 else "")
        raise AskedWrongly(
            f"Không có {noun.vi} «{asked}». Đang có: {shown or 'chưa có gì'}.",
            f"There is no {noun.en} «{asked}». There are: {shown or 'none yet'}.",
        )
