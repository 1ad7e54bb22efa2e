"""The ward's roll-up: its aggregates alone, for whoever stacks many wards."""

from collections.abc import Iterator

from dashboard import format as fmt
from dashboard.briefing import Desk
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.export import rollup as export
from queries.catalogue import find_indicator, find_table
from queries.rollup import Check, Line, check, collect
from queries.rollup.definitions import MOVEMENT
from queries.units import UNITS


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Write the lines of this period. What breaks a check is in the file and said here: stacking will refuse it."""
    progress(desk.text("rollup.collect"), 0.0)
    lines = collect(desk.filters, desk.viewer, desk.warehouse)
    checks = check(lines)
    progress(desk.text("rollup.write"), 0.7)
    if suffix == ".parquet":
        data = export.write_parquet(lines, checks)
    else:
        data = export.write_workbook(
            lines,
            checks,
            desk.text("rollup.title", ward=desk.ward.ward.name, period=lines[0].period if lines else ""),
            tuple(_list_words(lines, desk)),
            desk.text("rollup.definitions"),
            fmt.read_stamp(desk.ward.stamp),
        )
    progress("", 1.0)
    return Written(data, (*_list_broken(checks, desk), *_list_untold(lines, desk)))


def _list_words(lines: tuple[Line, ...], desk: Desk) -> Iterator[tuple[str, str]]:
    """Yield what each indicator of the file means, in the words of the pages."""
    for name in dict.fromkeys(line.indicator_id for line in lines):
        defined = find_table(name) if name == MOVEMENT else find_indicator(name)
        said = desk.text.of(defined.definition)
        yield name, f"{desk.text.of(defined.title)}. {said}"
    yield from ((desk.text("rollup.column_" + name), desk.text("rollup.means_" + name)) for name in ("told", "added"))
    if desk.ward.is_sample:
        yield desk.text("sample"), ""


def _list_broken(checks: tuple[Check, ...], desk: Desk) -> Iterator[Blank]:
    for one in checks:
        if not one.holds:
            yield Blank(desk.text(f"rollup.check_{one.id}"), desk.text("rollup.broken", found=", ".join(one.broken)))


def _list_untold(lines: tuple[Line, ...], desk: Desk) -> Iterator[Blank]:
    """Yield the totals that the file does not tell whole."""
    for line in lines:
        if line.slice is None and not line.is_told:
            hidden = desk.text("suppressed") if line.suppressed else ""
            uniform = UNITS[line.unit].uniform_by is not None and line.numerator is None
            why = hidden or desk.text("xlsx.not_summed" if uniform else "rollup.untold")
            yield Blank(desk.text.of(find_indicator(line.indicator_id).title), why)


ROLLUP = Kind("rollup", "TH-GN", (".parquet", ".xlsx"), write)
