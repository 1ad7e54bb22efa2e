"""The households that a scenario may help, as the lists of the period have them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queries.groups import restrict
from queries.parts import add_parts
from queries.warehouse import Warehouse

STATEMENT = add_parts(Path(__file__).with_name("households.sql").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Household:
    """`measure` is the B1 score or the income in đồng, as `basis` says; `deprived`: codes with their B2 points."""

    household_id: str
    area_id: str
    standard_id: str
    area_type: str | None
    recognised_class: str
    basis: str | None
    measure: int | None
    doubt: str | None
    deprived: tuple[tuple[str, int | None], ...]

    def count(self, without: tuple[str, ...] = ()) -> int:
        """Return what its rule counts of the deprivations that are left: points, or how many."""
        left = [points for code, points in self.deprived if code not in without]
        return sum(points or 0 for points in left) if self.basis == "scores" else len(left)


def read_households(period: str, group: str | None, warehouse: Warehouse) -> tuple[Household, ...]:
    """Return the poor and near-poor households, of one group or all, under each standard that lists them."""
    asked = {"period": period} | ({"group": group, "is_of_group": True} if group else {})
    rows = warehouse.cursor().execute(restrict(STATEMENT) if group else STATEMENT, asked).fetchall()
    told = [(*row[:-1], _pair(row[-1])) for row in rows]
    return tuple(Household(*row) for row in told)


def _pair(deprived: list[dict[str, Any]] | None) -> tuple[tuple[str, int | None], ...]:
    return tuple((one["code"], one["points"]) for one in deprived or ())
