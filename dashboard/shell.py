"""The script of every run: address, menu, filters, then the page that was asked for."""

import streamlit as st

import queries
from dashboard.ui import cards, choices, filters, logo, navigation, notices, search
from pages.menu import PAGES


def show() -> None:
    """Draw one run. Restoring the address before the menu makes a change of page one entry of the browser's history."""
    try:
        refused = filters.restore()
    except queries.NoWarehouse as error:
        cards.warn(choices.language().of(error.words))
        return
    page = navigation.open_page(PAGES, choices.language())
    logo.draw()
    with st.sidebar:
        search.draw()
        filters.draw()
    cards.warn(*refused)
    try:
        notices.show(filters.current())
        page.run()
    except queries.AskedWrongly as error:
        cards.warn(choices.language().of(error.words))


show()
