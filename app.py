"""The launcher: what is made ready before the first visitor, what stands around a page, which script a visit runs."""

import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st

from dashboard.ui import chrome, navigation, start, warm
from etl.build import ensure_warehouse
from etl.errors import InputError

ROOT = Path(__file__).resolve().parent
DATA_DIR = Path(os.environ.get("WARD_DATA") or ROOT / "data")
# The slow imports: without them here, the first visitor waits for them.
LIBRARIES = ("babel.dates", "babel.numbers", "duckdb", "pandas", "plotly.graph_objects", "pyarrow", "queries")
# The loader is a program of its own, too slow to be asked for a visitor who may never load anything.
ASKED_LATER = ("loading",)


def preload() -> None:
    """Import what pages need and do once what only the first visitor would wait for."""
    for name in LIBRARIES:
        import_module(name)
    entries: tuple[navigation.Entry, ...] = import_module("pages.menu").PAGES
    warm.run_once(entry.page for entry in entries if entry.name not in ASKED_LATER)


def build_first_warehouse() -> None:
    """Publish once where nothing is published yet. Input at fault is said here, and pages say that there is no data."""
    try:
        ensure_warehouse(DATA_DIR)
    except InputError as error:
        print(error, file=sys.stderr)


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Make all ready, then freeze it: this never is garbage, and the collector would walk it again and again."""
    build_first_warehouse()
    preload()
    start.hide_banner()
    gc.collect()
    gc.freeze()
    yield


# `streamlit run` finds this by its name. The script of a visit is not here: Streamlit takes over a `pages/` beside it.
app = st.App(ROOT / "dashboard" / "shell.py", lifespan=lifespan, middleware=chrome.MIDDLEWARE, routes=chrome.ROUTES)
start.check(DATA_DIR)

if __name__ == "__main__":
    app.run()
