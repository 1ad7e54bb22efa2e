"""What is said of a sheet as a whole: what was assumed, left out, asked or refused."""

import re

from rapidfuzz import fuzz, process

from etl.clean.text import fold_text, tidy_text
from etl.decisions.answers import CLASSES, Answers
from etl.errors import FileRefused
from etl.header import TIER_MARK, Header, ask_column
from etl.header_time import CLOSING, OPENING
from etl.issue import Severity
from etl.layout import list_forms
from etl.names import AreaIndex
from etl.reference import Context
from etl.sheet_report import SheetReport, read_column
from etl.sheet_rows import SheetRow
from etl.sheet_time import SheetTime
from etl.sources.left_households import names_only_near_poor, read_left_class
from etl.sources.movement_report import name_listed_class
from etl.workbook.address import name_cell
from etl.workbook.model import Sheet

# What a summary beside lists may hold as well, to be given on a sheet of its own.
_RESIDENTS = "resident_households"
# How near the words of an unused column must come to a field's, of 100; «Mã số» and «Mã hộ» are 80.
_LIKE = 80
_DEPARTED = re.compile(r"\b(?:chuyen di|da chet|xoa ten|dua ra khoi|cat khau)\b(?!.*\bchuyen den\b)")
_PART_OF_LIST = re.compile(r"\b(?:phat sinh|bo sung|tai ngheo|tai can ngheo)\b")
_PART_WORDS = {
    "phat sinh": "hộ phát sinh",
    "bo sung": "hộ bổ sung",
    "tai ngheo": "hộ tái nghèo",
    "tai can ngheo": "hộ tái cận nghèo",
}


def say_of_header(
    report: SheetReport, header: Header, time: SheetTime, file_year: int | None, answers: Answers
) -> None:
    """What was assumed of the sheet and what was left out of it."""
    if not time.is_year_named:
        report.add_issue(
            Severity.INFO,
            "year_assumed",
            f"Không thấy năm của biểu; tính là năm {time.year} theo {'trang bên cạnh' if file_year else 'kế hoạch'}.",
        )
    if time.doubt:
        report.add_issue(Severity.WARNING, "period_unclear", time.doubt)
    if header.ends:
        labels = {name: header.labels[column] for column, name in sorted(header.ends.items())}
        ends = {name: label.rpartition(" / ")[0] or label for name, label in labels.items()}
        report.add_issue(
            Severity.INFO,
            "ends_by_time",
            f"Cột «{ends[OPENING]}» được hiểu là đầu kỳ, «{ends[CLOSING]}» là cuối kỳ, theo mốc thời gian ở tiêu đề.",
        )
    if header.list_class:
        _say_list_class(report, header)
    extra = [label for place, label in enumerate(header.labels) if label and place not in header.columns.values()]
    _ask_of_columns(report, header, list(dict.fromkeys(extra)), answers)
    if header.layout.form == "summary":
        extra = [label for label in extra if _RESIDENTS in list_forms(fold_text(label.split(TIER_MARK)[-1]))]
    if extra:
        names = ", ".join(f"«{label}»" for label in dict.fromkeys(extra))
        report.add_issue(Severity.INFO, "extra_columns", f"Các cột không dùng đến: {names}.")


def _say_list_class(report: SheetReport, header: Header) -> None:
    """No column and no section tells a class, the sheet says that it is of one."""
    name = CLASSES[str(header.list_class and header.list_class.closing)]
    report.add_issue(
        Severity.WARNING,
        "class_of_list",
        f"Trang «{report.sheet}» không có cột phân loại: mọi hộ ở đây được tính là «{name}» theo tiêu đề hoặc tên "
        "trang. Nếu có hộ thuộc loại khác, hãy thêm cột «Phân loại»; danh sách các loại hộ còn lại cũng phải nạp đủ.",
        used=name,
    )


