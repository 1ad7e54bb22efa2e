"""One row through its layout: each cell read by its kind, each trouble a finding with its address."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from etl.clean.class_words import Result, parse_result
from etl.clean.classes import parse_class
from etl.clean.dates import PartialDate, parse_birth_date, parse_due_date, parse_event_date
from etl.clean.identity import IdNumber, hide_personal, make_key, parse_id_number
from etl.clean.numbers import Figure, parse_count, parse_figure, parse_money
from etl.clean.text import Value, tidy_text
from etl.clean.ticks import parse_tick
from etl.errors import CellError
from etl.header import Header
from etl.issue import Asked, Issue, Kind, Severity
from etl.names import UNKNOWN_AREA
from etl.reference import Context
from etl.sheet_report import RowQuarantined, SheetReport
from etl.sheet_rows import SheetRow
from etl.workbook.address import name_cell
from etl.workbook.error_words import ERROR_WORDS

T = TypeVar("T")
YES = "yes"


@dataclass(frozen=True, slots=True)
class RowReader:
    """`money_scale` is đồng per unit of the sheet; `fallback_area_id` is the khối of the section or the sheet."""

    row: SheetRow
    header: Header
    report: SheetReport
    context: Context
    money_scale: int = 1
    fallback_area_id: str | None = None

    def has(self, field: str) -> bool:
        return field in self.header.columns

    def value(self, field: str) -> Value:
        return self.row.cells.get(field)

    def text(self, field: str) -> str:
        return read_words(self.value(field))

    def count(self, field: str) -> int | None:
        """A whole number; what had to be understood for it is said once («18 hộ», 5.021 for 5021)."""
        number = self._read(field, parse_count)
        if number is not None and was_understood(self.value(field), number):
            self.note(Severity.REPAIR, "number_read", field, f"đã đọc là {number}; hãy kiểm tra", used=str(number))
        return number

    def figure(self, field: str, *, suffix: str = "") -> Figure | None:
        """A number; words after it other than `suffix` are kept and said once as a repair («18 hộ» -> 18)."""
        figure = self._read(field, parse_figure)
        if figure and figure.suffix not in ("", suffix):
            self.note(
                Severity.REPAIR, "number_with_words", field, f"đã lấy số {figure.amount}", used=str(figure.amount)
            )
        return figure

    def money(self, field: str) -> int | None:
        """Whole đồng; a unit written in the cell wins over the column's and is said once."""
        scale = self.header.scales.get(field, self.money_scale)
        amount = self._read(field, lambda value: parse_money(value, scale=scale))
        if amount is not None and names_unit(self.value(field), amount):
            self.note(
                Severity.REPAIR,
                "money_unit",
                field,
                f"đã đọc là {amount} đồng theo đơn vị ghi trong ô",
                used=str(amount),
            )
        return amount

    def class_word(self, field: str) -> str | None:
        return self._read(field, parse_class)

    def result(self, field: str) -> Result | None:
        return self._read(field, parse_result)

    def word(self, field: str) -> str | None:
        """The code of what the cell says in words; None for an empty cell and for words unknown to its column."""
        written = self.text(field)
        return self.header.layout.columns[field].find_word(written) if written else None

    def birth_date(self, field: str) -> PartialDate | None:
        return self._read(
            field, lambda value: parse_birth_date(value, today=self.context.today, epoch=self.context.epoch)
        )

    def event_date(self, field: str) -> PartialDate | None:
        return self._read(
            field, lambda value: parse_event_date(value, today=self.context.today, epoch=self.context.epoch)
        )

    def due_date(self, field: str) -> date | None:
        return self._read(field, lambda value: parse_due_date(value, epoch=self.context.epoch))

    def id_number(self, field: str) -> IdNumber | None:
        number = self._read(field, parse_id_number)
        if number and number.is_repaired:
            self.note(
                Severity.REPAIR,
                "id_zeros",
                field,
                "số định danh mất số 0 ở đầu, đã thêm lại; hãy kiểm tra",
                used=number.digits,
            )
        return number

    def tick(self, field: str) -> bool | None:
        """True or False; None where the mark is doubtful or the form has no such column (an unknown, never a no)."""
        if not self.has(field):
            return None
        if field in self.row.merged:
            advice = "ô gộp với dòng trên, không rõ dấu có tính cho dòng này không; hãy bỏ gộp ô và ghi từng dòng"
            self.note(Severity.WARNING, "tick_merged", field, advice)
            return None
        try:
            return parse_tick(self.value(field))
        except CellError as error:
            asked = ask_tick(self, field)
            said = self.context.answers.find(asked.kind, asked.subject)
            if said is None:
                self.note(Severity.WARNING, error.rule, field, error.advice, asked=asked)
            return None if said is None else said == YES

    def area_id(self) -> str:
        """The khối of the row: its own cell, else its section, else its sheet, else «chưa xác định» with a warning."""
        written = self.text("area")
        found = self.context.areas.find(written) if written else self.fallback_area_id
        if found is None and not self.has("area"):
            self._say_area_missing()
        elif found is None:
            shown = f"«{written}»" if written else "ô trống"
            self.note(
                Severity.WARNING,
                "area_unknown",
                "area",
                f"khối phố {shown} không có trong danh sách khối; dòng này tạm xếp vào «Chưa xác định», "
                "tổng của phường không đổi. "
                "Hãy trả lời là khối nào, sửa tên khối, hoặc thêm tên gọi này vào data/reference/areas.csv",
                used=UNKNOWN_AREA,
                asked=self.context.areas.ask(written),
            )
        return found or UNKNOWN_AREA

    def _say_area_missing(self) -> None:
        """Once a sheet: the whole table tells no khối."""
        if not any(issue.rule == "area_missing" for issue in self.report.issues):
            self.report.add_issue(
                Severity.WARNING,
                "area_missing",
                f"Trang «{self.report.sheet}» không có cột khối phố và không ghi khối nào; "
                "các hộ tạm xếp vào «Chưa xác định», tổng của phường không đổi. Hãy thêm cột «Khối phố» rồi nạp lại.",
                used=UNKNOWN_AREA,
            )

    def cell(self, field: str) -> str | None:
        column = self.header.columns.get(field)
        return None if column is None else name_cell(self.row.number - 1, column)

    def note(
        self,
        severity: Severity,
        rule: str,
        field: str,
        advice: str,
        *,
        used: str | None = None,
        asked: Asked | None = None,
    ) -> Issue:
        """A finding about one cell; `advice` continues the sentence that names the place."""
        column = self.header.layout.columns.get(field)
        written = tidy_text(self.value(field))
        found = hide_personal(written) if column and not column.is_personal else written
        shown = f" ghi «{found}»" if found and column and not column.is_personal else ""
        title = f"cột «{column.title}»" if column else f"dòng {self.row.number}"
        place = f"Ô {self.cell(field)}" if self.has(field) else f"Dòng {self.row.number}"
        message = f"{place} ({title}){shown}: {advice}."
        return self.report.add_issue(
            severity,
            rule,
            message,
            row=self.row.number,
            cell=self.cell(field),
            column=field,
            found=found or None,
            used=used,
            is_personal=bool(column and column.is_personal),
            asked=asked,
        )

    def quarantine(self, rule: str, field: str, advice: str, *, asked: Asked | None = None) -> RowQuarantined:
        """The exception to raise for a row that cannot be counted."""
        said = f"{advice}. Dòng này chưa được tính; hãy sửa rồi nạp lại"
        return RowQuarantined(self.note(Severity.ERROR, rule, field, said, asked=asked))

    def provenance(self) -> dict[str, object]:
        return {"source_file": self.report.file, "source_sheet": self.report.sheet, "source_row": self.row.number}

    def signature(self) -> tuple[str, ...]:
        """All cells but the running number: equal signatures are the same row written twice."""
        cells = (self.text(field) for field in sorted(self.header.columns) if field != "running_number")
        return (self.fallback_area_id or "", *cells)

    def _read(self, field: str, parse: Callable[[Value], T]) -> T | None:
        try:
            return parse(self.value(field))
        except CellError as error:
            self.note(Severity.WARNING, error.rule, field, error.advice)
            return None


