"""What the Alkire-Foster measures are computed from, checked: nothing is guessed, every refusal is a sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from queries.errors import AskedWrongly

if TYPE_CHECKING:
    import pandas as pd

Numbers = npt.NDArray[np.float64]
# A column by its name, or one value for each row.
Given = str | Sequence[Any]
Weights = Mapping[str, float] | Sequence[float]
# Weights written with six decimals still add up.
EPSILON = 1e-6


@dataclass(frozen=True, slots=True, eq=False)
class Deprived:
    """`matrix`: one row a unit, one column an indicator, 0 or 1. `groups`: the group of each unit, None for all."""

    indicators: tuple[str, ...]
    matrix: Numbers
    weights: Numbers
    units: Numbers
    groups: tuple[object, ...]

    def keep(self, group: object) -> "Deprived":
        kept = np.array([met == group for met in self.groups])
        return Deprived(self.indicators, self.matrix[kept], self.weights, self.units[kept], (group,) * int(kept.sum()))


def read_deprived(
    deprivations: "pd.DataFrame", weights: Weights, k: float, unit_weight: Given | None, by: Given | None
) -> Deprived:
    """Check everything and return it as arrays. Raises AskedWrongly."""
    others = [name for name in (unit_weight, by) if isinstance(name, str)]
    _check_columns(deprivations, others)
    named = _name_weights(deprivations, weights, others)
    _check_columns(deprivations, list(named))
    _check_weights(named)
    _check_cutoff(k)
    if deprivations.empty:
        raise AskedWrongly("Không có dòng nào để tính.", "There is no row to compute from.")
    matrix = np.column_stack([_read_ticks(deprivations[name], name) for name in named])
    units = np.ones(len(matrix)) if unit_weight is None else _read_units(*_take(deprivations, unit_weight))
    groups = (None,) * len(matrix) if by is None else _read_groups(*_take(deprivations, by))
    return Deprived(tuple(named), matrix, np.array(list(named.values())), units, groups)


def _name_weights(deprivations: "pd.DataFrame", weights: Weights, others: list[str]) -> dict[str, float]:
    """Return the weight of each indicator; without names they are of the columns in their order."""
    if hasattr(weights, "items"):
        return {str(name): _read_weight(weight) for name, weight in weights.items()}
    columns = [str(name) for name in deprivations.columns if name not in others]
    if len(columns) != len(weights):
        raise AskedWrongly(
            f"Có {len(columns)} chỉ số nhưng {len(weights)} trọng số.",
            f"There are {len(columns)} indicators but {len(weights)} weights.",
        )
    return {name: _read_weight(weight) for name, weight in zip(columns, weights, strict=True)}


def _read_weight(weight: object) -> float:
    if isinstance(weight, bool) or not isinstance(weight, (int, float, np.number)):
        raise AskedWrongly(f"Trọng số «{weight}» không phải là số.", f"The weight «{weight}» is no number.")
    return float(weight)


def _take(deprivations: "pd.DataFrame", given: Given) -> tuple["pd.Series[Any]", str]:
    """Return the column and how it is called in a sentence."""
    import pandas as pd

    if isinstance(given, str):
        return deprivations[given], given
    name = str(getattr(given, "name", None) or "?")
    if len(given) != len(deprivations):
        raise AskedWrongly(
            f"Có {len(deprivations)} dòng nhưng {len(given)} giá trị «{name}».",
            f"There are {len(deprivations)} rows but {len(given)} values of «{name}».",
        )
    return pd.Series(list(given)), name


def _check_columns(deprivations: "pd.DataFrame", asked: list[str]) -> None:
    missing = [name for name in asked if name not in deprivations.columns]
    if missing:
        raise AskedWrongly(
            f"Không có cột «{', '.join(missing)}» trong số liệu.", f"There is no column «{', '.join(missing)}»."
        )


def _check_weights(weights: dict[str, float]) -> None:
    total = sum(weights.values())
    if not all(weight >= 0 for weight in weights.values()):
        raise AskedWrongly("Trọng số không được âm hoặc để trống.", "No weight may be negative or missing.")
    if abs(total - 1) > EPSILON:
        raise AskedWrongly(
            f"Tổng các trọng số phải bằng 1, đang là {total:.6g}.", f"Weights must sum to 1; they sum to {total:.6g}."
        )


def _check_cutoff(k: float) -> None:
    if isinstance(k, bool) or not isinstance(k, (int, float, np.number)) or not 0 < k <= 1:
        raise AskedWrongly(
            f"Ngưỡng k là phần của tổng trọng số, lớn hơn 0 và không quá 1; đang là {k}.",
            f"The cut-off k is a share of total weight, above 0 and at most 1; it is {k}.",
        )


def _read_ticks(column: "pd.Series[Any]", name: str) -> Numbers:
    _refuse_missing(column, name)
    ticks = np.array([float(tick) if isinstance(tick, (int, float, np.number, np.bool_)) else -1 for tick in column])
    if not np.isin(ticks, (0, 1)).all():
        raise AskedWrongly(
            f"Cột «{name}» chỉ được có 0 và 1 (1 là thiếu hụt).",
            f"Column «{name}» may hold 0 and 1 alone (1: deprived).",
        )
    return ticks


def _read_units(column: "pd.Series[Any]", name: str) -> Numbers:
    _refuse_missing(column, name)
    try:
        units = column.to_numpy(dtype=np.float64)
    except (TypeError, ValueError):
        raise AskedWrongly(f"Cột «{name}» phải là số.", f"Column «{name}» must hold numbers.") from None
    if not ((units >= 0).all() and units.sum() > 0):
        raise AskedWrongly(
            f"Cột «{name}»: quyền số của đơn vị không được âm và tổng phải lớn hơn 0.",
            f"Column «{name}»: no weight of a unit may be negative and their sum must be above 0.",
        )
    return units


def _read_groups(column: "pd.Series[Any]", name: str) -> tuple[object, ...]:
    _refuse_missing(column, name)
    return tuple(column)


def _refuse_missing(column: "pd.Series[Any]", name: str) -> None:
    missing = int(column.isna().sum())
    if missing:
        raise AskedWrongly(
            f"Cột «{name}» có {missing} ô chưa rõ: phải bỏ dòng ấy ra và đếm riêng, không được coi là 0.",
            f"Column «{name}» has {missing} unknown cells: leave those rows out and count them apart, never as 0.",
        )
