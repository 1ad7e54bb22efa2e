"""Which workbooks a number comes from."""

from collections.abc import Iterable

from queries.result import Source
from queries.ward import LoadedSheet, Reference


def list_sources(forms: Iterable[str], periods: tuple[str, ...], reference: Reference) -> tuple[Source, ...]:
    """Return the loaded workbooks of these forms that speak of these periods."""
    wanted = frozenset(forms)
    used = [sheet for sheet in reference.sheets if sheet.form in wanted and sheet.period in periods]
    return tuple(_cite([s for s in used if s.file == file]) for file in dict.fromkeys(s.file for s in used))


def _cite(sheets: list[LoadedSheet]) -> Source:
    first = sheets[0]
    rows = {sheet.sheet: sheet.rows_accepted for sheet in sheets}
    return Source(first.file, first.form, tuple(rows.items()), first.loaded_date)
