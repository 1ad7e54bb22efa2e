"""Lists with names: who is posted in each khối, who is recognised by the decision, whose certificate is printed.

Of a person nothing but the name, the khối and the result: no identity number, no score, no day of birth.
"""

from dataclasses import dataclass
from typing import Any

from dashboard import format as fmt
from dashboard.briefing.desk import Desk
from dashboard.grids import Cell, Grid, headed
from dashboard.text import Text
from queries import Mode, Table, UserError, words_of

Cells = dict[str, Any]
POOR, NEAR = "poor", "near_poor"
LEFT_POOR, LEFT_NEAR = ("poor_to_near", "poor_to_above"), ("near_to_above",)


@dataclass(frozen=True, slots=True, eq=False)
class NameList:
    """`grid` without rows: `nothing` says why. `place` is the khối, "" of a list of the whole ward."""

    title: str
    place: str
    grid: Grid
    nothing: str
    is_known: bool = True


def refuse(desk: Desk) -> None:
    """Raises UserError where names do not belong: outside the office, for anybody but the officer, without the key."""
    if desk.viewer.role != "officer" or desk.viewer.mode is not Mode.INTERNAL:
        raise UserError(
            "Danh sách có họ tên chỉ làm được ở chế độ nội bộ, bằng tài khoản của chuyên viên phụ trách.",
            "A list with names is made in internal mode alone, by the officer in charge.",
        )
    listed = read_listed(desk)
    if listed.withheld:
        raise UserError(listed.withheld.vi, listed.withheld.en)
    if not listed.rows:
        period = fmt.period(listed.filters.period, Text("vi"))
        raise UserError(
            f"Kỳ {period} chưa có danh sách hộ sau rà soát nên chưa lập được. Hãy chọn kỳ có danh sách.",
            f"No list of households is loaded for {listed.filters.period}: choose a period with one.",
        )


def read_listed(desk: Desk) -> Table:
    return desk.but(area_id=None, unit_id=None, group=None).table("household_list")


def list_posting(desk: Desk) -> tuple[NameList, ...]:
    """Return a list for each khối of the round: poor, near-poor, and who left either list."""
    text, told = desk.text, read_listed(desk).records()
    heads = headed(*(text(f"lists.{name}") for name in ("order", "head", "area", "result")))
    by_area = desk.value("poor_households", by="area_id")
    reported = {text.of(row.label): row.areas_reported >= row.areas_total for row in by_area.rows}
    found = []
    for area, is_whole in reported.items():
        shown = [row for row in told if row["area_name"] == area and _is_posted(row)]
        lines = tuple(
            (Cell(str(place)), _name(row, text), Cell(area), Cell(say_result(row, text)))
            for place, row in enumerate(shown, start=1)
        )
        nothing = text("lists.nobody") if is_whole else text("lists.not_reported", area=area)
        found.append(
            NameList(text("lists.posting"), area, Grid(text("lists.posting"), heads, lines), nothing, is_whole)
        )
    return tuple(found)


def list_recognition(desk: Desk) -> tuple[NameList, ...]:
    """Return the annexes of the decision: poor, near-poor, left poverty, left near-poverty."""
    text, told = desk.text, read_listed(desk).records()
    heads = headed(*(text(f"lists.{name}") for name in ("order", "head", "area", "members")))
    annexes = (
        ("poor", [row for row in told if row["recognised_class"] == POOR]),
        ("near_poor", [row for row in told if row["recognised_class"] == NEAR]),
        ("left_poor", [row for row in told if row["kind"] in LEFT_POOR]),
        ("left_near_poor", [row for row in told if row["kind"] in LEFT_NEAR]),
    )
    return tuple(
        NameList(
            text(f"lists.annex_{name}"),
            "",
            Grid(text(f"lists.annex_{name}"), heads, _number(shown, text)),
            text("lists.nobody_annex"),
        )
        for name, shown in annexes
    )


def list_certificates(desk: Desk) -> Grid:
    """Return who gets a certificate, poor first within each khối; its number and day are the office's."""
    text, told = desk.text, read_listed(desk).records()
    names = ("order", "head", "area", "class", "members", "certificate", "issued")
    kept = [row for row in told if row["recognised_class"] in (POOR, NEAR)]
    lines = tuple(
        (*line[:3], Cell(_class(row["recognised_class"], text)), line[3], Cell(""), Cell(""))
        for row, line in zip(kept, _number(kept, text), strict=True)
    )
    return Grid(text("lists.certificates"), headed(*(text(f"lists.{name}") for name in names)), lines)


def list_unnamed(desk: Desk) -> tuple[str, ...]:
    """Return where in the list somebody has no name: «Khối 4, dòng 12 của «tệp.xlsx»»."""
    text = desk.text
    return tuple(
        text("lists.unnamed", area=row["area_name"] or fmt.DASH, file=row["source_file"], row=row["source_row"])
        for row in read_listed(desk).records()
        if not row["head_name"] and _is_posted(row)
    )


def say_result(row: Cells, text: Text) -> str:
    """Say «Hộ cận nghèo (thoát nghèo)», «Thoát cận nghèo»: the class, and the list that was left."""
    left = (
        text("lists.left_poor")
        if row["kind"] in LEFT_POOR
        else text("lists.left_near")
        if row["kind"] in LEFT_NEAR
        else ""
    )
    if row["recognised_class"] not in (POOR, NEAR):
        return left
    return (
        f"{_class(row['recognised_class'], text)} ({left[:1].lower()}{left[1:]})"
        if left
        else _class(row["recognised_class"], text)
    )


def _is_posted(row: Cells) -> bool:
    return row["recognised_class"] in (POOR, NEAR) or row["kind"] in (*LEFT_POOR, *LEFT_NEAR)


def _number(shown: list[Cells], text: Text) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            Cell(str(place), (place,)),
            _name(row, text),
            Cell(row["area_name"] or fmt.DASH),
            Cell(fmt.count(row["member_count"], text), (row["member_count"],), "number"),
        )
        for place, row in enumerate(shown, start=1)
    )


def _name(row: Cells, text: Text) -> Cell:
    """A household whose list names no head stays a blank that says so."""
    return Cell(row["head_name"] or text("lists.no_name"))


def _class(code: str, text: Text) -> str:
    words = text.of(words_of("class", code))
    return words[:1].upper() + words[1:]
