"""The sample ward, built once, and pages run over it as Streamlit runs them."""

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from etl.build import build
from queries import Warehouse, open_warehouse

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 20)
# What a page reads from the address itself.
PLACE = (
    "muc",
    "o",
    "ho",
    "dong",
    "nguon",
    "phan",
    "quy_tac",
    "so",
    "dien",
    "bieu",
    "kich_ban",
    "loai_viec",
    "canh",
    "tai_lieu",
    "cho_ai",
)
STAMPS = count()


@pytest.fixture(autouse=True, scope="module")
def forget_answers() -> None:
    """Answers are kept per snapshot, and wards of several modules are built at one made-up second: each begins anew."""
    for name, module in tuple(sys.modules.items()):
        for kept in tuple(vars(module).values()) if name.startswith("dashboard.ui.") else ():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()


@pytest.fixture(scope="session")
def warehouse_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample ward's workbooks and the snapshot that `build` makes of them."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "data" / "sample" / "raw", folder / "raw")
    build(folder, today=TODAY, now=datetime(2026, 11, 20, 8, 12))
    return folder


@pytest.fixture(scope="session")
def warehouse(warehouse_dir: Path) -> Warehouse:
    return open_warehouse(warehouse_dir)


@pytest.fixture(autouse=True)
def ward(warehouse_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point the pages at the sample ward on a fixed day."""
    monkeypatch.setenv("WARD_DATA", str(warehouse_dir))
    monkeypatch.setenv("WARD_TODAY", TODAY.isoformat())


@pytest.fixture(scope="session")
def sample_dir(warehouse_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same snapshot, marked as the project marks its own sample."""
    folder = tmp_path_factory.mktemp("marked")
    name = (warehouse_dir / "current").read_text(encoding="ascii").strip()
    for file in (name, "current"):
        shutil.copy(warehouse_dir / file, folder)
    with duckdb.connect(str(folder / name)) as connection:
        connection.execute("UPDATE meta.snapshot SET is_sample = TRUE")
    return folder


@pytest.fixture
def alter(warehouse_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """`alter("DELETE FROM core.movement")`: point the pages at a copy of the snapshot so changed."""

    def change(*statements: str) -> None:
        # A stamp of its own: whatever a page keeps is kept by the stamp.
        stamp = datetime(2026, 11, 20, 9) + timedelta(seconds=next(STAMPS))
        name = f"warehouse-{stamp:%Y%m%d-%H%M%S}.duckdb"
        shutil.copy(warehouse_dir / (warehouse_dir / "current").read_text(encoding="ascii").strip(), tmp_path / name)
        (tmp_path / "current").write_text(name, encoding="ascii")
        with duckdb.connect(str(tmp_path / name)) as connection:
            for statement in (f"UPDATE meta.snapshot SET stamp = '{stamp:%Y%m%d-%H%M%S}'", *statements):
                connection.execute(statement)
        monkeypatch.setenv("WARD_DATA", str(tmp_path))

    return change


@pytest.fixture
def open_page() -> Callable[..., AppTest]:
    """`open_page("poverty", khoi="khoi_7", muc="cac_nam")`: one run of one page, so filtered, at that place of it."""

    def show(name: str) -> None:
        import importlib

        importlib.import_module(f"pages.{name}").page()

    def run(name: str, **chosen: str) -> AppTest:
        page = AppTest.from_function(show, kwargs={"name": name}, default_timeout=20)
        for code, value in chosen.items():
            if code in PLACE:
                page.query_params[code] = value
            else:
                page.session_state[f"filter_{code}"] = value
        page.run()
        assert not page.exception, page.exception[0].message
        return page

    return run


@pytest.fixture
def open_charts(open_page: Callable[..., AppTest]) -> Callable[..., dict[str, Any]]:
    """The charts of a page by the names of their blocks; each tells its words in `alt`, its numbers in `spec`."""

    def run(name: str, **chosen: str) -> dict[str, Any]:
        charts = list(open_page(name, **chosen).get("plotly_chart"))
        return {chart.key.removeprefix("chart_"): chart.proto for chart in charts}

    return run


@pytest.fixture
def read_page(open_page: Callable[..., AppTest]) -> Callable[..., str]:
    """Everything a page sends to the browser as words: its blocks and the words and data of its charts."""

    def read(name: str, **chosen: str) -> str:
        page = open_page(name, **chosen)
        charts: list[Any] = list(page.get("plotly_chart"))
        blocks: list[Any] = list(page.get("html"))
        return "\n".join([block.proto.body for block in blocks] + [c.proto.alt + c.proto.spec for c in charts])

    return read
