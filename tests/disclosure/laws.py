"""What holds between cells whatever the ward: read from khối of one household each, for a ward is a sum of those."""

import random
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.linalg import qr

from queries import Filters, Viewer, Warehouse, indicators, table
from queries.families import FAMILIES
from queries.groups import restrict
from queries.indicator import Indicator
from queries.multidimensional.households import STATEMENT
from tests.disclosure.questions import Key, is_count, list_indicator_groups, list_slices, list_tables, name_row
from tests.disclosure.wards import CLASSES, COMPANIONS, Facts, Place, add_household, add_khoi, draw_temper, write

Matrix = npt.NDArray[np.float64]
NOBODY, KHOI = "khoi_trong", "khoi_ve_"
# Who is entitled and served is told by other papers than the lists: no count of the one bounds one of the other, though
# drawn wards may look so.
OF_POLICIES = {*FAMILIES["policies"].tables, *FAMILIES["policies"].indicators}
# A combination that fewer khối have is not one that the laws speak of.
FEWEST = 8


@dataclass(frozen=True, slots=True)
class Laws:
    """`places`: the variable of each cell; cells that are always equal are one. x[dependent] = weights @ x[basis].

    `smaller`, `larger`: variables that are never the other way round.
    """

    places: dict[Key, int]
    basis: npt.NDArray[np.intp]
    dependent: npt.NDArray[np.intp]
    weights: Matrix
    smaller: npt.NDArray[np.intp]
    larger: npt.NDArray[np.intp]

    @property
    def size(self) -> int:
        return len(self.basis) + len(self.dependent)


def draw_khoi(base: Path, folder: Path, place: Place, policies: Iterable[str], count: int, seed: int) -> Warehouse:
    """Write a ward of `count` khối with one drawn household each, and one khối with nobody beside the companions."""
    drawn, facts = random.Random(seed), Facts()
    plain = draw_temper(drawn, 0)
    plain = replace(plain, chances=dict.fromkeys(plain.chances, 0.0))
    areas = [NOBODY, *(f"{KHOI}{number:04}" for number in range(count))]
    for area_id in areas:
        here = replace(place, area_id=area_id)
        temper = draw_temper(drawn, drawn.choice((0, 0.1, 0.4)))
        add_khoi(facts, here, policies if area_id != NOBODY else (), temper, drawn)
        for listed_class in COMPANIONS:
            facts.add("household_round", _draw_companion(here, listed_class, plain))
        if area_id != NOBODY:
            add_household(facts, here, f"ho-{area_id}", drawn.choice(CLASSES), temper, drawn)
    return write(base, folder, facts, areas, [place.period])


def _draw_companion(place: Place, listed_class: str, plain: Any) -> dict[str, Any]:
    facts, fixed = Facts(), random.Random(0)
    add_household(facts, place, f"kem-{listed_class}-{place.area_id}", listed_class, plain, fixed)
    (row,) = facts.rows["household_round"]
    return row | {"member_count": 3, "b1_score": 120, "poverty_causes": "land"}


def read_vectors(warehouse: Warehouse, place: Place) -> tuple[list[Key], Matrix]:
    """Return what each khối adds to each cell, one row a khối."""
    cells: dict[Key, dict[str, float]] = defaultdict(dict)
    asked = Filters(period=place.period, standard_id=place.standard_id)
    _read_tables(warehouse, asked, cells)
    for indicator in indicators():
        for group in list_indicator_groups(indicator):
            for by in list_slices(indicator):
                _read_sums(indicator, by, group, place, warehouse, cells)
    _read_measures(place, warehouse, cells)
    areas = sorted({area for counts in cells.values() for area in counts if area.startswith(KHOI)})
    keys = list(cells)
    matrix = np.zeros((len(areas), len(keys)))
    for column, key in enumerate(keys):
        nobody = cells[key].get(NOBODY, 0.0)
        matrix[:, column] = [cells[key].get(area, nobody) - nobody for area in areas]
    return keys, matrix


def _read_tables(warehouse: Warehouse, asked: Filters, cells: dict[Key, dict[str, float]]) -> None:
    for definition in list_tables():
        found = table(definition.id, asked, viewer=Viewer(), warehouse=warehouse, by_area=True)
        summed = [(place, column.name) for place, column in enumerate(found.columns) if is_count(column)]
        for row in found.rows:
            about = (definition.id, *name_row(found.columns, row))
            for place, name in summed:
                if row[place] is not None:
                    cells[*about, name][str(row[0])] = float(str(row[place]))


