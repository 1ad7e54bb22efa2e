"""What is said of a sheet's cells before its rows are read: hidden ones, unnamed columns, merges, an empty table."""

from etl.clean.text import tidy_text
from etl.ditto import take_from_above
from etl.header import Header
from etl.issue import Severity
from etl.reference import Context
from etl.sheet_dates import say_date_order
from etl.sheet_report import SheetReport
from etl.sheet_rows import SheetRow
from etl.workbook.model import Sheet, name_cell, name_column

_CODE_LENGTH = 5
# A table reaches as far as its names, and may have gone on a little without.
_BESIDE = 10
# Readings of which a merged cell counts for its first row alone; a tick is asked about where it stands.
_COUNTED_ONCE = ("count", "figure", "money", "class", "birth_date", "day", "id_number", "area")


def examine_cells(report: SheetReport, sheet: Sheet, rows: list[SheetRow], header: Header, context: Context) -> None:
    """Say what the sheet as a whole tells, put in what «nt» means."""
    _say_hidden(report, sheet, header)
    _say_unnamed(report, sheet, rows, header)
    _say_merged(report, rows, header)
    take_from_above(report, rows, header)
    say_date_order(report, rows, header)
    _say_codes(report, rows, header, context)
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


def _say_unnamed(report: SheetReport, sheet: Sheet, rows: list[SheetRow], header: Header) -> None:
    """Columns with cells below and no words above: they may be what somebody forgot to name."""
    data = [row.number - 1 for row in rows if row.kind == "data"]
    labelled = {column for column, label in enumerate(header.labels) if label}
    for column in sorted(set(range(max(labelled) + _BESIDE)) - labelled):
        cells = [row for row in data if len(sheet.rows[row]) > column and sheet.rows[row][column] is not None]
        if cells:
            report.add_issue(
                Severity.WARNING,
                "column_unnamed",
                f"Cột {name_column(column)} có {len(cells)} ô có nội dung (ô đầu {name_cell(cells[0], column)}) nhưng "
                "không có tiêu đề nên không lấy. Nếu cần, hãy ghi tiêu đề cột rồi nạp lại.",
                row=cells[0] + 1,
                cell=name_cell(cells[0], column),
            )


def _say_codes(report: SheetReport, rows: list[SheetRow], header: Header, context: Context) -> None:
    """An official code in the column of khối names a ward or a commune, and one code has named two of them."""
    found: dict[str, list[int]] = {}
    for row in rows if "area" in header.columns else ():
        code = tidy_text(row.cells.get("area")).zfill(_CODE_LENGTH)
        if code in context.area_codes:
            found.setdefault(code, []).append(row.number)
    for code, numbers in found.items():
        cell = name_cell(numbers[0] - 1, header.columns["area"])
        report.add_issue(
            Severity.WARNING,
            "area_code",
            f"Cột «{header.layout.columns['area'].title}»: {len(numbers)} ô (từ ô {cell}) ghi mã {code} là mã của "
            f"{context.area_codes[code]}; không phải khối phố nên không biết thuộc khối nào. Hãy ghi tên khối.",
            row=numbers[0],
            cell=cell,
            column="area",
            found=code,
        )


def _say_merged(report: SheetReport, rows: list[SheetRow], header: Header) -> None:
    """Figures merged downwards: taken once, with the first row, never once a row. Persons share their household's."""
    hiding = [row for row in rows if row.merged and row.kind == "data"]
    for field, column in header.columns.items() if hiding else ():
        if header.layout.form == "member_list" or header.layout.columns[field].read not in _COUNTED_ONCE:
            continue
        merged = [row.number for row in hiding if field in row.merged]
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
