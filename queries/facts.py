"""Reading the ward's own facts, once per snapshot: `facts/*.sql`, whose columns are named as the fields they fill."""

from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from queries.parts import add_parts
from queries.target import Target
from queries.ward import (
    Area,
    Boundary,
    HeldBack,
    Label,
    LoadedSheet,
    Period,
    Reference,
    Round,
    SchoolLevel,
    Setting,
    SourceFile,
    Standard,
    Ward,
    WorkUnit,
)
from queries.warehouse import Warehouse, default_warehouse

Fact = TypeVar("Fact")
FOLDER = Path(__file__).with_name("facts")
_read: WeakKeyDictionary[Warehouse, Reference] = WeakKeyDictionary()


def reference(warehouse: Warehouse | None = None) -> Reference:
    """Return the ward's own facts. Raises NoWarehouse when nothing can be opened."""
    chosen = warehouse or default_warehouse()
    found = _read.get(chosen)
    if found is None:
        found = _read[chosen] = _read_reference(chosen)
    return found


def _read_reference(warehouse: Warehouse) -> Reference:
    (snapshot,) = _query(warehouse, "snapshot")
    periods = _read_facts(warehouse, "periods", Period)
    of_periods = (
        Label("period", None, p.period, p.words.vi, p.words.en, place) for place, p in enumerate(periods, start=1)
    )
    return Reference(
        ward=_read_facts(warehouse, "ward", Ward)[0],
        periods=periods,
        areas=_read_facts(warehouse, "areas", Area),
        boundaries=_read_facts(warehouse, "boundaries", Boundary),
        units=_read_facts(warehouse, "units", WorkUnit),
        standards=_read_facts(warehouse, "standards", Standard),
        rounds=_read_facts(warehouse, "rounds", Round),
        targets=_read_facts(warehouse, "targets", Target),
        settings={setting.key: setting for setting in _read_facts(warehouse, "settings", Setting)},
        school_levels=_read_facts(warehouse, "school_levels", SchoolLevel),
        sheets=_read_facts(warehouse, "sheets", LoadedSheet),
        files=_read_facts(warehouse, "files", SourceFile),
        held_back=_read_facts(warehouse, "held_back", HeldBack),
        labels={(x.slice, x.standard_id, x.key): x for x in (*_read_facts(warehouse, "labels", Label), *of_periods)},
        is_sample=snapshot["is_sample"],
        stamp=snapshot["stamp"],
        inputs_sha256=snapshot["inputs_sha256"],
    )


def _read_facts(warehouse: Warehouse, name: str, fact: type[Fact]) -> tuple[Fact, ...]:
    return tuple(fact(**row) for row in _query(warehouse, name))


def _query(warehouse: Warehouse, name: str) -> list[dict[str, Any]]:
    cursor = warehouse.cursor().execute(_read_sql(name))
    columns = [column[0] for column in cursor.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@cache
def _read_sql(name: str) -> str:
    return add_parts((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))
