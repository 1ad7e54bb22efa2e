"""Dates of which the day and the month may have changed places, said column by column and never changed back.

An Excel set to American dates takes 05/03/1985 for the 3rd of May and leaves 25/12/1985 as text: a column that mixes
texts that can only be day first with real dates that could all be another day was typed so.
"""

from collections.abc import Sequence
from datetime import date

from etl.clean.dates import may_be_swapped, tell_order
from etl.clean.text import Value, show_value, tidy_text
from etl.header import Header
from etl.issue import Severity
from etl.sheet_report import SheetReport
from etl.table import Table
from etl.workbook.address import name_cell

_DATES = ("birth_date", "day")
_MONTHS = 12
_MOST_NAMED = 5
# That so many birth days chosen by nobody all fall before the 13th happens once in some hundred lists.
_FEWEST_EARLY = 6

Place = tuple[int, Value]


def say_date_order(report: SheetReport, table: Table, header: Header) -> None:
    """Ask about each column of dates that was written in two orders."""
    for field, column in table.columns.items():
        if header.layout.columns[field].read not in _DATES:
            continue
        # Most columns hold texts alone, none of them with the month first: nothing to ask.
        if any(isinstance(value, date) or tell_order(tidy_text(value)) == "month" for value in column.values):
            rows = table.data_rows.tolist()
            cells = [(row + 1, value) for row in rows if (value := column[row]) is not None]
            _judge(report, header, field, cells)


def _judge(report: SheetReport, header: Header, field: str, cells: Sequence[Place]) -> None:
    texts = [(number, text) for number, text in cells if isinstance(text, str)]
    real = [(number, day) for number, day in cells if isinstance(day, date)]
    rows = {tell_order(tidy_text(text)): number for number, text in reversed(texts)}
    if "day" in rows and all(day.day <= _MONTHS for _, day in real):
        doubtful: list[Place] = [(number, day) for number, day in real if may_be_swapped(day)]
        why = "là chữ chỉ có thể là ngày trước tháng, còn các ô này là ngày do Excel kiểu Mỹ (tháng trước ngày) hiểu"
        _say(report, header, field, doubtful, f"ô {_name(header, field, rows['day'])} {why}")
    early = [(number, day) for number, day in real if may_be_swapped(day) and day.day > 1]
    is_birth = header.layout.columns[field].read == "birth_date"
    if is_birth and not rows and len(early) >= _FEWEST_EARLY and all(day.day <= _MONTHS for _, day in real):
        why = "cả cột không có ngày sinh nào sau ngày 12, rất hiếm nếu ghi đúng"
        _say(report, header, field, early, why)
    if "month" in rows:
        doubtful = [(number, text) for number, text in texts if may_be_swapped(text)]
        why = "ghi tháng trước ngày, còn các ô này theo thứ tự nào không rõ"
        _say(report, header, field, doubtful, f"ô {_name(header, field, rows['month'])} {why}")


def _say(report: SheetReport, header: Header, field: str, doubtful: Sequence[Place], why: str) -> None:
    if not doubtful:
        return
    title = header.layout.columns[field].title
    number, value = doubtful[0]
    shown = ", ".join(_name(header, field, row) for row, _ in doubtful[:_MOST_NAMED])
    more = f" và {len(doubtful) - _MOST_NAMED} ô khác" if len(doubtful) > _MOST_NAMED else ""
    report.add_issue(
        Severity.WARNING,
        "date_order",
        f"Cột «{title}»: {len(doubtful)} ô có thể đã đảo ngày và tháng ({shown}{more}): {why}. Phần mềm không tự đảo, "
        "tạm giữ như trong tệp; hãy đối chiếu với giấy tờ, ghi lại cả cột dạng chữ ngày/tháng/năm rồi nạp lại.",
        row=number,
        cell=_name(header, field, number),
        column=field,
        found=show_value(value),
        is_personal=header.layout.columns[field].is_personal,
    )


def _name(header: Header, field: str, row: int) -> str:
    return name_cell(row - 1, header.columns[field])
