"""Nobody outside works out what is hidden, whatever is asked together. `make attack` asks everything of more wards."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import Filters, disclosure, indicators, table, value
from queries.families import FAMILIES
from queries.groups import list_groups
from queries.privacy import PROTECTED
from tests.disclosure.conftest import PLACE, VIEWERS, Wards
from tests.disclosure.laws import find_laws
from tests.disclosure.questions import list_tables
from tests.disclosure.solver import attack, drop_chance, find_contradictions, tell
from tests.disclosure.wards import AREAS

Draw = Callable[[int, int], Wards]
FEW, MANY = (1200, 4), (2500, 24)
FAMILY, ROLE = st.sampled_from(sorted(FAMILIES)), st.sampled_from(sorted(VIEWERS))
GROUP = st.sampled_from((None, *list_groups()))
SENSITIVE = [one.id for one in (*indicators(), *list_tables()) if one.access in PROTECTED]
POSTED = {one.id for one in (*indicators(), *list_tables()) if one.access not in PROTECTED}


@pytest.fixture(scope="module")
def wards(draw: Draw) -> Wards:
    return draw(*FEW)


def list_definitions(families: set[str]) -> set[str]:
    """Return what an attacker asks who looks at these families, beside everything that is posted."""
    asked = {name for family in families for name in (*FAMILIES[family].tables, *FAMILIES[family].indicators)}
    return POSTED | asked | ({"measure"} if "lacks" in families else set())


def test_nothing_hidden_follows_from_two_families_together(wards: Wards) -> None:
    @settings(max_examples=12, deadline=None)
    @given(st.sets(FAMILY, min_size=2, max_size=2), st.sampled_from(wards.years), ROLE)
    def solve(families: set[str], year: str, role: str) -> None:
        truth, told = wards.read(year, "officer"), wards.read(year, role)
        laws = drop_chance(find_laws(wards.keys, wards.vectors, list_definitions(families)), truth)
        assert find_contradictions(laws, truth) == []
        leaks = attack(laws, told, truth)
        assert not leaks, tell(leaks)

    solve()


def test_no_other_filter_tells_of_a_khoi(wards: Wards) -> None:
    @settings(max_examples=40, deadline=None)
    # A unit sees the khối of its own work.
    @given(
        st.sampled_from(SENSITIVE),
        st.sampled_from(AREAS),
        GROUP,
        st.sampled_from(wards.years),
        st.sampled_from(("leaving", "public")),
    )
    def ask_of_khoi(name: str, area_id: str, group: str | None, year: str, role: str) -> None:
        asked = Filters(year, area_id, PLACE.standard_id, group=group)
        given_to, warehouse = VIEWERS[role], wards.warehouse
        if name in {one.id for one in list_tables()}:
            assert not table(name, asked, viewer=given_to, warehouse=warehouse).rows
            return
        found = value(name, asked, "area_id", viewer=given_to, warehouse=warehouse)
        rows = [*found.rows, *filter(None, [found.total])]
        assert {(row.numerator, row.denominator, row.unknown) for row in rows} <= {(None, None, 0)}

    ask_of_khoi()


@pytest.mark.parametrize("broken", ["nothing_follows", "every_number_by_itself"])
def test_the_attacker_finds_what_a_weaker_rule_leaves(
    wards: Wards, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Small counts hidden alone, each where it stands: their neighbours tell them."""
    monkeypatch.setattr(disclosure, "_found", type(disclosure._found)())
    if broken == "nothing_follows":
        monkeypatch.setattr(disclosure, "_rise", frozenset)
    else:
        monkeypatch.setattr("queries.rows.hides", lambda levels, hidden: False)
    laws = find_laws(wards.keys, wards.vectors, list_definitions({"lacks", "training"}))
    found = []
    for year in wards.years:
        wards.read.cache_clear()
        found += attack(laws, wards.read(year, "public"), wards.read(year, "officer"))
    wards.read.cache_clear()
    assert found


@pytest.mark.attack
@pytest.mark.parametrize("number", range(MANY[1]))
def test_nothing_hidden_follows_from_everything(draw: Draw, number: int) -> None:
    wards = draw(*MANY)
    year = wards.years[number]
    truth = wards.read(year, "officer")
    laws = drop_chance(find_laws(wards.keys, wards.vectors), truth)
    assert find_contradictions(laws, truth) == []
    role = random.Random(number).choice(sorted(VIEWERS))
    leaks = attack(laws, wards.read(year, role), truth)
    assert not leaks, tell(leaks)
