"""Serving the first visitor as fast as the second: every page is run once before anybody comes."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

import queries
from dashboard.ui import auth


def run_once(pages: Iterable[Callable[[], None]]) -> None:
    """Run pages for nobody: what they ask, draw and write of the default view is kept, what they show goes nowhere.

    Streamlit runs them as any Python, and warns for each element that no browser is there: these warnings are meant.
    """
    logging.disable(logging.WARNING)
    try:
        for page in pages:
            with auth.rehearse(), suppress(queries.QueryError):
                page()
    finally:
        logging.disable(logging.NOTSET)
