"""A sheet for each đầu mối: what it is asked, and what the plan and the meetings gave it."""

from dashboard.briefing import Desk
from dashboard.briefing.unit_sheets import UnitSheet, list_units, read_sheet
from dashboard.documents.kind import Blank, Kind, Progress, Written
from dashboard.documents.report import make_letter
from dashboard.export import unit_sheets as export
from dashboard.text import Text
from queries import QueryError, UserError

READING = 0.8


def write(desk: Desk, progress: Progress, suffix: str) -> Written:
    """Return the sheets; one that cannot be read is named, the others come. Raises the error where none can."""
    text, units, sheets, failed = desk.text, list_units(desk), list[UnitSheet](), list[Blank]()
    last: QueryError | None = None
    for place, unit in enumerate(units):
        progress(text.of(unit.words), READING * place / len(units))
        try:
            sheets.append(read_sheet(desk, unit))
        except QueryError as error:
            last = error
            why = text.of(error.words) if isinstance(error, UserError) else text("periodic.failed_why")
            failed.append(Blank(text.of(unit.words), why))
    if last and not sheets:
        raise last
    letter = make_letter(desk, text("documents.kind_unit_sheets"))
    data = export.write(
        tuple(sheets), letter, text, lambda share: progress(text("documents.kind_unit_sheets"), READING + 0.2 * share)
    )
    return Written(data, tuple(blank for sheet in sheets for blank in _list_blanks(sheet, text)), tuple(failed))


def _list_blanks(sheet: UnitSheet, text: Text) -> tuple[Blank, ...]:
    """A unit that reports no task leaves its table blank; what the plan does not give it is missing nowhere."""
    untold = text("sheet.no_tasks")
    return tuple(
        Blank(f"{sheet.unit}: {part.title}", untold)
        for part in sheet.parts
        if part.nothing == untold and not part.grid.rows
    )


def preview(desk: Desk) -> tuple[tuple[str, ...], ...]:
    sheets = (read_sheet(desk, unit) for unit in list_units(desk))
    return tuple((f"{sheet.kind} – {sheet.unit}", *sheet.asked) for sheet in sheets)


UNIT_SHEETS = Kind("unit_sheets", "PHIEU-DM", (".docx",), write, preview=preview)
