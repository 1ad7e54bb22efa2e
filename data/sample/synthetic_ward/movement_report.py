"""The ward's own report of movements: columns 1 to 9 for poor and for near-poor households, khối by khối."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter.worksheet import Worksheet

from synthetic_ward.events import Event
from synthetic_ward.household_rows import Places
from synthetic_ward.households import LAST_YEAR, LISTED, Ward
from synthetic_ward.layouts import read_layout
from synthetic_ward.member_truth import Truth
from synthetic_ward.movement_truth import Move
from synthetic_ward.scenario import MARK, Area
from synthetic_ward.sheets import Styles, add_page, open_workbook, write_cells

NAMES = {"poor": "Hộ nghèo", "near_poor": "Hộ cận nghèo"}
# The steps of columns 1 to 9. The form has no column for a move to another khối: it is «Khác» in both.
OTHERS = {"other_decrease": "area_out", "other_increase": "area_in"}
STEPS = {
    "poor": ("poor_to_near", "poor_to_above", "other_decrease", "near_to_poor", "relapsed_poor", "new_poor"),
    "near_poor": ("near_to_poor", "near_to_above", "other_decrease", "poor_to_near", "relapsed_near", "new_near"),
}
COUNTED = ("Hộ", "Nhân khẩu")
NUMBERS = ("1", "2", "3", "4", "5", "6", "7", "8", "9=1-2-3-4+5+6+7+8")
OTHER = (3, 7)

Figures = list[tuple[int, int]]


def list_reported_moves(ward: Ward, events: Sequence[Event]) -> list[Move]:
    """As the ward counts them: nothing is unexplained, and who split off was forgotten."""
    explained = {event.home.number for event in events if event.day.year == LAST_YEAR}
    forgotten = {event.home.number for event in events if event.kind == "Tách hộ"}
    areas = ward.reporting(LAST_YEAR)
    return [
        Move(home, LAST_YEAR, begin, end, home.number in explained or end == "absent")
        for home in ward.households
        for begin, end in [(home.opening(LAST_YEAR), home.closing(LAST_YEAR))]
        if {begin, end} & set(LISTED) and home.area in areas and home.number not in forgotten
    ]


def count_figures(moves: Sequence[Move], listed_class: str, area: Area) -> Figures:
    """Households and persons of the columns 1 to 9."""
    figures = [
        figure for move in moves for figure in move.list_figures() if figure[:2] == (area.area_id, listed_class)
    ]
    return [
        (sum(figure[3] for figure in chosen), sum(figure[4] for figure in chosen))
        for step in ("begin", *STEPS[listed_class], "other_increase", "end")
        for chosen in [[figure for figure in figures if figure[2] in (step, OTHERS.get(step))]]
    ]


def write_movement_report(path: Path, ward: Ward, events: Sequence[Event]) -> Places:
    moves = list_reported_moves(ward, events)
    with open_workbook(path) as (workbook, styles):
        for listed_class, name in NAMES.items():
            layout = read_layout(f"movement_report_{listed_class}")
            sheet = add_page(workbook, name, layout.columns)
            sheet.write_string(0, 0, f"TỔNG HỢP DIỄN BIẾN {name.upper()} NĂM {LAST_YEAR}", styles.plain)
            sheet.write_string(1, 0, MARK, styles.plain)
            row = layout.write_header(sheet, 2, styles)
            write_cells(sheet, row, [None, None, None, *NUMBERS], styles.header)
            write_areas(sheet, row + 1, ward.reporting(LAST_YEAR), moves, listed_class, styles)
    return Places()


def write_areas(
    sheet: Worksheet, row: int, areas: Sequence[Area], moves: Sequence[Move], listed_class: str, styles: Styles
) -> None:
    """Two rows a khối; «Khác» stays empty where there is none, the other columns say 0."""
    for number, area in enumerate(areas, start=1):
        figures = count_figures(moves, listed_class, area)
        for place, counted in enumerate(COUNTED):
            cells = [figure[place] or (None if column in OTHER else 0) for column, figure in enumerate(figures)]
            own = [number, area.name] if place == 0 else [None, None]
            write_cells(sheet, row, [*own, counted, *cells], styles.cell)
            row += 1


def tell_movement_report(ward: Ward, events: Sequence[Event]) -> Truth:
    """Listed class -> household or person -> the nine columns of the whole ward."""
    moves = list_reported_moves(ward, events)
    areas = ward.reporting(LAST_YEAR)
    return {
        listed_class: {
            counted: [
                sum(figure[place] for figure in column)
                for column in zip(*(count_figures(moves, listed_class, area) for area in areas), strict=True)
            ]
            for place, counted in enumerate(("household", "person"))
        }
        for listed_class in NAMES
    }
