"""Subtotals and totals written in a sheet, held against what was counted. A difference is said, never repaired.

What agrees is kept too: a figure that nobody held against anything must not look like one that was.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from etl.clean.numbers import parse_count, parse_money
from etl.clean.text import Value, fold_text, tidy_text
from etl.decisions.answers import CLASSES
from etl.errors import CellError
from etl.header import Header
from etl.issue import Severity
from etl.reference import Context
from etl.sheet_report import Record, SheetReport
from etl.sheet_rows import AREA, CLASS, SheetRow, find_outer, tell_section
from etl.sources.movement_report import name_figures
from etl.workbook.address import name_cell

# Column of the sheet -> (record field, value counted); a value of None means the field is summed.
_CHECKED: dict[str, dict[str, tuple[str, str | None]]] = {
    "household_review": {
        "opening_poor": ("opening_class", "poor"),
        "opening_near_poor": ("opening_class", "near_poor"),
        "closing_poor": ("recognised_class", "poor"),
        "closing_near_poor": ("recognised_class", "near_poor"),
        "closing_not_poor": ("recognised_class", "not_poor"),
        "member_count": ("member_count", None),
    },
    "resident_households": {
        "resident_households": ("resident_households", None),
        "resident_persons": ("resident_persons", None),
    },
    "project_progress": {"assigned_vnd": ("assigned_vnd", None), "disbursed_vnd": ("disbursed_vnd", None)},
    "policy_coverage": {"eligible": ("eligible", None), "served": ("served", None)},
}
# What a section row says in its own words, without a column.
_TOLD, _TOLD_OF_CLASS = "Số hộ ghi ở dòng khối", "Số hộ ghi ở dòng mục"

_SUM_OF = re.compile(r"^(?:[IVX]+[.)]\s*)?(?:tổng cộng|tổng số|tổng|cộng)\s+(.+?)\s*:?$", re.IGNORECASE)
_PAGE = re.compile(r"^(?:tong )?cong (?:mang sang |chuyen )?trang\b")
_STOPS = ("section", "total")


def check_sums(report: SheetReport, rows: list[SheetRow], header: Header, context: Context, *, scale: int) -> None:
    """Hold each section and total of the `rows` against the records above; `scale`: đồng per unit of a money form."""
    if not rows:
        return
    everything = list(report.records)
    by_area: dict[object, list[Record]] = {}
    for record in everything:
        by_area.setdefault(record.get("area_id"), []).append(record)
    outer = find_outer(rows)
    for row in rows:
        if row.kind == "section" and row.section_area_id:
            within = (
                by_area.get(row.section_area_id, []) if outer is None else _list_within(rows, row, outer, everything)
            )
            name = context.areas.display[row.section_area_id]
            place = f"khối «{name}»"
            _check_row(report, row, header, within, "subtotal_mismatch", place, scale, row.section_area_id)
            if report.form == "household_review" and row.households_told is not None:
                _check_told(report, row, len(within), place)
        elif row.class_title and report.form == "household_review":
            _check_class(report, row, rows, header, scale, everything)
        elif row.kind == "total" and _is_of_all(row, context):
            _check_total(report, row, rows, header, context, scale, everything)


def _list_within(rows: list[SheetRow], row: SheetRow, outer: str, everything: list[Record]) -> list[Record]:
    """The records below a section: until the next that is as high as it, or higher."""
    ends = (outer,) if tell_section(row) == outer else (CLASS, AREA)
    after = (other.number for other in rows if other.number > row.number and tell_section(other) in ends)
    end = min(after, default=None)
    return [record for record in everything if row.number < _row(record) and (end is None or _row(record) < end)]


def _row(record: Record) -> int:
    return int(str(record["source_row"]))


def _check_class(
    report: SheetReport,
    row: SheetRow,
    rows: list[SheetRow],
    header: Header,
    scale: int,
    everything: list[Record],
) -> None:
    """«I. HỘ NGHÈO: 7 hộ» is held against the rows of its section; where none follow, and for «Cộng hộ nghèo: 7 hộ»,
    against all of that class.
    """
    title = row.class_title
    if title is None:
        return
    place = f"mục «{row.section_title or CLASSES[str(title.result.closing)]}»"
    within = [] if title.is_sum else _list_within(rows, row, find_outer(rows) or CLASS, everything)
    records = within or [record for record in everything if record["recognised_class"] == title.result.closing]
    _check_row(report, row, header, records, "subtotal_mismatch", place, scale)
    if title.households is not None:
        _check_told(report, replace(row, households_told=title.households), len(records), place)


def _check_total(
    report: SheetReport,
    row: SheetRow,
    rows: list[SheetRow],
    header: Header,
    context: Context,
    scale: int,
    everything: list[Record],
) -> None:
    """«Cộng khối 1» is held against its khối, «Cộng trang» against the rows since the total before it; a plain «Cộng»
    below a section may be of the section or of all above.
    """
    if area_id := _find_area(row, context):
        records = [record for record in everything if record.get("area_id") == area_id]
        place = f"khối «{context.areas.display[area_id]}»"
        _check_row(report, row, header, records, "subtotal_mismatch", place, scale, area_id)
        return
    start = max((other.number for other in rows if other.kind in _STOPS and other.number < row.number), default=0)
    since = [record for record in everything if start < int(str(record["source_row"])) < row.number]
    if _is_of_page(row):
        _check_row(report, row, header, since, "subtotal_mismatch", "cộng trang", scale)
    elif len(since) == len(everything) or not _agrees(report, row, header, since, scale):
        _check_row(report, row, header, everything, "total_mismatch", "dòng tổng", scale)
    else:
        _check_row(report, row, header, since, "subtotal_mismatch", "cộng phần trên", scale)


def _agrees(report: SheetReport, row: SheetRow, header: Header, records: list[Record], scale: int) -> bool:
    return all(told == counted for _, told, counted in _count_all(report, row, header, records, scale))


def _find_area(row: SheetRow, context: Context) -> str | None:
    """The khối that a total row names: «Cộng khối 1», «Tổng số Khối Hòa Bình»."""
    named = (_SUM_OF.match(tidy_text(value)) for value in row.cells.values() if isinstance(value, str))
    return next((area for found in named if found and (area := context.areas.find(found[1]))), None)


def _is_of_page(row: SheetRow) -> bool:
    return any(_PAGE.match(fold_text(value)) for value in row.cells.values() if isinstance(value, str))


def _check_told(report: SheetReport, row: SheetRow, counted: int, place: str) -> None:
    """Hold «Khối 1: 3 hộ» of a section row against the rows below it."""
    told = int(row.households_told or 0)
    title = _TOLD if row.section_area_id else _TOLD_OF_CLASS
    _note(report, row, "subtotal", title, told, counted, area_id=row.section_area_id)
    if told == counted:
        return
    report.add_issue(
        Severity.WARNING,
        "subtotal_mismatch",
        f"Dòng {row.number}: dòng mục của {place} ghi {row.households_told} hộ nhưng nhận được {counted} dòng hộ "
        "ở đó; phần mềm dùng số đếm từng dòng, hãy đối chiếu lại.",
        row=row.number,
        found=str(row.households_told),
        used=str(counted),
    )


def _is_of_all(row: SheetRow, context: Context) -> bool:
    """A total of the whole sheet, not of one of the communes that the ward was made of."""
    return context.areas.find_wider(tidy_text(row.cells.get("area"))) in (None, context.ward_id)


def _check_row(
    report: SheetReport,
    row: SheetRow,
    header: Header,
    records: list[Record],
    rule: str,
    place: str,
    scale: int,
    area_id: str | None = None,
) -> None:
    for field, written, counted in _count_all(report, row, header, records, scale):
        title = header.layout.columns[field].title
        address = name_cell(row.number - 1, header.columns[field])
        _note(report, row, rule.removesuffix("_mismatch"), title, written, counted, area_id=area_id, cell=address)
        if written == counted:
            continue
        report.add_issue(
            Severity.WARNING,
            rule,
            f"Ô {address} (cột «{title}», {place}) ghi {tidy_text(row.cells.get(field))} "
            f"nhưng đếm từng dòng được {_show(counted, header.scales.get(field, scale))}; "
            "phần mềm dùng số đếm từng dòng, hãy đối chiếu lại.",
            row=row.number,
            cell=address,
            column=field,
            found=tidy_text(row.cells.get(field)),
            used=_show(counted, header.scales.get(field, scale)),
        )


def _count_all(
    report: SheetReport, row: SheetRow, header: Header, records: list[Record], scale: int
) -> Iterator[tuple[str, int, int]]:
    """Each column in which the row says a figure: what it says and what the records give."""
    records = _keep_counted(records, row, header)
    for field, (name, counted_value) in _list_checked(report).items():
        if field in header.columns:
            written = _read(row.cells.get(field), header.scales.get(field, scale))
            if written is not None:
                yield field, written, _count(records, name, counted_value)


def _note(
    report: SheetReport,
    row: SheetRow,
    kind: str,
    title: str,
    written: int,
    counted: int,
    *,
    area_id: str | None = None,
    cell: str | None = None,
) -> None:
    report.checks.append(
        {
            "file": report.file,
            "sheet": report.sheet,
            "cell": cell,
            "source_row": row.number,
            "kind": kind,
            "title": title,
            "area_id": area_id,
            "written": written,
            "counted": counted,
        }
    )


def _list_checked(report: SheetReport) -> dict[str, tuple[str, str | None]]:
    if report.listed_class:
        return {column: (figure, None) for column, figure in name_figures(report.listed_class).items()}
    return _CHECKED.get(report.form, {})


def _keep_counted(records: list[Record], row: SheetRow, header: Header) -> list[Record]:
    """In a sheet of two lines a khối, the line «Hộ» of a total is the sum of the lines «Hộ»."""
    if "counted" not in header.columns:
        return records
    counted = header.layout.columns["counted"].find_word(tidy_text(row.cells.get("counted")))
    return [record for record in records if record["counted"] == counted]


def _count(records: list[Record], name: str, counted_value: str | None) -> int:
    if counted_value is not None:
        return sum(record[name] == counted_value for record in records)
    return sum(_number(record[name]) for record in records)


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _show(amount: int, scale: int) -> str:
    return f"{amount / scale:g}".replace(".", ",") if scale > 1 else str(amount)


def _read(value: Value, scale: int) -> int | None:
    try:
        return parse_count(value) if scale == 1 else parse_money(value, scale=scale)
    except CellError:
        return None


# Column of a summary -> class, and whether it counts persons.
_SUMMED = {
    "poor": ("poor", False),
    "near_poor": ("near_poor", False),
    "poor_households": ("poor", False),
    "near_poor_households": ("near_poor", False),
    "poor_persons": ("poor", True),
    "near_poor_persons": ("near_poor", True),
}
_WORDS = {
    ("poor", False): "hộ nghèo",
    ("near_poor", False): "hộ cận nghèo",
    ("poor", True): "khẩu hộ nghèo",
    ("near_poor", True): "khẩu hộ cận nghèo",
}


def check_summary(summary: SheetReport, lists: list[SheetReport], context: Context) -> None:
    """Hold a summary sheet against the lists beside it, khối by khối, and its total against all of them."""
    households: dict[tuple[object, object], list[object]] = {}
    for record in (record for sheet in lists for record in sheet.records):
        for area_id in (record.get("area_id"), None):
            households.setdefault((area_id, record.get("recognised_class")), []).append(record.get("member_count"))
    for cells in summary.summary:
        area_id = cells["area_id"]
        if area_id is None and not cells["is_total"]:
            continue
        for field, counted in _SUMMED.items():
            written, listed = _read(cells.get(field), 1), households.get((area_id, counted[0]), [])  # type: ignore[arg-type]
            figure = _count_summed(listed, persons=counted[1])
            if written is not None and figure is not None:
                _check_summed(summary, field, area_id, written, figure, context)


def _count_summed(members: list[object], *, persons: bool) -> int | None:
    """Households, or their persons; None where a household does not say how many it has."""
    if not persons:
        return len(members)
    return None if None in members else sum(map(_number, members))


def _check_summed(
    summary: SheetReport, field: str, area_id: object, written: int, counted: int, context: Context
) -> None:
    words = _WORDS[_SUMMED[field]]
    summary.checks.append(
        {
            "file": summary.file,
            "sheet": summary.sheet,
            "kind": "summary",
            "title": words,
            "area_id": area_id,
            "written": written,
            "counted": counted,
        }
    )
    if written == counted:
        return
    place = "danh sách của khối có" if area_id else "các danh sách trong tệp có"
    name = context.areas.display[str(area_id)] if area_id else "Dòng tổng"
    summary.add_issue(
        Severity.WARNING,
        "summary_mismatch",
        f"{name}: trang «{summary.sheet}» ghi {written} {words} nhưng {place} {counted}; "
        "phần mềm dùng danh sách, hãy đối chiếu lại.",
        column=field,
        found=str(written),
        used=str(counted),
    )