def _ask_of_columns(report: SheetReport, header: Header, extra: list[str], answers: Answers) -> None:
    """Columns not used whose words come near to those of a field that was not found."""
    layout, said = header.layout, answers.columns.get(header.layout.form, {})
    missing = {
        fold_text(words): field
        for field, column in layout.columns.items()
        if field not in header.columns
        for words in column.headers
    }
    for label in extra:
        words, leaf = fold_text(label), fold_text(label.split(TIER_MARK)[-1])
        near = process.extractOne(leaf, list(missing), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if near and words not in said and not layout.is_known(leaf):
            field = missing[near[0]]
            title = layout.columns[field].title
            report.add_issue(
                Severity.INFO,
                "column_like",
                f"Cột «{label}» không dùng đến. Gợi ý: có phải «{title}»? Trả lời một lần ở mục câu hỏi thì lần nào "
                "cũng đọc theo.",
                column=field,
                found=label,
                asked=ask_column(layout, label, (field,)),
            )


def ask_standard(report: SheetReport, standard_id: str, context: Context) -> None:
    """Both standards are named, or none that can be told: `standard_id`, in force then, is used meanwhile."""
    report.add_issue(
        Severity.WARNING,
        "standard_unclear",
        f"Trang «{report.sheet}» chưa rõ theo chuẩn nghèo nào; tạm tính theo {context.standard_names[standard_id]} "
        f"là chuẩn áp dụng ở kỳ {report.period}. Hãy chỉ ghi chuẩn mà danh sách phân loại theo rồi nạp lại.",
        used=standard_id,
    )


def ask_title(report: SheetReport, titles: list[str]) -> None:
    """Lists whose title says something else than their columns, or that they are a part of the list.

    Raises FileRefused (rule `list_of_departed`) for those who moved away or died: they are events, not the poor.
    """
    lists = [title for title in map(fold_text, titles) if title.startswith("danh sach")]
    if any(map(_DEPARTED.search, lists)):
        raise FileRefused(
            "list_of_departed",
            f"Trang «{report.sheet}» có tiêu đề là danh sách hộ không còn ở phường nên không tính vào hộ nghèo, hộ cận "
            "nghèo. Hãy ghi các hộ này vào biểu «Danh sách biến động hộ» (cột «Loại biến động») rồi nạp lại.",
        )
    if part := next(filter(None, map(_PART_OF_LIST.search, lists)), None):
        report.add_issue(
            Severity.WARNING,
            "partial_list",
            f"Tiêu đề trang «{report.sheet}» cho thấy đây chỉ là một phần của danh sách ({_PART_WORDS[part[0]]}); hộ "
            "không có tên ở đây sẽ bị coi là vắng mặt. Hãy nạp danh sách đầy đủ của kỳ.",
        )
    rows, classes = (read_column(report.records, name) for name in ("source_row", "recognised_class"))
    poor = [rows[place] for place in classes.find(lambda name: name == "poor")]
    if poor and report.form == "household_review" and (left := read_left_class(titles, report.sheet)):
        report.add_issue(
            Severity.WARNING,
            "title_contradicts",
            f"Trang «{report.sheet}» có tiêu đề là danh sách hộ thoát {'' if left == 'poor' else 'cận '}nghèo nhưng "
            f"{len(poor)} hộ (từ dòng {poor[0]}) được ghi là hộ nghèo; tạm tính theo cột. Nếu cột ghi loại hộ trước rà "
            "soát, hãy đổi tên cột thành «Phân loại đầu năm» và thêm cột kết quả rồi nạp lại.",
            row=int(str(poor[0])),
        )
    elif poor and names_only_near_poor(titles, report.sheet):
        report.add_issue(
            Severity.WARNING,
            "title_contradicts",
            f"Trang «{report.sheet}» có tiêu đề là danh sách hộ cận nghèo nhưng {len(poor)} hộ (từ dòng {poor[0]}) "
            "được ghi hoặc đánh dấu là hộ nghèo; tạm tính theo cột. Hãy sửa tiêu đề hoặc cột phân loại rồi nạp lại.",
            row=int(str(poor[0])),
        )


def refuse_second_table(report: SheetReport, rows: list[SheetRow], header: Header) -> None:
    """Below a second header whose columns stand elsewhere every cell would be misread. Raises FileRefused."""
    for row in rows:
        labels = (
            {field: tidy_text(value) for field, value in row.cells.items() if value} if row.kind == "header" else {}
        )
        is_other = report.listed_class and name_listed_class(labels.values()) not in (report.listed_class, None)
        if is_other or any(_heads_other(header, field, fold_text(label)) for field, label in labels.items()):
            raise FileRefused(
                "two_tables",
                f"Trang «{report.sheet}» có hai bảng khác nhau: bảng sau bắt đầu ở dòng {row.number}. "
                "Hãy để mỗi bảng ở một trang riêng rồi nạp lại.",
            )


def _heads_other(header: Header, field: str, folded: str) -> bool:
    """Whether these words head another column, and are no tier of this one printed again on the next page."""
    tiers = header.labels[header.columns[field]].split(TIER_MARK)
    return header.layout.heads_other(field, folded) and folded not in map(fold_text, tiers)


def report_error_cells(report: SheetReport, sheet: Sheet, header: Header) -> None:
    """«#REF!» and their like in the columns that are read: missing, never 0."""
    wanted = {column: name for name, column in header.columns.items()}
    for row, column, shown in sheet.error_cells:
        if column in wanted and row >= header.first_data_row:
            title = header.layout.columns[wanted[column]].title
            report.add_issue(
                Severity.WARNING,
                "error_cell",
                f"Ô {name_cell(row, column)} (cột «{title}») là ô lỗi {shown}: coi như thiếu, không phải 0; hãy sửa.",
                row=row + 1,
                cell=name_cell(row, column),
                column=wanted[column],
                found=shown,
            )


def say_unknown_section(report: SheetReport, row: SheetRow, areas: AreaIndex) -> None:
    """A section row that names a khối nobody knows."""
    if row.names_unknown_place:
        report.add_issue(
            Severity.WARNING,
            "area_unknown",
            f"Dòng {row.number}: khối «{row.section_title}» không có trong danh sách khối; các hộ bên dưới tạm xếp vào "
            "«Chưa xác định», tổng của phường không đổi. Hãy trả lời là khối nào, sửa tên, hoặc thêm vào "
            "data/reference/areas.csv.",
            row=row.number,
            found=row.section_title,
            asked=areas.ask(row.section_title),
        )


def say_unknown_class(report: SheetReport, row: SheetRow) -> None:
    """A section row that names something of poverty and no class that could be its households'."""
    if row.names_unknown_class and report.form == "household_review":
        report.add_issue(
            Severity.WARNING,
            "class_section_unknown",
            f"Dòng {row.number}: mục «{row.section_title}» không cho biết các hộ bên dưới thuộc loại nào; nếu không có "
            "cột phân loại thì các hộ ấy chờ trả lời. Hãy ghi «Hộ nghèo», «Hộ cận nghèo», «Hộ thoát nghèo» hoặc thêm "
            "cột «Phân loại» rồi nạp lại.",
            row=row.number,
            found=row.section_title,
        )
