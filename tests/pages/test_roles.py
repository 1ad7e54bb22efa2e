"""Pages as an account of a khối meets them: nothing on them asks for what another's is, and no table stands empty."""

import re
from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

import queries
from dashboard.access import Person, Seat
from dashboard.text import Text
from dashboard.ui import auth, cache, navigation, search
from dashboard.ui.auth import Signs, Visit
from dashboard.ui.filters import Chosen
from pages.menu import PAGES
from queries import Filters, Mode, Viewer, indicators, reference, tables
from queries.reading import OF_ONE_HOUSEHOLD
from tests.browser.test_pages import SECTIONS

SEATS = {
    "leader": Seat("leader"),
    "unit": Seat("unit", units=("vhxh",)),
    "area": Seat("area", areas=("khoi_1",)),
    "public": Seat("public"),
}


@pytest.fixture
def sit(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """`sit("area")`: who is signed in from here on, as the door and the access file would have told."""

    def seat(role: str) -> None:
        def identify(_: Signs) -> Visit:
            return Visit(Person(role, role, SEATS[role]))

        monkeypatch.setattr(auth, "_identify", identify)

    return seat


def list_places(role: str) -> Iterator[tuple[str, dict[str, str]]]:
    for entry in PAGES:
        if role in entry.roles:
            yield entry.name, {}
    yield from (("poverty", {"muc": section}) for section in SECTIONS if role not in ("unit",))


@pytest.mark.parametrize("role", SEATS)
def test_every_page_of_a_role_is_drawn_to_its_end(
    open_page: Callable[..., AppTest], sit: Callable[[str], None], role: str
) -> None:
    sit(role)
    for name, place in list_places(role):
        words = "".join(html.proto.body for html in open_page(name, **place).get("html"))
        assert "<h1>" in words, name
        assert not re.search(r"<tbody>\s*</tbody>", words), (name, place)


@pytest.mark.parametrize("role", SEATS)
def test_no_link_ends_before_a_closed_page(
    open_page: Callable[..., AppTest], sit: Callable[[str], None], role: str
) -> None:
    sit(role)
    navigation.remember(PAGES)
    closed = {entry.slug for entry in PAGES if role not in entry.roles}
    kept = {"khoi": "khoi_1"} if role == "area" else {}
    followed: set[str] = set()
    for name, place in list_places(role):
        words = "".join(html.proto.body for html in open_page(name, **place, **kept).get("html"))
        followed |= {address.partition("?")[0] for address in re.findall(r'href="([^"]*)" target="_self"', words)}
    assert followed - {""}
    assert not followed & closed


def test_a_khoi_finds_itself_alone(open_page: Callable[..., AppTest]) -> None:
    viewer = Viewer("area", areas=("khoi_1",))
    chosen = Chosen(reference().stamp, Filters(), viewer, Text("vi"))
    assert [area.area_id for area in chosen.areas] == ["khoi_1"]
    found = {entry.address for entry in search.list_entries(chosen, "?khoi=", "?ho=")}
    assert {address for address in found if "khoi=" in address} == {"?khoi=khoi_1"}


def test_an_answer_kept_for_one_is_never_given_to_another(open_page: Callable[..., AppTest]) -> None:
    """Officer first, then everybody else, of the same process: each has what `queries` says to them anew."""
    stamp, text = reference().stamp, Text("vi")
    viewers = [
        *(Viewer(), Viewer(mode=Mode.MEETING), Viewer(mode=Mode.OUTGOING), Viewer("unit", units=("vhxh",))),
        *(Viewer("area", areas=("khoi_1",)), Viewer("public"), Viewer("unit", units=("mttq",))),
    ]
    told: dict[str, set[object]] = {}
    for viewer in viewers:
        chosen = Chosen(stamp, Filters(), viewer, text)
        for definition in tables():
            if definition.id not in OF_ONE_HOUSEHOLD:
                kept = cache._read_table(definition.id, chosen, by_area=False)
                assert kept == queries.table(definition.id, Filters(), viewer=viewer), (definition.id, viewer)
                told.setdefault(definition.id, set()).add(kept.rows)
        for indicator in indicators():
            kept = cache.value(indicator.id, chosen)
            assert kept == queries.value(indicator.id, Filters(), viewer=viewer), (indicator.id, viewer)
        desk = cache.sit(chosen)
        assert desk.value("children_right_level").total == cache.value("children_right_level", chosen).total
    # Where everybody were told the same, this would prove nothing.
    assert sum(len(rows) > 1 for rows in told.values()) > 30
