"""Tiến độ thực hiện các dự án: one row per reporting line; a combined line is never split."""

import re
from decimal import Decimal

from etl.clean.numbers import Figure, may_be_thousands
from etl.clean.text import fold_text
from etl.errors import CellError
from etl.issue import Severity
from etl.row_reader import RowReader
from etl.sheet_report import Record

_SUB_PROJECT = re.compile(r"(?:tieu du an|tda)\s*(\d(?:(?:\s*va\s*|\s+)\d)*)\s*(?:thuoc|cua)?\s*(?:du an|da)\s*(\d)")
_PROJECT = re.compile(r"(?:du an|da)\s*(\d)")
_SCOPES = {
    "khong thuoc pham vi": "out_of_scope",
    "ngoai pham vi": "out_of_scope",
    "khong phat sinh": "not_arisen",
    "chua giao von": "no_capital",
    "chua duoc giao von": "no_capital",
    "chua trien khai": "not_started",
}
# No line of a ward's plan is of 100 tỷ đồng or more, none of less than 100.000 đồng.
_TOO_MUCH, _TOO_LITTLE = 10**11, 10**5
# Possible for one line of a ward, but more likely of another unit.
_LARGE = 2 * 10**10
_THOUSAND = 1000
_COUNTED_WHOLE = re.compile(
    r"^(?:so |luot )?(?:ho|nguoi|khau|lop|mo hinh|nha|can|cong trinh|doi tuong|hoc vien|lao dong|em|chau|tre|con|cuoc|"
    r"buoi|to|nhom|du an|the|suat|luot|cay)\b"
)
# A source that is not told: never one of the plan's.
NO_SOURCE = "unknown"
_SHARE_TOLERANCE = Decimal("0.006")


def read_line(row: RowReader) -> Record:
    """One reporting line, money in whole đồng. Raises RowQuarantined for an unknown project or unit."""
    codes = read_project_ids(row.text("project"))
    if not codes or any(code not in row.context.project_codes for code in codes):
        raise row.quarantine(
            "project_unknown", "project", "không nhận ra dự án; ghi như kế hoạch, ví dụ «Tiểu dự án 1 - Dự án 3»"
        )
    unit_id = row.context.units.find(row.text("unit"))
    if unit_id is None:
        raise row.quarantine(
            "unit_unknown", "unit", "không nhận ra đơn vị; ghi như kế hoạch, ví dụ «Phòng Văn hóa - Xã hội»"
        )
    done = _read_output(row, "output_done")
    planned, milestone = _read_output(row, "output_planned"), _read_output(row, "output_milestone")
    money = {field: _read_money(row, field) for field in ("assigned_vnd", "carried_over_vnd", "disbursed_vnd")}
    _check_money(row, **money)
    return row.provenance() | {
        "period": row.report.period,
        "report_date": row.report.report_date,
        "line_id": "+".join(codes),
        "project_ids": ",".join(codes),
        "line_name": name_line(codes),
        "unit_id": unit_id,
        "fund_source_id": _read_fund_source(row, has_money=any(money.values())),
        "scope": _read_scope(row),
        "output_unit": row.text("output_unit") or (done.suffix if done and done.suffix else None),
        "output_planned": float(planned.amount) if planned else None,
        "output_milestone": float(milestone.amount) if milestone else None,
        "output_done": float(done.amount) if done else None,
        "obstacle": row.text("obstacle") or None,
        **money,
    }


def read_project_ids(text: str) -> tuple[str, ...]:
    """«Tiểu dự án 2, 3 - Dự án 4» -> ("DA4-T2", "DA4-T3"); «TDA1-DA4» and the plan's slip «Tiêu dự án» too."""
    folded = fold_text(text)
    if found := _SUB_PROJECT.search(folded):
        return tuple(f"DA{found[2]}-T{digit}" for digit in re.findall(r"\d", found[1]))
    if found := _PROJECT.search(folded):
        return (f"DA{found[1]}",)
    return ()


def name_line(codes: tuple[str, ...]) -> str:
    """("DA4-T2", "DA4-T3") -> «Tiểu dự án 2, 3 - Dự án 4»."""
    project, _, _ = codes[0].partition("-")
    parts = ", ".join(code.partition("-T")[2] for code in codes if "-T" in code)
    name = f"Dự án {project.removeprefix('DA')}"
    return f"Tiểu dự án {parts} - {name}" if parts else name


def _says_state(row: RowReader, field: str) -> bool:
    """«chưa triển khai» in a cell of figures is a state, neither a number nor a blank."""
    return fold_text(row.text(field)) in _SCOPES


