"""Số liệu công bố: figures of the province and the country as their publishers give them, one line for one source."""

import re

from etl.clean.text import fold_text
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record

_FIRST_YEAR = 2000
_SHARE = "_rate"
_PERCENT = "%"
_ASKED = "Hãy ghi đơn vị một lần cho cả cột"


def read_figure(row: RowReader) -> Record:
    """One figure of one year, a share as a fraction. Raises RowQuarantined for a word, place or year not understood."""
    indicator_id, kind = _read_word(row, "indicator", "chỉ tiêu"), _read_word(row, "kind", "loại số liệu")
    place_id = row.word("place") or row.context.areas.find_wider(row.text("place"))
    if place_id is None:
        raise row.quarantine(
            "place_unknown",
            "place",
            "không nhận ra địa bàn; ghi như data/reference/areas.csv, ví dụ «Tỉnh Lạng Sơn», «Cả nước»",
        )
    year = _read_year(row)
    series_id, series_name = _name_series(row, place_id, kind)
    return row.provenance() | {
        "series_id": series_id,
        "period": str(year),
        "place_id": place_id,
        "indicator_id": indicator_id,
        "kind": kind,
        "figure_status": _read_status(row),
        "standard_id": _read_standard(row),
        "series_name": series_name,
        "value": _read_value(row, indicator_id),
        "source": row.text("source") or None,
        "note": row.text("note") or None,
    }


def _read_word(row: RowReader, field: str, name: str) -> str:
    code = row.word(field)
    if code is None:
        words = row.header.layout.columns[field].list_words()
        raise row.quarantine(f"{field}_unknown", field, f"không nhận ra {name}; hãy ghi một trong: {words}")
    return code


def _read_year(row: RowReader) -> int:
    found = re.fullmatch(r"(?:năm |cuối năm )?(\d{4})", row.text("year"), re.IGNORECASE)
    if not found or not _FIRST_YEAR <= int(found[1]) <= row.context.today.year + 1:
        raise row.quarantine("year_unknown", "year", "không phải một năm; hãy ghi bốn chữ số, ví dụ 2025")
    return int(found[1])


def _read_value(row: RowReader, indicator_id: str) -> float:
    """A count is whole. A share of 1 or less without its own «%» may be 0,12 % or a cell shown as 12 %: asked."""
    figure = row.figure("value", suffix=_PERCENT)
    if figure is None:
        raise row.quarantine("value_missing", "value", "thiếu số liệu của năm này")
    amount, is_percent = figure.amount, figure.suffix == _PERCENT or _is_column_percent(row)
    if not indicator_id.endswith(_SHARE):
        if figure.suffix == _PERCENT or amount < 0 or amount != amount.to_integral_value():
            raise row.quarantine("value_unclear", "value", "chỉ tiêu này đếm số hộ nên phải là một số nguyên không âm")
        return float(amount)
    if 0 < amount <= 1 and not is_percent:
        raise row.quarantine("value_unclear", "value", _ask_share(row))
    if not 0 <= amount <= 100:
        raise row.quarantine("value_unclear", "value", "tỷ lệ phải từ 0% đến 100%")
    return float(amount / 100)


def _is_column_percent(row: RowReader) -> bool:
    """Said once: «Giá trị (%)» above the column, «%» as the unit of the row."""
    label = row.header.labels[row.header.columns["value"]]
    return _PERCENT in label or row.text("unit") == _PERCENT or fold_text(row.text("unit")) == "phan tram"


def _ask_share(row: RowReader) -> str:
    """The whole question once a sheet; further cells point to it."""
    first = next((issue for issue in row.report.issues if _ASKED in issue.message), None)
    if first:
        return f"không rõ là phần trăm hay phần của 1, như ô {first.cell}"
    return (
        f"không rõ là phần trăm hay phần của 1 (0,9 có thể là 0,9% hay 90%). {_ASKED}: tiêu đề «Giá trị (%)» hoặc cột "
        "«Đơn vị tính» ghi %, hoặc ghi cả dấu % trong từng ô, ví dụ «0,9%»"
    )


def _read_status(row: RowReader) -> str | None:
    written = row.text("figure_status")
    status = row.word("figure_status") if written else None
    if written and status is None:
        words = row.header.layout.columns["figure_status"].list_words()
        row.note(Severity.WARNING, "status_unknown", "figure_status", f"để «chưa rõ»; hãy ghi một trong: {words}")
    return status


def _read_standard(row: RowReader) -> str | None:
    """Only as written: a survey has a method of its own, and a year may have figures under two standards."""
    written = row.text("standard")
    named = row.context.list_standards([f"chuẩn {written}"]) if written else ()
    if written and len(named) != 1:
        row.note(
            Severity.WARNING,
            "standard_unknown",
            "standard",
            "không rõ chuẩn nào; để trống. Ghi ví dụ «Chuẩn 2021-2025»",
        )
    return named[0] if len(named) == 1 else None


def _name_series(row: RowReader, place_id: str, kind: str) -> tuple[str, str]:
    """A series known by its name goes on; else place, kind and source make one: two sources are never joined."""
    written = row.text("series")
    known = row.context.series.find(written)
    if known:
        return known, row.context.series_names[known]
    name = written or " – ".join(filter(None, (row.text("place"), row.text("kind").lower(), row.text("source"))))
    return "_".join((place_id, kind, *fold_text(written or row.text("source")).split())), name
