"""The measures of the poor and near-poor households of a round: by household and by member, each labelled."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from queries.disclosure import Asked, find_hidden
from queries.errors import AskedWrongly
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.groups import restrict
from queries.multidimensional.measures import alkire_foster
from queries.parts import add_parts
from queries.privacy import protects_small, read_small_counts, refuse_area, refuse_table_of_group
from queries.provenance import list_sources
from queries.result import Source
from queries.scope import Scope, resolve
from queries.viewer import Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse, default_warehouse
from queries.words import Words

STATEMENT = add_parts(Path(__file__).with_name("households.sql").read_text(encoding="utf-8"))
HIDDEN = Words(
    "Số quá nhỏ, không công bố khi gửi ra ngoài.", "Too small a count: not published in what leaves the house."
)


@dataclass(frozen=True, slots=True)
class Measure:
    """H, A, M0 as fractions and each indicator's share of M0; A and shares None where nobody is counted as poor."""

    n: int
    headcount: float
    intensity: float | None
    m0: float
    contributions: tuple[tuple[str, float | None], ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """`indicators`: how many, weighted alike; `shortfalls`: from how many on a household counts as poor.

    `left_out`: households with an indicator that is not known; `unsized`: those further without a number of members.
    `by_member` None: no size is known. `withheld`: why nothing is told.
    """

    filters: Filters
    indicators: int
    shortfalls: int
    by_household: Measure | None
    by_member: Measure | None
    left_out: int
    unsized: int
    sources: tuple[Source, ...]
    withheld: Words | None = None


def measure_households(
    shortfalls: int, filters: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None
) -> Measured:
    """Compute H, A and M0 over the poor and near-poor households whose indicators are all known, weighted alike.

    Raises AskedWrongly for a number of shortfalls that the standard does not have.
    """
    opened = warehouse or default_warehouse()
    reference = read_reference(opened)
    scope = resolve(filters, reference, viewer)
    rows = _read_rows(scope, reference, opened)
    codes = sorted({code for row in rows for code in row["deprived"]})
    if rows and not 1 <= shortfalls <= len(codes):
        raise AskedWrongly(
            f"Số thiếu hụt phải từ 1 đến {len(codes)}, đang là {shortfalls}.",
            f"The number of shortfalls must be 1 to {len(codes)}; it is {shortfalls}.",
        )
    known = [row for row in rows if None not in row["deprived"].values()]
    sized = [row for row in known if row["member_count"]]
    refused = refuse_table_of_group(scope.filters.group, viewer)
    refused = refused or refuse_area("sensitive", viewer, by_area=not scope.is_ward)
    refused = refused or _hide(known, len(rows) - len(known), scope, viewer, reference, opened)
    return Measured(
        scope.filters,
        len(codes),
        shortfalls,
        None if refused else _measure(known, codes, shortfalls, None),
        None if refused else _measure(sized, codes, shortfalls, "member_count"),
        0 if refused else len(rows) - len(known),
        0 if refused else len(known) - len(sized),
        list_sources(("household_review",), {scope.period.period}, scope.filters.standard_id, reference, viewer=viewer),
        refused,
    )


def _read_rows(scope: Scope, reference: Reference, warehouse: Warehouse) -> list[dict[str, Any]]:
    asked = {
        "period": scope.period.period,
        "standard": scope.filters.standard_id,
        "area": scope.filters.area_id,
        "ward": reference.ward.area_id,
    }
    of_group = {"group": scope.filters.group, "is_of_group": True} if scope.filters.group else {}
    statement = restrict(STATEMENT) if of_group else STATEMENT
    rows = warehouse.cursor().execute(statement, asked | of_group).fetchall()
    return [{"member_count": size, "deprived": {one["code"]: one["is"] for one in told}} for _, size, told in rows]


def _hide(
    rows: list[dict[str, Any]], left_out: int, scope: Scope, viewer: Viewer, reference: Reference, warehouse: Warehouse
) -> Words | None:
    """Say why no share leaves the house: for some number of shortfalls it would tell of a few households.

    The measures of all numbers of shortfalls stand or fall together, for each is the last less a few.
    """
    if not protects_small("sensitive", viewer):
        return None
    small = read_small_counts(reference.settings)
    lacking = [frozenset(code for code, is_lacking in row["deprived"].items() if is_lacking) for row in rows]
    by_number = Counter(map(len, lacking))
    by_code = Counter((code, len(codes)) for codes in lacking for code in codes)
    asked = Asked((scope.period.period,), scope.filters.standard_id or "")
    is_few = any(small.hide(count) for count in (*by_number.values(), *by_code.values(), len(rows), left_out))
    return HIDDEN if is_few or find_hidden("deprivation", asked, reference, warehouse) else None


def _measure(rows: list[dict[str, Any]], codes: list[str], shortfalls: int, size: str | None) -> Measure | None:
    if not rows:
        return None
    import pandas as pd

    frame = pd.DataFrame([{**row["deprived"], "member_count": row["member_count"]} for row in rows])
    weights = dict.fromkeys(codes, 1 / len(codes))
    (told,) = alkire_foster(frame, weights=weights, k=shortfalls / len(codes), unit_weight=size).to_dict("records")
    shares = tuple((code, _read(told[f"contribution_{code}"])) for code in codes)
    return Measure(told["n"], told["headcount"], _read(told["intensity"]), told["m0"], shares)


def _read(value: float) -> float | None:
    """Return a number, None for NaN."""
    return value if value == value else None
