"""The floor of pages.py: what a bare Streamlit app costs when it is made ready as ours is."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import streamlit as st

LIBRARIES = ("duckdb", "pandas", "plotly.graph_objects", "pyarrow", "constants")


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Import everything, draw one figure, freeze the collector."""
    for name in LIBRARIES:
        import_module(name)
    from plotly.graph_objects import Bar, Figure

    Figure(Bar(x=[1], y=[1])).to_json()
    gc.collect()
    gc.freeze()
    yield


app = st.App(Path(__file__).with_name("page.py"), lifespan=lifespan)
