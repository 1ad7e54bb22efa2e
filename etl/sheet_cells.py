"""What is said of a sheet's cells before its rows are read: hidden ones, unnamed columns, merges, an empty table."""

from etl.clean.text import tidy_text
from etl.ditto import take_from_above
from etl.header import Header
from etl.issue import Severity
from etl.reference import Context
from etl.sheet_dates import say_date_order
from etl.sheet_report import SheetReport
from etl.table import Table
from etl.workbook.address import name_cell, name_column
from etl.workbook.model import Sheet

_CODE_LENGTH = 5
# A table reaches as far as its names, and may have gone on a little without.
_BESIDE = 10
# Readings of which a merged cell counts for its first row alone; a tick is asked about where it stands.
_COUNTED_ONCE = ("count", "figure", "money", "class", "birth_date", "day", "id_number", "area")


def examine_cells(report: SheetReport, sheet: Sheet, table: Table, header: Header, context: Context) -> Table:
    """Say what the sheet as a whole tells; returns the table with what «nt» means put in."""
    _say_hidden(report, sheet, header)
    _say_unnamed(report, sheet, table, header)
    _say_merged(report, table, header)
    table = take_from_above(report, table, header)
    say_date_order(report, table, header)
    _say_codes(report, table, header, context)
    has_figures = len(table.data_rows) or any(row.kind == "total" for row in table.skipped)
    if header.layout.form != "summary" and not has_figures:
        report.add_issue(
            Severity.WARNING,
            "no_rows",
            f"Trang «{report.sheet}» có tiêu đề bảng ở dòng {header.first_row + 1} nhưng không có dòng số liệu nào bên "
            "dưới; không phải là 0. Hãy kiểm tra có nhầm tệp hoặc trang không.",
            row=header.first_row + 1,
        )
    return table


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


def _say_unnamed(report: SheetReport, sheet: Sheet, table: Table, header: Header) -> None:
    """Columns with cells below and no words above: they may be what somebody forgot to name."""
    labelled = {column for column, label in enumerate(header.labels) if label}
    for column in range(min(max(labelled) + _BESIDE, len(sheet.columns))):
        if column in labelled:
            continue
        cells = sheet.columns[column].take(table.data_rows)
        filled = table.data_rows[cells.mark([value is not None for value in cells.values])].tolist()
        if filled:
            cell = name_cell(filled[0], column)
            report.add_issue(
                Severity.WARNING,
                "column_unnamed",
                f"Cột {name_column(column)} có {len(filled)} ô có nội dung (ô đầu {cell}) nhưng không có tiêu đề nên "
                "không lấy. Nếu cần, hãy ghi tiêu đề cột rồi nạp lại.",
                row=filled[0] + 1,
                cell=cell,
            )


def _say_codes(report: SheetReport, table: Table, header: Header, context: Context) -> None:
    """An official code in the column of khối names a ward or a commune, and one code has named two of them."""
    if "area" not in table.columns:
        return
    areas = table.columns["area"]
    found: dict[str, list[int]] = {}
    is_code = areas.mark([text.zfill(_CODE_LENGTH) in context.area_codes for text in areas.texts])
    for row in table.rows[is_code[table.rows]].tolist():
        found.setdefault(tidy_text(areas[row]).zfill(_CODE_LENGTH), []).append(row + 1)
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


def _say_merged(report: SheetReport, table: Table, header: Header) -> None:
    """Figures merged downwards: taken once, with the first row, never once a row. Persons share their household's."""
    hiding = [table.row(index) for index in table.data_rows.tolist() if index in table.merged]
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
