"""Biểu diễn biến: how the ward itself counts who comes and goes of the poor (R2) or near-poor (R3), khối by khối."""

from collections.abc import Iterable
from dataclasses import replace

from etl.clean.text import fold_text, tidy_text
from etl.errors import FileRefused
from etl.header import Header
from etl.reference import Context
from etl.row_reader import RowReader
from etl.sheet_report import Record
from etl.table import Table

_NEAR_WORDS = ("tai can ngheo", "ho can ngheo dau", "ho can ngheo cuoi", "dien bien ho can ngheo")
_POOR_WORDS = ("tai ngheo", "ho ngheo dau", "ho ngheo cuoi", "dien bien ho ngheo")
_TO_AND_FROM = {"poor": ("poor_to_near", "near_to_poor"), "near_poor": ("near_to_poor", "poor_to_near")}
_DECREASES = ("to_listed", "to_above", "other_decrease")
_INCREASES = ("from_listed", "relapsed", "new_count", "other_increase")
FIGURES = ("begin_count", *_DECREASES, *_INCREASES, "end_count")


def read_listed_class(titles: list[str], header: Header) -> str:
    """poor or near_poor, by the words above the columns, else by the title.

    Raises FileRefused (rule `listed_class`) where neither tells, or both classes are named.
    """
    named = name_listed_class(header.labels) or name_listed_class(titles)
    if named:
        return named
    raise FileRefused(
        "listed_class",
        f"Không rõ biểu diễn biến là của hộ nghèo hay hộ cận nghèo (bảng bắt đầu ở dòng {header.first_row + 1}). "
        "Hãy ghi «DIỄN BIẾN HỘ NGHÈO» hoặc «DIỄN BIẾN HỘ CẬN NGHÈO» phía trên bảng rồi nạp lại.",
    )


def name_listed_class(texts: Iterable[str]) -> str | None:
    """poor or near_poor by the words of some labels; None where they tell neither, or both."""
    folded = [fold_text(text) for text in texts]
    is_near, is_poor = (any(word in text for word in words for text in folded) for words in (_NEAR_WORDS, _POOR_WORDS))
    return None if is_near == is_poor else "near_poor" if is_near else "poor"


def take_ward_rows(table: Table, context: Context) -> Table:
    """In a sheet without khối, the rows of the ward (or of the communes it was made of) are the report itself."""
    if len(table.data_rows):
        return table
    named = {
        index: context.areas.find_wider(tidy_text(row.cells.get("area"))) or context.ward_id
        for index, row in table.others.items()
    }
    totals = {named[index] for index, row in table.others.items() if row.kind == "total"}
    taken = totals - {context.ward_id} or totals
    others = {
        index: replace(row, kind="data", section_area_id=named[index])
        if row.kind == "total" and named[index] in taken
        else row
        for index, row in table.others.items()
    }
    return replace(table, others=others)


def name_figures(listed_class: str) -> dict[str, str]:
    """Column -> figure of the record: what leaves the poor for the near-poor comes to the near-poor."""
    to_listed, from_listed = _TO_AND_FROM[listed_class]
    return {
        "begin_count": "begin_count",
        to_listed: "to_listed",
        "to_above": "to_above",
        "other_decrease": "other_decrease",
        from_listed: "from_listed",
        "relapsed": "relapsed",
        "new_count": "new_count",
        "other_increase": "other_increase",
        "end_count": "end_count",
    }


def count_end(figures: Record) -> int:
    """9 = 1-2-3-4+5+6+7+8, a blank as 0."""
    added = _sum(figures, ("begin_count", *_INCREASES))
    return added - _sum(figures, _DECREASES)


def find_residual(figures: Record) -> int:
    """What the report writes at the end less what its own columns give."""
    return _sum(figures, ("end_count",)) - count_end(figures)


def read_movement(row: RowReader) -> Record:
    """One line of a khối: households or persons, a blank cell None. Whether it balances is for a check to say.

    Raises RowQuarantined when the line does not tell what it counts (rule `counted`).
    """
    counted = row.word("counted") if row.has("counted") else "household"
    if counted is None:
        raise row.quarantine("counted", "counted", "không rõ dòng này đếm hộ hay nhân khẩu; ghi «Hộ» hoặc «Nhân khẩu»")
    listed_class = str(row.report.listed_class)
    figures: Record = {figure: row.count(column) for column, figure in name_figures(listed_class).items()}
    return row.provenance() | {
        "period": row.report.period,
        "area_id": row.row.section_area_id or row.area_id(),
        "listed_class": listed_class,
        "counted": counted,
        **figures,
    }


def _sum(figures: Record, names: Iterable[str]) -> int:
    values = (figures[name] for name in names)
    return sum(value for value in values if isinstance(value, int))
