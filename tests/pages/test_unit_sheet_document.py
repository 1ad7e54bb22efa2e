"""The sheets of the đầu mối as a document say what their page says, unit by unit."""

from collections.abc import Callable
from datetime import date
from html import escape

import pytest

from dashboard.briefing import Desk
from dashboard.briefing.unit_sheets import read_sheet
from dashboard.text import Text
from queries import Filters, Mode, Viewer, Warehouse

ReadPage = Callable[..., str]
UNITS = ("bcd", "kthtdt", "vhxh", "mttq", "khoi_pho")


@pytest.mark.parametrize("unit_id", UNITS)
def test_a_sheet_of_the_document_is_the_sheet_of_the_page(
    unit_id: str, read_page: ReadPage, warehouse: Warehouse
) -> None:
    desk = Desk(warehouse, Filters("2026", today=date(2026, 11, 20)), Viewer(mode=Mode.INTERNAL), Text("vi"))
    unit = next(unit for unit in desk.ward.units if unit.unit_id == unit_id)
    words, sheet = read_page("tasks", don_vi=unit_id, ky="2026"), read_sheet(desk, unit)
    assert escape(sheet.kind) in words
    assert all(escape(sentence) in words for sentence in (*sheet.lines, *sheet.asked, sheet.rule))
    for part in sheet.parts:
        shown = [said for row in part.grid.rows for cell in row for said in (cell.shown, cell.quiet)]
        assert all(escape(said) in words for said in shown or [part.nothing])
