"""Khối that nobody knows: a sheet's figures of all of them are one, «chưa xác định», so that the ward's total stays."""

from collections.abc import Iterable

from etl.names import UNKNOWN_AREA
from etl.sheet_report import Record, SheetReport
from etl.sources.movement_report import FIGURES

# What is added up in each form that has one row per khối; whether a blank cell means none there.
_ADDED: dict[str, tuple[tuple[str, ...], bool]] = {
    "resident_households": (("resident_households", "resident_persons"), False),
    "movement_report": (FIGURES, True),
    "policy_coverage": (("eligible", "served"), False),
}
_PLACE = ("source_file", "source_sheet", "source_row")


def add_up_unknown_areas(sheet: SheetReport) -> None:
    """Leave one record for what is the same but for the khối, with the place of the first row; rows stay counted."""
    if sheet.form not in _ADDED:
        return
    figures, is_blank_none = _ADDED[sheet.form]
    alike: dict[object, list[Record]] = {}
    for record in sheet.records:
        alone = () if record["area_id"] == UNKNOWN_AREA else record["source_row"]
        shared = tuple(value for field, value in record.items() if field not in (*figures, *_PLACE))
        alike.setdefault((shared, alone), []).append(record)
    sheet.records = [
        first | {figure: _add((record[figure] for record in (first, *others)), is_blank_none) for figure in figures}
        if others
        else first
        for first, *others in alike.values()
    ]


def _add(values: Iterable[object], is_blank_none: bool) -> int | None:
    """The sum; unknown where a part is, but where a blank means none."""
    counts = [value for value in values if is_blank_none is False or value is not None]
    return None if not counts or None in counts else sum(int(str(count)) for count in counts)
