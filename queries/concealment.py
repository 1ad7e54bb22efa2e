"""What is taken from the rows of a table before a viewer has them: words, what leads to a household, small counts."""

from identity import hide_who
from queries.disclosure import Asked, find_hidden, hides
from queries.families import BY_ROW, Cells, find_family, list_members
from queries.listing import Column, TableDefinition, is_summed
from queries.privacy import (
    PROTECTED,
    SmallCounts,
    effective_mode,
    names_files,
    protects_small,
    read_small_counts,
    reads_free_text,
    reads_own_words,
)
from queries.scope import Scope
from queries.tasks import name_by_plan
from queries.viewer import Mode, Viewer
from queries.ward import Reference
from queries.warehouse import Warehouse
from queries.words import Words

# What would lead from a sensitive row on the projector to a khối or a household.
LEADING = ("area", "household")

FILES = ("file", "source_file", "begin_file", "end_file")


def conceal(
    rows: list[tuple[object, ...]],
    definition: TableDefinition,
    scope: Scope,
    viewer: Viewer,
    reference: Reference,
    warehouse: Warehouse,
) -> list[tuple[object, ...]]:
    """Blank free text outside the house, what leads to a household on the projector, small counts in what leaves."""
    if not reads_own_words(viewer):
        rows = _hide_own_words(rows, definition, reference)
    rows = _hide_free_text(rows, definition, viewer)
    if definition.access not in PROTECTED:
        return rows
    small = read_small_counts(reference.settings) if protects_small(definition.access, viewer) else None
    if small and find_family(definition.id):
        asked = Asked((scope.period.period,), scope.filters.standard_id or "")
        rows = _hide_levels(rows, definition, find_hidden(definition.id, asked, reference, warehouse), asked, reference)
    is_projected = effective_mode(viewer) is Mode.MEETING
    hidden = [
        tuple(
            _hide_cell(value, column, small, is_projected)
            for value, column in zip(row, definition.columns, strict=True)
        )
        for row in rows
    ]
    # Without the khối, the order of the rows must not tell it either.
    return sorted(hidden, key=repr) if is_projected and not is_summed(definition) else hidden


def _hide_levels(
    rows: list[tuple[object, ...]],
    definition: TableDefinition,
    hidden: frozenset[str],
    asked: Asked,
    reference: Reference,
) -> list[tuple[object, ...]]:
    """Return the rows without the counts of the levels that are hidden, or without the whole row where it tells too."""
    names = [column.name for column in definition.columns]
    told: list[Cells] = [dict(zip(names, row, strict=True)) for row in rows]
    kept = []
    for cells, members in zip(told, list_members(told, definition, asked.standard_id, reference), strict=True):
        lost = [column for column, member in members.items() if hides((member.level,), hidden)]
        if not lost or definition.id not in BY_ROW:
            kept.append(tuple((cells | dict.fromkeys(lost)).values()))
    return kept


def _hide_free_text(
    rows: list[tuple[object, ...]], definition: TableDefinition, viewer: Viewer
) -> list[tuple[object, ...]]:
    """Blank what somebody wrote in their own words, and how they called a file, where this viewer may not read it.

    Of what a meeting must read, a task or a conclusion, only whom it names.
    """
    is_told = reads_free_text(definition.access, viewer)
    hidden = set() if is_told else {"free_text"}
    files = () if names_files(viewer, definition.access) else FILES
    free = {place for place, one in enumerate(definition.columns) if one.kind in hidden or one.name in files}
    named = set() if is_told else {place for place, one in enumerate(definition.columns) if one.is_own_words}
    if not free and not named:
        return rows
    return [
        tuple(
            None if place in free else _hide_who(value) if place in named else value for place, value in enumerate(row)
        )
        for row in rows
    ]


def _hide_who(written: object) -> object:
    if isinstance(written, Words):
        return Words(hide_who(written.vi), hide_who(written.en))
    return hide_who(written) if isinstance(written, str) else written


def _hide_own_words(
    rows: list[tuple[object, ...]], definition: TableDefinition, reference: Reference
) -> list[tuple[object, ...]]:
    """Blank how the ward words its own work; a task has the name that the plan gives it."""
    own = [column.name for column in definition.columns if column.is_own_words]
    if not own:
        return rows
    names = [column.name for column in definition.columns]
    told = [dict(zip(names, row, strict=True)) for row in rows]
    return [
        tuple((cells | {name: name_by_plan(cells, reference) if name == "name" else None for name in own}).values())
        for cells in told
    ]


def _hide_cell(value: object, column: Column, small: SmallCounts | None, is_projected: bool) -> object:
    # The first day over khối is of one case.
    if (is_projected and column.kind in LEADING) or (small and column.is_earliest):
        return None
    return None if small and column.is_sum and isinstance(value, int) and small.hide(value) else value
