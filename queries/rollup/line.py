"""One number of a roll-up with all that says what it is, so that lines of many wards lie in one table."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from hashlib import sha256

# Raised when a column changes its name or meaning: files of two versions are never stacked.
SCHEMA_VERSION = 1
# Numbers have at most this many decimals, so that Parquet and Excel hold the same.
DECIMALS = 6
Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Line:
    """`slice` None: the total of the ward. `key` None with a slice: of what nobody says which one it is.

    `standard_id` is the one that the file speaks of, also on lines that no standard divides. `answered_by`: the periods
    whose lists answer, joined by commas, as the newest month answers for a half-year. `is_additive` False: numbers of
    two wards are not of one kind (classes and households make no sum). `definitions` is the digest of how all of it is
    counted. `as_of` of a closed round is its reference date, so that the file does not change with the day it is made.
    """

    schema_version: int
    ward_code: str
    ward_name: str
    province: str
    period: str
    standard_id: str
    mode: str
    figure_status: str | None
    is_closed: bool
    is_sample: bool
    as_of: date
    definitions: str
    indicator_id: str
    kind: str
    unit: str
    is_additive: bool
    slice: str | None
    key: str | None
    answered_by: str
    numerator: float | None
    denominator: float | None
    unknown: int | None
    areas_reported: int
    areas_total: int
    parts_told: int
    parts_total: int
    status: str | None
    suppressed: bool

    @property
    def is_told(self) -> bool:
        """Tell whether the ward says this number whole: not hidden, of every khối, of every part."""
        return (
            self.numerator is not None
            and not self.suppressed
            and self.areas_reported == self.areas_total
            and self.parts_told == self.parts_total
        )

    @property
    def name(self) -> tuple[str, str, str]:
        """Return what it counts; in order, the total first."""
        return self.indicator_id, self.slice or "", self.key or ""

    @property
    def group(self) -> tuple[str, str]:
        """Return period and standard: lines of two of them are kept apart."""
        return self.period, self.standard_id


COLUMNS = tuple(field.name for field in fields(Line))


def digest(lines: Iterable[Line]) -> str:
    """Return the SHA-256 of the lines in any order. It shows a slip of the hand; it is no signature."""
    written = sorted(json.dumps([_write(cell) for cell in astuple(line)], ensure_ascii=False) for line in lines)
    return sha256("\n".join(written).encode("utf-8")).hexdigest()


def _write(cell: Cell) -> Cell:
    if isinstance(cell, float):
        return f"{cell:.{DECIMALS}f}"
    return cell.isoformat() if isinstance(cell, date) else cell
