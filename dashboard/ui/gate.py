"""What stands where nobody is signed in, and the corner that says who is."""

from html import escape

import streamlit as st

import queries
from dashboard import access
from dashboard.access import Way
from dashboard.text import Text
from dashboard.ui import filters, trail
from dashboard.ui.auth import LOG, Visit
from dashboard.ui.chrome.landing import REFUSED_COOKIE

# Who may try again with the button; of the others the sentence is all.
MAY_SIGN_IN = ("signed_out", "expired", "refused")


def stop_strangers(visit: Visit, text: Text) -> None:
    """Draw the way in, or why there is none, and end the run; let signed-in people pass."""
    if visit.person:
        if visit.person.account:
            trail.note_door("sign_in", _way(), visit.person.account)
        return
    why = "refused" if visit.why == "signed_out" and REFUSED_COOKIE in st.context.cookies else visit.why
    if why not in ("signed_out", st.session_state.get("refused_for")):
        st.session_state["refused_for"] = why
        LOG.warning("nobody is signed in: %s", visit.reason or why)
        if visit.account:
            trail.note_door("refuse", why, visit.account)
    st.html(
        f'<header class="heading"><p class="eyebrow">{escape(text("app.title"))}</p>'
        f"<h1>{escape(text(f'auth.{why}', account=visit.account))}</h1></header>"
    )
    if why in MAY_SIGN_IN:
        st.button(text("auth.sign_in"), key="sign_in", type="primary", on_click=st.login)
    elif why == "unknown" and _way() is Way.OIDC:
        st.button(text("auth.other_account"), key="sign_out", on_click=st.logout)
    other = "en" if text.lang == "vi" else "vi"
    link = escape(filters.query(lang=other))
    st.html(f'<p class="quiet"><a href="{link}" target="_self">{escape(Text(other)(f"filter.lang_{other}"))}</a></p>')
    st.stop()


def draw(visit: Visit, text: Text) -> None:
    """Say in the sidebar who is signed in, as what, and offer the way out; the one PC has neither."""
    person = visit.person
    if person is None or not person.account:
        return
    answers_for = ", ".join(_name_places(person.seat.units, person.seat.areas, text))
    role = text(f"role.{person.seat.role}") + (f" · {answers_for}" if answers_for else "")
    st.html(f'<p class="person"><strong>{escape(person.name)}</strong><br>{escape(role)}</p>')
    if _way() is Way.OIDC:
        st.button(text("auth.sign_out"), key="sign_out", type="tertiary", on_click=st.logout)
    elif url := access.read_access(queries.find_data_dir()).logout_url:
        st.html(f'<p><a href="{escape(url)}" target="_self">{escape(text("auth.sign_out"))}</a></p>')


def _name_places(units: tuple[str, ...], areas: tuple[str, ...], text: Text) -> tuple[str, ...]:
    ward = queries.reference()
    return (
        *(text.of(unit.words) for unit in ward.units if unit.unit_id in units),
        *(area.name for area in ward.areas if area.area_id in areas),
    )


def _way() -> Way:
    return access.read_access(queries.find_data_dir()).way
