"""The sample ward as published, and a desk over it for each period and mode."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from dashboard.briefing import Desk
from dashboard.text import Text
from etl.build import build
from queries import Filters, Mode, Viewer, Warehouse, open_warehouse
from tests.conftest import ROOT

TODAY = date(2026, 11, 20)


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, folder / part)
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    return folder


@pytest.fixture(scope="session")
def warehouse(published: Path) -> Warehouse:
    return open_warehouse(published)


@pytest.fixture(scope="session")
def sit(warehouse: Warehouse) -> Callable[..., Desk]:
    """`sit("2026-H1", Mode.OUTGOING)`: the desk of that period and mode."""

    def take(period: str = "2026", mode: Mode = Mode.INTERNAL, lang: str = "vi") -> Desk:
        return Desk(warehouse, Filters(period, today=TODAY), Viewer(mode=mode), Text(lang))

    return take
