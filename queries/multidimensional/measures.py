"""Alkire and Foster's measures: how many are poor in several ways at once (H), how deeply (A), and both (M0 = H x A).

Complementary: the law counts income and shortfalls, and no figure of this module decides anybody's class. A review of
every listed household has no sampling error; `estimate_errors` is for data that are a sample.
"""

from typing import TYPE_CHECKING

import numpy as np

from queries.multidimensional.deprived import Deprived, Given, Numbers, Weights, read_deprived

if TYPE_CHECKING:
    import pandas as pd

# Three twelfths added up are not exactly a quarter.
TOLERANCE = 1e-9


def alkire_foster(
    deprivations: "pd.DataFrame",
    *,
    weights: Weights,
    k: float,
    unit_weight: Given | None = None,
    by: Given | None = None,
) -> "pd.DataFrame":
    """Return one row a group, in the order met: `group, n, headcount, intensity, m0, contribution_<indicator>…`.

    `deprivations`: one 0/1 column per indicator; `weights` by indicator, sum 1; `k` a share of total weight;
    `unit_weight` (as household members) and `by` are further columns by name, or a value for each row. Where nobody is
    poor intensity and contributions are not known (NaN). Raises AskedWrongly.
    """
    # Commands that measure nothing do not pay for it.
    import pandas as pd

    deprived = read_deprived(deprivations, weights, k, unit_weight, by)
    return pd.DataFrame([_measure(deprived.keep(group), group, k) for group in dict.fromkeys(deprived.groups)])


def estimate_errors(
    deprivations: "pd.DataFrame",
    *,
    weights: Weights,
    k: float,
    cluster: str,
    stratum: str | None = None,
    unit_weight: Given | None = None,
) -> dict[str, float | None]:
    """Return the standard errors of `headcount, intensity, m0` of a sample, by linearisation over its clusters.

    None is «not available»: where a stratum has one cluster alone nothing is known of how clusters differ.
    """
    deprived = read_deprived(deprivations, weights, k, unit_weight, cluster)
    poor, scores = count_poor(deprived, k)
    strata = [None] * len(poor) if stratum is None else list(deprivations[stratum])
    parts = {
        "headcount": (poor, np.ones(len(poor))),
        "intensity": (poor * scores, poor),
        "m0": (poor * scores, np.ones(len(poor))),
    }
    return {name: _find_error(*part, deprived, strata) for name, part in parts.items()}


def count_poor(deprived: Deprived, k: float) -> tuple[Numbers, Numbers]:
    """Return for each unit whether it is poor (1 or 0), and its weighted share of deprivations."""
    scores = deprived.matrix @ deprived.weights
    return (scores >= k - TOLERANCE).astype(np.float64), scores


def _measure(deprived: Deprived, group: object, k: float) -> dict[str, object]:
    poor, scores = count_poor(deprived, k)
    units, total = deprived.units, deprived.units.sum()
    headcount = float(units @ poor / total)
    m0 = float(units @ (poor * scores) / total)
    censored = (units * poor) @ deprived.matrix * deprived.weights / total
    contributions = censored / m0 if m0 else np.full(len(censored), np.nan)
    return {
        "group": group,
        "n": len(poor),
        "headcount": headcount,
        "intensity": m0 / headcount if headcount else float("nan"),
        "m0": m0,
        **{
            f"contribution_{name}": float(share) for name, share in zip(deprived.indicators, contributions, strict=True)
        },
    }


def _find_error(above: Numbers, below: Numbers, deprived: Deprived, strata: list[object]) -> float | None:
    """Return the standard error of the ratio of two weighted sums; None where it is not available."""
    whole = float(deprived.units @ below)
    if not whole:
        return None
    rest = deprived.units * (above - float(deprived.units @ above) / whole * below) / whole
    sums: dict[object, dict[object, float]] = {}
    for stratum, cluster, part in zip(strata, deprived.groups, rest, strict=True):
        of_stratum = sums.setdefault(stratum, {})
        of_stratum[cluster] = of_stratum.get(cluster, 0.0) + float(part)
    if any(len(clusters) < 2 for clusters in sums.values()):
        return None
    return float(np.sqrt(sum(_spread(np.array(list(clusters.values()))) for clusters in sums.values())))


def _spread(totals: Numbers) -> float:
    count = len(totals)
    return float(count / (count - 1) * ((totals - totals.mean()) ** 2).sum())
