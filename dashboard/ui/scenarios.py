"""Scenarios kept under a name: asked of the loader once for each state of their file; only the loader writes it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

import queries
from dashboard.ui import auth, loader
from dashboard.ui.loader import Answer
from queries import Help

# Who reads what was kept; a name somebody gave may be a family's. Only the officer keeps.
READERS = ("officer", "leader")
# What the address calls the scenario that is open; it belongs to this page alone and leaves with it.
CODE = "kich_ban"
FILES = "decisions/scenarios*.csv"


@dataclass(frozen=True, slots=True)
class Kept:
    """`unit_costs`: what one household's help costs in đồng, as the author supposes."""

    scenario_id: str
    name: str
    saved_at: str
    saved_by: str
    period: str
    helps: tuple[Help, ...]
    unit_costs: tuple[tuple[str, int], ...]
    is_removed: bool


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every scenario that was kept, and a sentence on each line of the file that could not be read."""

    kept: tuple[Kept, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if not one.is_removed)

    @property
    def removed(self) -> tuple[Kept, ...]:
        return tuple(one for one in self.kept if one.is_removed)


def read_shelf() -> Shelf:
    if auth.role() not in READERS:
        return Shelf()
    folder = queries.find_data_dir().resolve()
    found = tuple((str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in sorted(folder.glob(FILES)))
    return _ask(folder, found)


@lru_cache(maxsize=4)
def _ask(folder: Path, mark: tuple[tuple[str, int, int], ...]) -> Shelf:
    if not mark:
        return Shelf()
    answer = loader.ask("scenario", "list", roles=READERS)
    if not answer.is_done:
        return Shelf(problems=(answer.said,))
    return Shelf(tuple(_read(told) for told in answer.told["scenarios"]), tuple(answer.told["problems"]))


def _read(told: dict[str, Any]) -> Kept:
    helps = (Help(tuple(h["indicators"]), tuple(h["household_ids"]), h["area_id"]) for h in told["helps"])
    return Kept(
        *(told[name] for name in ("scenario_id", "name", "saved_at", "saved_by", "period")),
        helps=tuple(helps),
        unit_costs=tuple(told["unit_costs_vnd"].items()),
        is_removed=told["is_removed"],
    )


def find_opened(shelf: Shelf) -> Kept | None:
    """Return the scenario that the address names; None where it names none that stands."""
    asked = st.query_params.get(CODE)
    return next((one for one in shelf.standing if one.scenario_id == asked), None)


def save(name: str, who: str, period: str, helps: tuple[Help, ...], unit_costs: dict[str, int]) -> Answer:
    gives = (
        f"--give={','.join((*h.household_ids, *((h.area_id,) if h.area_id else ())))}={','.join(h.indicators)}"
        for h in helps
    )
    costs = (f"--cost={code}={cost}" for code, cost in unit_costs.items())
    return loader.ask("scenario", f"--by={who}", f"--period={period}", *gives, *costs, "--", "save", name)


def remove(scenario_id: str, who: str) -> Answer:
    return loader.ask("scenario", f"--by={who}", "--", "remove", scenario_id)


def restore(scenario_id: str, who: str) -> Answer:
    return loader.ask("scenario", f"--by={who}", "--", "restore", scenario_id)