def _read_output(row: RowReader, field: str) -> Figure | None:
    """A number typed 5.021 is 5021 of what is counted whole, 5,021 km of a road, and unknown where no unit tells."""
    figure = None if _says_state(row, field) else row.figure(field)
    value = row.value(field)
    if figure is None or not isinstance(value, float) or not may_be_thousands(value):
        return figure
    unit = fold_text(figure.suffix or row.text("output_unit"))
    if unit and not _COUNTED_WHOLE.match(unit):
        return figure
    whole = figure.amount * _THOUSAND
    if not unit:
        row.note(
            Severity.WARNING,
            "number_unclear",
            field,
            f"không rõ là {whole:.0f} hay {value:g} (dấu chấm ngăn hàng nghìn hay phần lẻ) nên để trống; hãy ghi "
            "lại số hoặc ghi đơn vị tính",
        )
        return None
    row.note(Severity.REPAIR, "number_read", field, f"đã đọc là {whole:.0f}; hãy kiểm tra", used=f"{whole:.0f}")
    return Figure(whole, figure.suffix)


def _read_money(row: RowReader, field: str) -> int | None:
    """Whole đồng. Raises RowQuarantined for an amount that only another unit than the column's makes possible."""
    amount = None if _says_state(row, field) else row.money(field)
    if amount is None or any(letter.isalpha() for letter in row.text(field)):
        return amount
    if amount >= _TOO_MUCH or 0 < amount < _TOO_LITTLE:
        raise row.quarantine(
            "money_unit_mixed",
            field,
            f"theo đơn vị của cột là {_show_dong(amount)} đồng, không thể đúng; có lẽ ô này ghi theo đơn vị khác các ô "
            "cùng cột. Hãy ghi đơn vị ngay trong ô, ví dụ «450 triệu đồng»",
        )
    if amount >= _LARGE:
        row.note(
            Severity.WARNING,
            "money_large",
            field,
            f"theo đơn vị của cột là {_show_dong(amount)} đồng, rất lớn với một dòng của phường; vẫn tính như vậy. Hãy "
            "kiểm tra ô này có ghi theo đơn vị khác các ô cùng cột không, và ghi đơn vị ngay trong ô",
        )
    return amount


def _show_dong(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")


def _read_scope(row: RowReader) -> str:
    states = [fold_text(row.text(field)) for field in ("state", "output_done", "disbursed_vnd", "assigned_vnd")]
    return next((_SCOPES[state] for state in states if state in _SCOPES), "in_scope")


def _read_fund_source(row: RowReader, *, has_money: bool) -> str:
    """The source of the plan, else `unknown`: with a finding where a cell for it is there and there is money."""
    written = row.text("fund_source")
    found = row.context.fund_sources.find(written) if written else None
    if written and found is None:
        row.note(
            Severity.WARNING,
            "fund_source_unknown",
            "fund_source",
            "không nhận ra nguồn vốn; xếp vào «chưa rõ nguồn». Hãy ghi một trong ba nguồn của kế hoạch",
        )
    if not written and has_money and row.has("fund_source"):
        row.note(
            Severity.WARNING,
            "fund_source_missing",
            "fund_source",
            "chưa ghi nguồn vốn; xếp vào «chưa rõ nguồn». Hãy ghi một trong ba nguồn của kế hoạch",
        )
    return found or NO_SOURCE


def _check_money(
    row: RowReader, assigned_vnd: int | None, carried_over_vnd: int | None, disbursed_vnd: int | None
) -> None:
    """More spent than there is, and a share in the file that is not the share of its own figures."""
    available = (assigned_vnd or 0) + (carried_over_vnd or 0)
    if disbursed_vnd is None:
        row.note(
            Severity.INFO, "not_reported", "disbursed_vnd", "chưa báo cáo giải ngân; dòng này vẫn nằm trong kế hoạch"
        )
        return
    if available < disbursed_vnd:
        row.note(Severity.WARNING, "overspent", "disbursed_vnd", "giải ngân lớn hơn số vốn có; hãy đối chiếu lại")
    stated = _read_share(row)
    if (
        stated
        and available
        and not any(abs(share - Decimal(disbursed_vnd) / available) <= _SHARE_TOLERANCE for share in stated)
    ):
        row.note(
            Severity.WARNING,
            "stated_share",
            "stated_share",
            "tỷ lệ ghi trong tệp không khớp kế hoạch và giải ngân; phần mềm tự tính lại",
        )


def _read_share(row: RowReader) -> tuple[Decimal, ...]:
    """The stated share in both readings: 50 may be 50 %, 0.5 may be 50 %."""
    try:
        figure = Figure(Decimal(row.text("stated_share").rstrip("%").strip().replace(",", ".")))
    except (CellError, ArithmeticError):
        return ()
    return (figure.amount, figure.amount / 100)
