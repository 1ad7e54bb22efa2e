"""What was handed in and is not in the numbers: files refused, rows held back until somebody mends them."""

from collections import Counter
from dataclasses import dataclass

from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.privacy import reads_free_text
from queries.scope import Scope, resolve
from queries.viewer import Viewer
from queries.ward import HeldBack, Reference, SourceFile
from queries.warehouse import Warehouse, default_warehouse


@dataclass(frozen=True, slots=True)
class Gaps:
    """The counts are of all. `refused` and `held_back` (file, rows) name the files, and are empty where this viewer
    may read no free text: the name of a file, or the sentence about it, may name a family.
    """

    files_refused: int
    rows_held_back: int
    refused: tuple[SourceFile, ...]
    held_back: tuple[tuple[str, int], ...]


def find_gaps(filters: Filters, *, viewer: Viewer, warehouse: Warehouse | None = None) -> Gaps:
    """Return what may be missing in the figures of the asked period. Raises AskedWrongly and NoWarehouse.

    Nobody knows of which period a refused file is: it is told of every one.
    """
    reference = read_reference(warehouse or default_warehouse())
    scope = resolve(filters, reference, viewer)
    refused = tuple(file for file in reference.files if file.is_refused)
    held_back: Counter[str] = Counter()
    for sheet in _list_held_back(scope, reference):
        held_back[sheet.file] += sheet.rows
    is_told = reads_free_text("public", viewer)
    return Gaps(
        files_refused=len(refused),
        rows_held_back=held_back.total(),
        refused=refused if is_told else (),
        held_back=tuple(held_back.items()) if is_told else (),
    )


def _list_held_back(scope: Scope, reference: Reference) -> list[HeldBack]:
    """Return the sheets whose rows would count: of the year up to that period, and the lists it is held against."""
    so_far = {
        period.period
        for period in reference.periods
        if period.last_day.year == scope.period.last_day.year and period.last_day <= scope.period.last_day
    }
    feeds = {
        (sheet.file, sheet.sheet)
        for sheet in reference.sheets
        if sheet.period == scope.period.period and sheet.standard_id in (None, scope.filters.standard_id)
    }
    known = {period.period for period in reference.periods}
    return [
        sheet
        for sheet in reference.held_back
        if sheet.period in so_far or sheet.period not in known or (sheet.file, sheet.sheet) in feeds
    ]