def read_words(value: Value) -> str:
    """The words of a cell; none in an error cell, which `report_error_cells` names."""
    words = tidy_text(value)
    return "" if words in ERROR_WORDS else words


def was_understood(value: Value, number: int) -> bool:
    """Whether a count is not what the cell says word for word: «18 hộ», 5.021 for 5021."""
    return value != number if isinstance(value, float) else any(map(str.isalpha, read_words(value)))


def names_unit(value: Value, amount: int) -> bool:
    """Whether a sum of money carries its own unit."""
    return any(map(str.isalpha, read_words(value)))


def ask_tick(row: RowReader, field: str) -> Asked:
    """Whether a doubtful mark is a tick: of this column wherever it is written, but «x?» of this row alone."""
    written, layout = row.text(field).lower(), row.header.layout
    shown = hide_personal(row.text(field))
    subject = [layout.form, field, written]
    is_of_row = "?" in written or shown != row.text(field)
    if is_of_row:
        subject[2:] = [make_key(row.context.secret, "R", *row.signature())]
    where = f"ô {row.cell(field)}" if is_of_row else "mọi ô ghi như vậy"
    text = f"Cột «{layout.columns[field].title}» ghi «{shown}» ({where}): có phải là đánh dấu không?"
    return Asked(Kind.TICK, "|".join(subject), text, ((YES, "Có, là đánh dấu"), ("no", "Không, coi như để trống")))