def _read_sums(
    indicator: Indicator,
    by: str | None,
    group: str | None,
    place: Place,
    warehouse: Warehouse,
    cells: dict[Key, dict[str, float]],
) -> None:
    is_ratio = indicator.kind == "ratio"
    numerator = "CASE WHEN denominator IS NOT NULL THEN numerator END" if is_ratio else "numerator"
    denominator = "denominator" if is_ratio else "NULL"
    statement = f"""SELECT area_id, {by or "'total'"} AS key_, sum({numerator}), sum({denominator}), sum(unknown)
        FROM (\n{indicator.body}\n) AS rows_
        WHERE period = $period AND (standard_id IS NULL OR standard_id = $standard) GROUP BY ALL"""
    bound: dict[str, object] = {"period": place.period, "standard": place.standard_id}
    if group:
        statement, bound = restrict(statement), bound | {"group": group, "is_of_group": True}
    for area, key, part, whole, unknown in warehouse.cursor().execute(statement, bound).fetchall():
        head = (indicator.id, str(group), str(by), "total" if by is None else str(key))
        cells[*head, "numerator"][area] = float(part or 0)
        cells[*head, "unknown"][area] = float(unknown or 0)
        if is_ratio:
            cells[*head, "denominator"][area] = float(whole or 0)
            cells[*head, "rest"][area] = float((whole or 0) - (part or 0))


def _read_measures(place: Place, warehouse: Warehouse, cells: dict[Key, dict[str, float]]) -> None:
    bound: dict[str, object] = {"period": place.period, "standard": place.standard_id, "area": "*", "ward": "*"}
    for household_id, size, told in warehouse.cursor().execute(STATEMENT, bound).fetchall():
        if household_id.startswith("kem-"):
            continue
        area = household_id.removeprefix("ho-")
        lacking = [one["code"] for one in told if one["is"]]
        if any(one["is"] is None for one in told):
            cells["measure", "left_out"][area] = 1
            continue
        cells["measure", "known"][area] = 1
        cells["measure", "members"][area] = size or 0
        for shortfalls in range(1, len(lacking) + 1):
            at = ("measure", str(shortfalls))
            counts = {"poor": 1, "gaps": len(lacking), **dict.fromkeys(lacking, 1)}
            for name, count in counts.items():
                cells[*at, name][area] = count
                cells[*at, "members", name][area] = count * (size or 0)


def _drop_strangers(
    smaller: npt.NDArray[np.intp], larger: npt.NDArray[np.intp], keys: list[Key], places: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the orders between two counts of policies, or two of which neither is one."""
    of_policies = np.zeros(int(places.max()) + 1, dtype=bool)
    of_policies[[place for key, place in zip(keys, places, strict=True) if key[0] in OF_POLICIES]] = True
    alike = of_policies[smaller] == of_policies[larger]
    return smaller[alike], larger[alike]


def find_laws(keys: list[Key], matrix: Matrix, definitions: Collection[str] | None = None) -> Laws:
    """Return every linear law and every order between two cells that all rows of the matrix keep.

    `definitions`: tables and indicators whose cells alone are looked at, None for all.
    """
    seen = [
        place
        for place, key in enumerate(keys)
        if np.count_nonzero(matrix[:, place]) >= FEWEST and (definitions is None or key[0] in definitions)
    ]
    unique, places = np.unique(matrix[:, seen], axis=1, return_inverse=True)
    triangle, pivots = qr(unique, mode="r", pivoting=True)
    rank = int((np.abs(np.diag(triangle)) > 1e-8 * abs(triangle[0, 0])).sum())
    basis, dependent = pivots[:rank], pivots[rank:]
    weights = np.linalg.lstsq(unique[:, basis], unique[:, dependent], rcond=None)[0].T
    weights = np.where(
        np.abs(weights) < 1e-9, 0.0, np.where(np.abs(weights - np.round(weights)) < 1e-9, np.round(weights), weights)
    )
    smaller, larger = _drop_strangers(*_find_order(unique), [keys[at] for at in seen], places)
    return Laws(
        {keys[at]: int(place) for at, place in zip(seen, places, strict=True)},
        basis,
        dependent,
        weights,
        smaller,
        larger,
    )


def _find_order(unique: Matrix) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return the pairs of which one is never above the other, without those that follow from two more."""
    is_below = np.array([(unique[:, [place]] <= unique).all(axis=0) for place in range(unique.shape[1])])
    np.fill_diagonal(is_below, False)
    step = is_below.astype(np.float32)
    smaller, larger = np.nonzero(is_below & ~((step @ step) > 0))
    return smaller, larger
