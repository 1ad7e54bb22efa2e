"""What is said of a sheet's cells before its rows are read: hidden ones, unnamed columns, merges, an empty table."""

from collections.abc import Iterable, Sequence

from etl.ditto import take_from_above
from etl.header import Header
from etl.issue import Severity
from etl.sheet_dates import say_date_order
from etl.sheet_report import SheetReport
from etl.sheet_rows import SheetRow
from etl.workbook.model import Sheet, Value, name_cell, name_column

# Readings of which a merged cell counts for its first row alone; a tick is asked about where it stands.
_COUNTED_ONCE = ("count", "figure", "money", "class", "birth_date", "day", "id_number", "area")


def examine_cells(report: SheetReport, sheet: Sheet, rows: list[SheetRow], header: Header) -> None:
    """Say what the sheet as a whole tells, put in what «nt» means."""
    _say_hidden(report, sheet, header)
    _say_unnamed(report, sheet, header)
    _say_merged(report, rows, header)
    take_from_above(report, rows, header)
    say_date_order(report, rows, header)
    if header.layout.form != "summary" and not any(row.kind in ("data", "total") for row in rows):
        report.add_issue(
            Severity.WARNING,
            "no_rows",
            f"Trang «{report.sheet}» có tiêu đề bảng ở dòng {header.first_row + 1} nhưng không có dòng số liệu nào bên "
            "dưới; không phải là 0. Hãy kiểm tra có nhầm tệp hoặc trang không.",
            row=header.first_row + 1,
        )


def _say_hidden(report: SheetReport, sheet: Sheet, header: Header) -> None:
    if sheet.hidden_rows:
        report.add_issue(
            Severity.INFO,
            "hidden_rows",
            f"Trang «{sheet.name}» có {sheet.hidden_rows} dòng đang ẩn (thường do lọc); số liệu ở đó vẫn được lấy như "
            "các dòng khác. Nếu không muốn tính, hãy xóa hẳn các dòng này rồi nạp lại.",
        )
    fields = {column: field for field, column in header.columns.items()}
    hidden = [column for first, last in sheet.hidden_ranges for column in range(first, last + 1) if column in fields]
    if hidden:
        names = ", ".join(f"{name_column(place)} «{header.layout.columns[fields[place]].title}»" for place in hidden)
        report.add_issue(
            Severity.INFO,
            "hidden_columns",
            f"Trang «{sheet.name}» có cột đang ẩn vẫn được lấy: {names}.",
            column=fields[hidden[0]],
        )


def _say_unnamed(report: SheetReport, sheet: Sheet, header: Header) -> None:
    """Columns with cells below and no words above: they may be what somebody forgot to name."""
    width = max((len(row) for row in sheet.rows[header.first_data_row :]), default=0)
    for column in range(width):
        if column < len(header.labels) and header.labels[column]:
            continue
        cells = list(_list_filled(sheet.rows, header.first_data_row, column))
        if len(cells) > 1:
            report.add_issue(
                Severity.WARNING,
                "column_unnamed",
                f"Cột {name_column(column)} có {len(cells)} ô có nội dung (ô đầu {name_cell(cells[0], column)}) nhưng "
                "không có tiêu đề nên không lấy. Nếu cần, hãy ghi tiêu đề cột rồi nạp lại.",
                row=cells[0] + 1,
                cell=name_cell(cells[0], column),
            )


def _list_filled(rows: Sequence[Sequence[Value]], first: int, column: int) -> Iterable[int]:
    return (row for row in range(first, len(rows)) if len(rows[row]) > column and rows[row][column] is not None)


def _say_merged(report: SheetReport, rows: list[SheetRow], header: Header) -> None:
    """Figures merged downwards: taken once, with the first row, never once a row."""
    for field, column in header.columns.items():
        if header.layout.columns[field].read not in _COUNTED_ONCE:
            continue
        merged = [row.number for row in rows if row.merged and row.kind == "data" and field in row.merged]
        if merged:
            cell = name_cell(merged[0] - 1, column)
            report.add_issue(
                Severity.WARNING,
                "cell_merged",
                f"Cột «{header.layout.columns[field].title}»: {len(merged)} ô gộp với dòng trên (ô đầu {cell}); "
                "giá trị chỉ tính cho dòng đầu của ô gộp, các dòng sau coi là để trống. Hãy bỏ gộp, ghi từng dòng rồi "
                "nạp lại.",
                row=merged[0],
                cell=cell,
                column=field,
            )
