"""The official forms R1 to R11 of the desk's period, those that it has nothing of left out."""

from dashboard.briefing.desk import Desk
from dashboard.grids.official import Form, read_form
from queries import OFFICIAL, Table

# R1 first.
CODES = {f"R{number}": table_id for number, table_id in enumerate(OFFICIAL, start=1)}


def read_official(code: str, desk: Desk) -> tuple[Form | None, tuple[Table, ...]]:
    """Return the form, None where the period has nothing of it or the reader may not see it, and what it is made of.

    Without its lines of khối where those are withheld from the reader.
    """
    table_id = CODES[code]
    whole = desk.table(table_id)
    if not whole.rows:
        return None, (whole,)
    by_area = desk.table(table_id, by_area=True)
    return read_form(whole, by_area, list_areas(desk), desk.text), (whole, by_area)


def list_areas(desk: Desk) -> tuple[tuple[str, str], ...]:
    """Return (id, name) of the khối of the round, in the ward's order, whether or not they have reported."""
    told = set(desk.table(OFFICIAL[0], by_area=True).column("area_id"))
    return tuple((area.area_id, area.name) for area in desk.ward.areas if area.area_id in told)
