"""The script of every run: address, menu, gate, filters, then the page that was asked for."""

import streamlit as st

import queries
from dashboard.ui import auth, cards, choices, filters, gate, logo, navigation, notices, search, trail
from pages.menu import PAGES


def show() -> None:
    """Draw one run. Restoring the address before the menu makes a change of page one entry of the browser's history."""
    visit, text = auth.look(), choices.language()
    try:
        foreign, refused = filters.read_foreign(), filters.restore()
    except queries.NoWarehouse as error:
        cards.warn(text.of(error.words))
        return
    text = choices.language()
    # Before the gate: a menu that the signed-out never reached would lose the page their link asked for.
    role = visit.person.seat.role if visit.person else ""
    page = navigation.open_page(PAGES, role, text)
    gate.stop_strangers(visit, text)
    for code, asked in foreign.items():
        trail.note_refused(code, **{code: asked})
    is_alone = navigation.stands_alone(page, PAGES, role)
    if not is_alone:
        logo.draw()
        with st.sidebar:
            gate.draw(visit, text)
            search.draw()
            filters.draw()
    cards.warn(*refused)
    try:
        if not is_alone:
            notices.show(filters.current())
        page.run()
    except queries.AskedWrongly as error:
        cards.warn(text.of(error.words))


show()
