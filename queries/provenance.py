"""Which workbooks a number comes from: by name in the office, outside by form and period."""

from collections.abc import Collection, Iterable

from queries.privacy import names_files
from queries.result import Source
from queries.viewer import Viewer
from queries.ward import LoadedSheet, Reference


def list_sources(
    sources: Iterable[str], periods: Collection[str], standard_id: str | None, reference: Reference, *, viewer: Viewer
) -> tuple[Source, ...]:
    """Return the workbooks that gave these rows of these periods, under one standard; None: under any."""
    wanted = frozenset(sources)
    used = [
        sheet
        for sheet in reference.sheets
        if sheet.gives in wanted
        and sheet.period in periods
        and (standard_id is None or sheet.standard_id in (None, standard_id))
    ]
    return _cite(used) if names_files(viewer) else _cite_forms(used)


def list_named(places: Collection[tuple[str, str]], reference: Reference) -> tuple[Source, ...]:
    """Return the workbooks of these (file, sheet)."""
    return _cite([s for s in reference.sheets if s.gives == "sheet" and (s.file, s.sheet) in places])


def _cite(sheets: list[LoadedSheet]) -> tuple[Source, ...]:
    files: dict[str, list[LoadedSheet]] = {}
    for sheet in sheets:
        files.setdefault(sheet.file, []).append(sheet)
    return tuple(
        Source(file, given[0].form, tuple({s.sheet: s.rows_accepted for s in given}.items()), given[0].loaded_date)
        for file, given in sorted(files.items())
    )


def _cite_forms(sheets: list[LoadedSheet]) -> tuple[Source, ...]:
    forms = sorted({(sheet.form, sheet.period) for sheet in sheets})
    return tuple(Source("", form, (), None, period) for form, period in forms)
