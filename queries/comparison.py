"""The change of one indicator between two periods: told only where both ends are measured alike and known whole."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from queries.breaks import find_breaks
from queries.errors import NotComparable
from queries.facts import reference as read_reference
from queries.filters import Filters
from queries.indicator import Indicator
from queries.measurement import measure
from queries.privacy import refuse_area
from queries.result import Result, Row, Source
from queries.rows import write_nothing
from queries.viewer import Viewer
from queries.ward import Period, Reference
from queries.warehouse import Warehouse
from queries.words import Words


@dataclass(frozen=True, slots=True)
class Change:
    """Two totals and what lies between them, in the unit of the indicator: of a ratio a difference of fractions.

    Of a ratio, `numerator_effect` (N1 - N0) / H0 and `denominator_effect` N1 / H1 - N1 / H0 add up to `difference`.
    All three are None where an end is unknown, incomplete or hidden; `reason` then says so. An end of which
    nothing is loaded is a row without counts. `unknown` cases may still move the difference.
    """

    indicator: Indicator
    begin: Row
    end: Row
    difference: float | None
    numerator_effect: float | None
    denominator_effect: float | None
    reason: Words | None
    sources: tuple[Source, ...]

    @property
    def unknown(self) -> int:
        return self.begin.unknown + self.end.unknown


@dataclass(frozen=True, slots=True)
class _End:
    """One side: `day` is the last day that its figures speak of, which a part of the period may give."""

    result: Result
    period: Period
    day: date
    row: Row


def find_change(indicator: Indicator, begin: Filters, end: Filters, viewer: Viewer, warehouse: Warehouse) -> Change:
    """Measure both ends as this viewer may see them. Raises NotComparable where no difference has a meaning."""
    reference = read_reference(warehouse)
    first, last = (_read_end(measure(indicator, asked, None, viewer, warehouse), reference) for asked in (begin, end))
    _check_place(first, last)
    _check_standard(first, last, reference)
    _check_time(first, last)
    _check_boundary(first, last, reference)
    # Two counts of a khối may be public, what happened between them is not: as of every movement.
    is_of_khoi = first.row.area_id != reference.ward.area_id
    reason = _explain(first) or _explain(last) or refuse_area("ward", viewer, by_area=is_of_khoi)
    difference, of_numerator, of_denominator = (None, None, None) if reason else _split(indicator, first.row, last.row)
    return Change(
        indicator=indicator,
        begin=first.row,
        end=last.row,
        difference=difference,
        numerator_effect=of_numerator,
        denominator_effect=of_denominator,
        reason=reason,
        sources=tuple(dict.fromkeys((*first.result.sources, *last.result.sources))),
    )


def _read_end(result: Result, reference: Reference) -> _End:
    periods = {period.period: period for period in reference.periods}
    period = periods[result.filters.period or ""]
    row = result.total or write_nothing(period, result.filters.standard_id, result.filters.area_id or "", reference)
    return _End(result, period, max(periods[part].last_day for part in result.periods), row)


def _check_place(first: _End, last: _End) -> None:
    begin, end = first.result.filters, last.result.filters
    if (begin.area_id, begin.unit_id) != (end.area_id, end.unit_id):
        raise NotComparable(
            "Chỉ tính tăng, giảm của cùng một khối, cùng một đơn vị. Hãy chọn như nhau ở hai kỳ.",
            "A change is of one neighbourhood and one unit. Choose the same in both periods.",
        )
    if first.row.area_id != last.row.area_id:
        raise NotComparable(
            f"«{first.result.indicator.title.vi}» có một kỳ theo khối, một kỳ chỉ có toàn phường "
            f"({first.period.label}, {last.period.label}). Hãy chọn toàn phường ở cả hai kỳ.",
            f"«{first.result.indicator.title.en}» is by neighbourhood in one period and of the whole ward alone in the "
            f"other ({first.period.words.en}, {last.period.words.en}). Choose the whole ward in both periods.",
        )


def _check_standard(first: _End, last: _End, reference: Reference) -> None:
    """Refuse two standards, except of what is measured without one, as money."""
    names = {standard.standard_id: standard.words for standard in reference.standards}
    begin, end = (names[side.result.filters.standard_id or ""] for side in (first, last))
    has_none = all(side.result.total is not None and side.row.standard_id is None for side in (first, last))
    if begin != end and not has_none:
        raise NotComparable(
            f"Không tính tăng, giảm giữa hai chuẩn: {first.period.label} theo «{begin.vi}», "
            f"{last.period.label} theo «{end.vi}». Hãy chọn cùng một chuẩn ở hai kỳ.",
            f"No change is told between two standards: {first.period.words.en} under «{begin.en}», "
            f"{last.period.words.en} under «{end.en}». Choose one standard for both periods.",
        )


def _check_time(first: _End, last: _End) -> None:
    begin, end = first.period, last.period
    former, latter = begin.words.en, end.words.en
    if begin.last_day >= end.last_day:
        raise NotComparable(
            f"Kỳ đầu phải trước kỳ cuối: «{begin.label}» không kết thúc trước «{end.label}». Hãy chọn lại hai kỳ.",
            f"The first period must end before the last: «{former}» does not end before «{latter}». Choose again.",
        )
    if first.day >= last.day:
        raise NotComparable(
            f"«{begin.label}» và «{end.label}» đang lấy số liệu của cùng một kỳ, vì chưa có danh sách riêng của "
            "từng kỳ. Hãy nạp danh sách còn thiếu hoặc chọn kỳ khác.",
            f"«{former}» and «{latter}» are answered by the list of one and the same period, since not each has a list "
            "of its own. Load the missing list or choose another period.",
        )
    if first.result.indicator.kind == "flow" and begin.kind != end.kind:
        raise NotComparable(
            f"«{first.result.indicator.title.vi}» là số trong kỳ: «{begin.label}» và «{end.label}» dài ngắn khác nhau. "
            "Hãy chọn hai kỳ cùng loại.",
            f"«{first.result.indicator.title.en}» is counted over a period: «{former}» and «{latter}» differ in "
            "length. Choose two periods of one kind.",
        )


def _check_boundary(first: _End, last: _End, reference: Reference) -> None:
    breaks = find_breaks(first.row.area_id, first.day, last.day, reference)
    changed = next((found for found in breaks if found.kind == "boundary"), None)
    if changed:
        raise NotComparable(
            f"Không tính tăng, giảm giữa «{first.period.label}» và «{last.period.label}». {changed.words.vi}. "
            "Hãy chọn hai kỳ cùng trước hoặc cùng sau ngày đó.",
            f"No change is told between «{first.period.words.en}» and «{last.period.words.en}». {changed.words.en}. "
            "Choose two periods on one side of that day.",
        )


def _explain(side: _End) -> Words | None:
    """Say why one end gives no difference, None when it does."""
    if side.row.suppressed and side.result.withheld:
        return side.result.withheld
    found = _find_fault(side.row, is_loaded=side.result.total is not None)
    label = side.period.words
    return Words(f"{label.vi}: {found.vi}.", f"{label.en}: {found.en}.") if found else None


def _find_fault(row: Row, *, is_loaded: bool) -> Words | None:
    """Say what keeps a row out of a difference, None when nothing does."""
    if row.suppressed:
        return Words("số nhỏ, không gửi ra ngoài", "a small number, not told outside")
    if not is_loaded:
        return Words("chưa có số liệu", "no figures yet")
    if not row.is_complete:
        told = f"{row.areas_reported}/{row.areas_total}"
        parts = f"{row.parts_told}/{row.parts_total}" if row.parts_total else ""
        return Words(
            f"chưa đủ, {told} khối{f', {parts} phần' if parts else ''} đã báo cáo",
            f"incomplete, {told} neighbourhoods{f', {parts} parts' if parts else ''} reported",
        )
    if row.value is None:
        zero = Words("mẫu số bằng 0", "the denominator is 0")
        return zero if row.denominator == 0 else Words("chưa rõ", "not known")
    return None


def _split(indicator: Indicator, begin: Row, end: Row) -> tuple[float, float | None, float | None]:
    """Return the difference and, of a ratio, what the numerator and what the denominator did to it."""
    n0, n1 = Fraction(begin.numerator or 0), Fraction(end.numerator or 0)
    if indicator.kind != "ratio":
        difference = n1 - n0
        return (int(difference) if difference.denominator == 1 else float(difference)), None, None
    h0, h1 = Fraction(begin.denominator or 0), Fraction(end.denominator or 0)
    of_numerator, of_denominator = float((n1 - n0) / h0), float(n1 / h1 - n1 / h0)
    # The sum of the two as they are told, so that they add up to the last digit.
    return of_numerator + of_denominator, of_numerator, of_denominator
