"""The desk of a document over the sample ward, built once in a test run; what it must never let out."""

from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from dashboard.briefing import Desk
from dashboard.text import Text
from etl.build import build
from queries import Filters, Mode, Viewer, Warehouse, open_warehouse
from tests.named import open_named

TODAY = date(2026, 11, 20)
# A year, its two reports before the end, and a month.
PERIODS = ("2026", "2026-H1", "2026-9M", "2026-10")


@lru_cache(maxsize=1)
def open_sample(folder: Path) -> Warehouse:
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    return open_warehouse(folder)


def sit(
    warehouse: Warehouse, period: str = "2026", mode: Mode = Mode.INTERNAL, lang: str = "vi", role: str = "officer"
) -> Desk:
    return Desk(warehouse, Filters(period, today=TODAY), Viewer(role, mode=mode), Text(lang))


@lru_cache(maxsize=1)
def list_names(warehouse: Warehouse) -> frozenset[str]:
    """Every name of a person that the warehouse holds."""
    asked = "SELECT head_name FROM restricted.household UNION SELECT name FROM restricted.person"
    return _read(warehouse, asked)


@lru_cache(maxsize=1)
def list_secrets(warehouse: Warehouse) -> frozenset[str]:
    """Every identity number, and every day of birth as the lists write it; a year alone says nothing of anybody."""
    asked = """
        SELECT head_id_number FROM restricted.household UNION SELECT id_number FROM restricted.person
        UNION SELECT birth_text FROM restricted.person WHERE length(birth_text) > 4
    """
    return _read(warehouse, asked)


def _read(warehouse: Warehouse, asked: str) -> frozenset[str]:
    with open_named(warehouse.path) as names:
        return frozenset(word for (word,) in names.execute(asked).fetchall() if word)
