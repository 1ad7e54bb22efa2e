"""Who the visitor is: said here alone, for the menu, for the gate, and for every question to the numbers.

Asked anew in every run, so that a role taken away or a sign-in grown old counts at the next click.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section

import queries
from dashboard import access
from dashboard.access import ONE_PC, Access, Known, Person, Seat, Way
from dashboard.ui import owners
from queries import Mode, Viewer

File = TypeVar("File")
LOG = logging.getLogger("ward.access")
# What the door lets through of a proxy that showed the secret; from anybody else it takes these headers away.
USER_HEADER = "x-ward-user"


@dataclass(frozen=True, slots=True)
class Visit:
    """Who is here; without a person, why: signed_out, expired, refused, unknown, closed.

    `reason` is what the log says of it: a word, never a name.
    """

    person: Person | None
    why: str = ""
    account: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signs:
    """What this visit brought with it."""

    is_rehearsal: bool = False
    claims: Mapping[str, Any] | None = None
    account: str | None = None


_kept: ContextVar[Signs | None] = ContextVar("kept", default=None)


class NotYours(Exception):
    """Somebody asked for what their role, or their sign-in, no longer gives them."""


def look() -> Visit:
    """Return who is at the screen of this run."""
    return _identify(_read_signs())


def viewer(mode: Mode) -> Viewer:
    """Return whom `queries` answers; the run ends where nobody is signed in, also of a part drawn on its own."""
    person = look().person
    if person is None:
        st.stop()
    return person.seat.view(mode)


def role() -> str:
    """Return the role of the person at the screen, nothing where nobody is signed in."""
    person = look().person
    return person.seat.role if person else ""


def seat() -> Seat:
    """Return the seat of the person at the screen; who is not signed in is offered what the public is."""
    person = look().person
    return person.seat if person else Seat("public")


def name() -> str:
    """Return the name under which the person at the screen is signed in, nothing at the one PC."""
    person = look().person
    return person.name if person else ""


def is_rehearsal() -> bool:
    """Tell whether a page runs for nobody."""
    kept = _kept.get()
    return kept is not None and kept.is_rehearsal


def require(*roles: str) -> None:
    """Raise NotYours for any other role: for what a click starts before the page is drawn."""
    if role() not in roles:
        raise NotYours(*roles)


def keep(write: Callable[[], File]) -> Callable[[], File]:
    """Return `write` for a button that is clicked later, outside any run: it asks again who clicked."""
    signs = _read_signs()
    person = _identify(signs).person

    def write_for_the_same() -> File:
        with _under(signs):
            if person is None or look().person != person:
                raise NotYours("file")
            written = write()
            if isinstance(written, bytes):
                owners.note_file(written, person)
            return written

    return write_for_the_same


@contextmanager
def rehearse() -> Iterator[None]:
    """Before the first visitor pages are run for nobody, as the officer's: what they draw goes nowhere."""
    with _under(Signs(is_rehearsal=True)):
        yield


def read_known() -> Known | None:
    """Return the ids that the access file may name, None where nothing is loaded yet."""
    try:
        ward = queries.reference()
    except queries.QueryError:
        return None
    return Known(tuple(unit.unit_id for unit in ward.units), tuple(area.area_id for area in ward.areas))


def read_token(claims: Mapping[str, Any], access_file: Access) -> Visit:
    """Return whom the claims of a signed token speak of."""
    settings = get_secrets_auth_section()
    try:
        claimed = access.read_claims(
            claims,
            access_file,
            client_id=settings.get("client_id", ""),
            metadata_url=settings.get("server_metadata_url", ""),
            now=datetime.now(UTC),
        )
    except access.NotAccepted as error:
        return Visit(None, "expired" if str(error) == "expired" else "refused", reason=str(error))
    person = access_file.find(claimed.account, claimed.name, claimed.groups)
    return Visit(person, "" if person else "unknown", claimed.account)


def read_header(account: str | None, access_file: Access) -> Visit:
    """Return whom the proxy names; the door has seen its secret."""
    person = access_file.find(account) if account else None
    return Visit(person, "" if person else "unknown", account or "")


@contextmanager
def _under(signs: Signs) -> Iterator[None]:
    """Ask these signs where no run is there to be asked."""
    token = _kept.set(signs)
    try:
        yield
    finally:
        _kept.reset(token)


def _read_signs() -> Signs:
    if kept := _kept.get():
        return kept
    try:
        way = access.read_access(queries.find_data_dir()).way
    except access.AccessError:
        return Signs()
    if way is Way.PROXY:
        # Streamlit reads every byte of a header as a letter of its own.
        named = st.context.headers.get(USER_HEADER, "")
        return Signs(account=named.encode("latin-1").decode("utf-8"))
    if way is Way.OIDC and st.user.get("is_logged_in"):
        return Signs(claims=st.user.to_dict())
    return Signs()


def _identify(signs: Signs) -> Visit:
    if signs.is_rehearsal:
        return Visit(ONE_PC)
    try:
        file = access.read_access(queries.find_data_dir(), read_known())
    except access.AccessError as error:
        LOG.error("%s", error)
        return Visit(None, "closed")
    if file.way is Way.ONE_PC:
        return Visit(ONE_PC)
    if file.way is Way.PROXY:
        return read_header(signs.account, file)
    return read_token(signs.claims, file) if signs.claims else Visit(None, "signed_out")
