"""Linking: which rows of different lists are one household, and what is left to a person."""

import json
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.linkage.measure import Lists, Row, measure, prepare_listed, prepare_schema, to_arrow
from bench.linkage.population import make_lists
from etl.build import build
from etl.clean.text import fold_text
from etl.folder import PROJECT_DATA
from etl.issue import Issue
from etl.linking import link_households
from tests.etl.conftest import NOW, TODAY

BIRTH = "05/02/1970"
Key = tuple[str, str]


@dataclass(frozen=True)
class Linked:
    """`households` and `methods` by (period, listed_id); `suggested` by (earlier_id, later_id): score and evidence."""

    households: dict[Key, str]
    methods: dict[Key, str]
    suggested: dict[tuple[str, str], tuple[float, set[str]]]
    issues: list[Issue]

    def are_one(self, *rows: Row) -> bool:
        return len({self.households[key_of(row)] for row in rows}) == 1

    def method(self, row: Row) -> str:
        return self.methods[key_of(row)]

    def evidence(self, earlier: Row, later: Row) -> set[str]:
        return self.suggested[(str(earlier["listed_id"]), str(later["listed_id"]))][1]


def key_of(row: Row) -> Key:
    return str(row["period"]), str(row["listed_id"])


def number(person: int) -> str:
    return f"099{person:09}"


def listed(
    period: int,
    name: str,
    person: int | None = None,
    *,
    members: Sequence[int] = (),
    area: str = "khoi_1",
    birth: str | None = None,
    code: str | None = None,
    size: int | None = None,
    standard: str = "old",
    digits: str | None = None,
) -> Row:
    """A row of a list; `person` and `members` are numbered people, negative ones are children."""
    head_number = digits or (number(person) if person else None)
    return {
        "source_file": f"{period}-{standard}.xlsx",
        "source_sheet": "1",
        "source_row": 1,
        "period": str(period),
        "standard_id": standard,
        "listed_id": f"H-{head_number or (name, birth, area)}",
        "area_id": area,
        "opening_class": "unknown",
        "recognised_class": "poor",
        "member_count": size,
        "household_code": code,
        "head_name": name,
        "head_id_number": head_number,
        "head_birth_text": birth,
        "is_test": False,
        "members": tuple(members),
    }


def list_members(row: Row, members: Sequence[int]) -> Iterator[Row]:
    for person in members:
        yield {
            "source_file": f"{row['period']}-members.xlsx",
            "source_sheet": "1",
            "source_row": 1,
            "period": row["period"],
            "standard_id": row["standard_id"],
            "head_listed_id": row["listed_id"],
            "own_key": f"P-{person}-{row['listed_id']}",
            "birth_year": 2020 if person < 0 else 1975,
            "id_number": number(abs(person)),
        }


def head_changed(one: Row, other: Row) -> Row:
    ids = {"listed_id": one["listed_id"], "related_listed_id": other["listed_id"]}
    return {"event_id": "E1", "kind": "head_changed", "period": other["period"]} | ids


def decision(line: int, earlier: Row, later: Row, verdict: str) -> Row:
    (earlier_period, earlier_id), (later_period, later_id) = key_of(earlier), key_of(later)
    ends = {"earlier_period": earlier_period, "earlier_id": earlier_id}
    return {"line": line, "verdict": verdict, "later_period": later_period, "later_id": later_id} | ends


@cache
def open_schema() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(config={"threads": "1"})
    prepare_schema(connection, ("2022", "2023", "2024"))
    connection.execute("UPDATE core.setting SET value = '0.5'")
    return connection


@pytest.fixture(scope="module", autouse=True)
def close_schema() -> Iterator[None]:
    yield
    open_schema().close()
    open_schema.cache_clear()


def link(*rows: Row, events: Sequence[Row] = (), decisions: Sequence[Row] = ()) -> Linked:
    """Link these rows and nothing else, with suggestions from 0.5 on; all is rolled back."""
    households = [{name: value for name, value in row.items() if name != "members"} for row in rows]
    members = [member for row in rows for member in list_members(row, row["members"])]  # type: ignore[arg-type]
    staged = {
        "household_review": households,
        "member_list": members,
        "household_event": events,
        "link_decision": decisions,
    }
    connection = open_schema()
    connection.begin()
    try:
        for table, records in staged.items():
            if records:
                connection.register("incoming", to_arrow(records))
                connection.execute(f"INSERT INTO stage.{table} BY NAME SELECT * FROM incoming")
        prepare_listed(connection)
        issues = link_households(connection)
        found = connection.execute("SELECT period, listed_id, household_id, method FROM core.household_link").fetchall()
        pairs = connection.execute("SELECT earlier_id, later_id, score, evidence FROM core.link_suggestion").fetchall()
    finally:
        connection.rollback()
    return Linked(
        {(period, row): household for period, row, household, _ in found},
        {(period, row): method for period, row, _, method in found},
        {(earlier, later): (score, set(evidence.split(","))) for earlier, later, score, evidence in pairs},
        issues,
    )


# ---------------------------------------------------------------- the same people


def test_a_household_absent_for_a_year_is_found_again() -> None:
    before, back = listed(2022, "An", 1), listed(2024, "An", 1)
    linked = link(before, listed(2023, "Bình", 2), back)
    assert linked.households[key_of(back)] == before["listed_id"]
    assert linked.method(back) == "members"


def test_a_changed_head_is_no_new_household() -> None:
    before = listed(2022, "An", 1, members=[1, 2, -3])
    after = listed(2023, "Bình", 2, members=[2, -3])
    last = listed(2024, "Bình", 2, area="khoi_2")
    linked = link(before, after, last)
    assert linked.are_one(before, after, last)
    assert linked.suggested == {}


def test_a_reissued_code_changes_nothing() -> None:
    before, after = listed(2022, "An", 1, code="0001"), listed(2023, "An", 1, code="0777")
    assert link(before, after).are_one(before, after)


def test_one_code_in_two_areas_ties_nobody() -> None:
    before = listed(2022, "An", 1, code="0001")
    after = listed(2023, "Bình", 2, code="0001", area="khoi_2")
    linked = link(before, after)
    assert not linked.are_one(before, after)
    assert linked.suggested == {}


def test_a_move_to_another_area_keeps_the_household() -> None:
    before = listed(2022, "An", 1, members=[1, 2])
    after = listed(2023, "An", 1, members=[1, 2], area="khoi_2")
    assert link(before, after).are_one(before, after)


def test_of_a_split_the_larger_part_keeps_the_household() -> None:
    before = listed(2022, "An", 1, members=[1, 2, 3, 4, 5])
    small = listed(2023, "An", 1, members=[1, 2])
    large = listed(2023, "Chi", 3, members=[3, 4, 5])
    linked = link(before, small, large)
    assert linked.are_one(before, large)
    assert linked.method(small) == "new"
    # The head's number names both rows: the new household needs a name of its own.
    assert linked.households[key_of(small)] not in (small["listed_id"], large["listed_id"])
    assert "shared_member" in linked.evidence(before, small)


def test_of_equal_parts_the_heads_keeps_the_household() -> None:
    before = listed(2022, "An", 1, members=[1, 2, 3, 4])
    with_head = listed(2023, "An", 1, members=[1, 2])
    without = listed(2023, "Chi", 3, members=[3, 4])
    linked = link(before, with_head, without)
    assert linked.are_one(before, with_head)
    assert linked.method(without) == "new"
    assert "shared_member" in linked.evidence(before, without)


def test_of_a_merger_the_heads_household_goes_on() -> None:
    host, guest = listed(2022, "An", 1), listed(2022, "Bình", 2)
    after = listed(2023, "An", 1, members=[1, 2])
    linked = link(host, guest, after)
    assert linked.are_one(host, after)
    assert linked.suggested == {}


def test_a_member_who_married_leaves_both_households_as_they_are() -> None:
    home, other = listed(2022, "An", 1, members=[1, 2, 3]), listed(2022, "Dung", 4, members=[4, 5])
    home_after = listed(2023, "An", 1, members=[1, 2])
    other_after = listed(2023, "Dung", 4, members=[4, 5, 3])
    linked = link(home, other, home_after, other_after)
    assert linked.are_one(home, home_after)
    assert linked.are_one(other, other_after)


def test_a_child_who_left_does_not_take_the_household_along() -> None:
    """The parents are no longer listed; the household of the married child is new, and a person may look."""
    before = listed(2022, "An", 1, members=[1, 2, 3])
    after = listed(2023, "Chi", 3, members=[3, 4, -5])
    linked = link(before, after)
    assert linked.method(after) == "new"
    assert "shared_member" in linked.evidence(before, after)


def test_one_adult_in_common_is_enough_under_the_same_code() -> None:
    """The list of members of the second year is not in yet; the widow heads the household."""
    before, after = listed(2022, "An", 1, members=[1, 2, 3], code="0001"), listed(2023, "Bình", 2, code="0001")
    assert link(before, after).are_one(before, after)
    elsewhere = listed(2023, "Bình", 2, code="0001", area="khoi_2")
    assert not link(before, elsewhere).are_one(before, elsewhere)


def test_a_child_in_common_is_not_enough_under_another_head() -> None:
    before, after = (
        listed(2022, "An", 1, members=[1, -2], code="0001"),
        listed(2023, "Dung", 4, members=[4, -2], code="1"),
    )
    linked = link(before, after)
    assert not linked.are_one(before, after)
    assert "shared_member" in linked.evidence(before, after)


def test_two_rows_that_swap_their_codes_stay_themselves() -> None:
    an, binh = listed(2022, "An", 1, code="0001"), listed(2022, "Bình", 2, code="0002")
    an_after, binh_after = listed(2023, "An", 1, code="0002"), listed(2023, "Bình", 2, code="0001")
    linked = link(an, binh, an_after, binh_after)
    assert linked.are_one(an, an_after)
    assert linked.are_one(binh, binh_after)


def test_husband_and_wife_swapping_the_headship_stay_one_household() -> None:
    rows = [listed(year, "x", head, members=[1, 2]) for year, head in ((2022, 1), (2023, 2), (2024, 1))]
    assert link(*rows).are_one(*rows)


def test_two_households_that_exchange_their_heads_follow_their_people() -> None:
    one, two = listed(2022, "An", 1, members=[1, 2, 3]), listed(2022, "Dung", 4, members=[4, 5, 6])
    one_after, two_after = listed(2023, "Dung", 4, members=[4, 2, 3]), listed(2023, "An", 1, members=[1, 5, 6])
    linked = link(one, two, one_after, two_after)
    assert linked.are_one(one, one_after)
    assert linked.are_one(two, two_after)


def test_equal_claims_are_left_to_a_person() -> None:
    before = listed(2022, "An", 1, members=[1, 2, 3, 4, 5])
    one, other = listed(2023, "Bình", 2, members=[2, 3]), listed(2023, "Dung", 4, members=[4, 5])
    linked = link(before, one, other)
    assert linked.method(one) == linked.method(other) == "new"
    assert {later for _, later in linked.suggested} == {one["listed_id"], other["listed_id"]}


@pytest.mark.parametrize("digits", ["000000000000", "999999999"])
def test_digits_that_are_no_number_tie_nobody(digits: str) -> None:
    before, after = listed(2022, "An", digits=digits), listed(2023, "Bình", digits=digits, area="khoi_2")
    linked = link(before, after)
    assert not linked.are_one(before, after)
    assert linked.suggested == {}


def test_a_number_on_three_households_of_a_list_names_nobody() -> None:
    before = [
        listed(2022, name, index, members=[index, 9]) for index, name in enumerate(("An", "Bình", "Chi"), start=1)
    ]
    after = listed(2023, "Dung", 9)
    assert link(*before, after).method(after) == "new"


def test_a_number_under_another_name_and_birth_is_a_slip() -> None:
    before = listed(2022, "Lý Văn Tuấn", 1, birth="19/04/1984")
    after = listed(2023, "Hoàng Thị Loan", 1, birth="18/03/1967")
    linked = link(before, after)
    assert not linked.are_one(before, after)
    assert "shared_member" in linked.suggested[(str(before["listed_id"]), str(after["listed_id"]))][1]


# ---------------------------------------------------------------- the same head


@pytest.mark.parametrize("digits", [None, "123456789"])
def test_name_birth_and_area_link_where_no_number_speaks_against_it(digits: str | None) -> None:
    """A number lost, or an old one of 9 digits before the new one of 12."""
    before = listed(2022, "LÝ THỊ THUỶ", digits=digits, birth="5/2/1970")
    after = listed(2023, unicodedata.normalize("NFD", "Lý Thị Thủy"), 1, birth="05-02-1970")
    linked = link(before, after)
    assert linked.are_one(before, after)
    assert linked.method(after) == "head"


@pytest.mark.parametrize(
    "after",
    [
        listed(2023, "Lý An", 2, birth=BIRTH),
        listed(2023, "Lý An", birth="06/02/1971"),
        listed(2023, "Lý An", birth="1970"),
        listed(2023, "Lý An", birth=BIRTH, area="khoi_2"),
    ],
    ids=["another number", "another birth", "only a year", "another area"],
)
def test_namesakes_are_never_linked_by_themselves(after: Row) -> None:
    before = listed(2022, "Lý An", 1, birth=BIRTH)
    assert not link(before, after).are_one(before, after)


def test_name_area_and_code_link_where_a_list_has_neither_number_nor_birth() -> None:
    before, after = listed(2022, "Lý An", code="0001"), listed(2023, "Lý An", code="0001")
    linked = link(before, after)
    assert linked.are_one(before, after)
    assert linked.method(after) == "head"
    born = [listed(year, "Lý An", code="0001", birth=birth) for year, birth in ((2022, BIRTH), (2023, "1971"))]
    assert not link(*born).are_one(*born)


def test_two_who_share_name_birth_and_area_are_not_told_apart() -> None:
    before = [listed(2022, "Lý An", person, birth=BIRTH) for person in (1, 2)]
    after = listed(2023, "Lý An", birth=BIRTH)
    linked = link(*before, after)
    assert linked.method(after) == "new"
    assert len(linked.suggested) == 2


def test_name_and_area_without_birth_or_number_are_a_suggestion() -> None:
    before, after = listed(2022, "Phùng Đức Hoà", 1, code="0001"), listed(2023, "Phùng Đức Hòa")
    linked = link(before, after)
    assert not linked.are_one(before, after)
    assert linked.evidence(before, after) == {"name", "area"}


def test_an_area_not_recognised_is_no_area_in_common() -> None:
    before, after = (listed(year, "Lý An", birth=BIRTH, area="chua_xac_dinh") for year in (2022, 2023))
    other = listed(2024, "Lý Bình", area="chua_xac_dinh", birth=BIRTH)
    linked = link(before | {"listed_id": "H-1"}, after | {"listed_id": "H-2"}, other)
    assert linked.methods[("2023", "H-2")] == "new"


def test_names_fold_as_the_readers_fold_them() -> None:
    letters = "aăâđĐeêioôơuưyÁÀẢÃẠỄŨỲỹ -.'XYZÐ09\u0301\u0323"
    names = ["".join(Random(seed).choices(letters, k=12)) for seed in range(300)]
    rows = [listed(2022, name, place) for place, name in enumerate(names, start=10)] + [listed(2023, "An", 1)]
    with duckdb.connect() as connection:
        prepare_schema(connection, {"2022", "2023"})
        connection.register("incoming", to_arrow([{key: row[key] for key in row if key != "members"} for row in rows]))
        connection.execute("INSERT INTO stage.household_review BY NAME SELECT * FROM incoming")
        prepare_listed(connection)
        link_households(connection)
        folded = dict(connection.execute("SELECT listed_id, name FROM stage.link_row").fetchall())
    assert folded == {row["listed_id"]: fold_text(str(row["head_name"])) for row in rows}


# ---------------------------------------------------------------- documents and decisions


def test_an_event_that_names_both_heads_links_them() -> None:
    before, after = listed(2022, "An", 1), listed(2023, "Bình", 2)
    linked = link(before, after, events=[head_changed(before, after)])
    assert linked.are_one(before, after)
    assert linked.method(after) == "event"


def test_a_decision_comes_before_every_rule() -> None:
    before, same_number, other = listed(2022, "An", 1), listed(2023, "An", 1), listed(2023, "Bình", 2)
    linked = link(before, same_number, other, decisions=[decision(2, before, other, "same")])
    assert linked.are_one(before, other)
    assert linked.method(other) == "decision"
    assert linked.method(same_number) == "new"


def test_of_two_decisions_the_later_line_wins() -> None:
    before, after, last = listed(2022, "An", 1), listed(2023, "Bình", 2), listed(2023, "Chi", 3)
    said = [decision(2, before, after, "same"), decision(3, before, after, "different")]
    assert not link(before, after, decisions=said).are_one(before, after)
    assert link(before, after, decisions=[said[1] | {"line": 2}, said[0] | {"line": 3}]).are_one(before, after)
    linked = link(before, after, last, decisions=[said[0], decision(3, before, last, "same")])
    assert linked.are_one(before, last)
    assert [issue.row for issue in linked.issues] == [2]


def test_different_forbids_the_link_and_the_suggestion() -> None:
    before, after = listed(2022, "An", 1, code="0001"), listed(2023, "An", 1, code="0001")
    linked = link(before, after, decisions=[decision(2, before, after, "different")])
    assert not linked.are_one(before, after)
    assert linked.suggested == {}
    assert linked.issues == []


def test_different_holds_for_the_household_not_only_for_the_row() -> None:
    first, second, third = listed(2022, "An", 1), listed(2023, "An", 1), listed(2024, "An", 1)
    linked = link(first, second, third, decisions=[decision(2, first, third, "different")])
    assert linked.are_one(first, second)
    assert not linked.are_one(second, third)


def test_a_decision_may_name_its_rows_in_any_order() -> None:
    before, after = listed(2022, "An", 1), listed(2023, "Bình", 2)
    assert link(before, after, decisions=[decision(2, after, before, "same")]).are_one(before, after)


def test_a_decision_about_a_row_that_is_gone_is_a_warning() -> None:
    before, after, gone = listed(2022, "An", 1), listed(2023, "An", 1), listed(2023, "Chi", 3)
    linked = link(before, after, decisions=[decision(2, before, gone, "same")])
    [issue] = linked.issues
    assert (issue.rule, issue.file, issue.row) == ("link_decision_unused", "decisions/links.csv", 2)
    assert str(gone["listed_id"]) in issue.message
    assert linked.are_one(before, after)


def test_two_rows_of_one_list_cannot_be_one_household() -> None:
    one, other = listed(2023, "An", 1), listed(2023, "Bình", 2)
    linked = link(one, other, decisions=[decision(2, one, other, "same")])
    assert not linked.are_one(one, other)
    assert [issue.row for issue in linked.issues] == [2]


# ---------------------------------------------------------------- periods and standards


def test_one_row_under_two_standards_is_one_household() -> None:
    before = listed(2022, "An", 1, members=[1, 2])
    old, new = listed(2023, "Bình", 2, members=[2, 1]), listed(2023, "Bình", 2, members=[2, 1], standard="new")
    linked = link(before, new, old)
    assert linked.are_one(before, old)
    assert linked.households[key_of(new)] == before["listed_id"]


# ---------------------------------------------------------------- any population


@st.composite
def populations(draw: st.DrawFn) -> list[Row]:
    """Three lists of few people under few names, so that everything collides."""
    rows: dict[Key, Row] = {}
    for year in (2022, 2023, 2024):
        for _ in range(draw(st.integers(0, 6))):
            row = listed(
                year,
                draw(st.sampled_from(["An", "Bình"])),
                draw(st.none() | st.integers(1, 8)),
                members=draw(st.lists(st.integers(1, 12), max_size=4, unique=True)),
                area=draw(st.sampled_from(["khoi_1", "khoi_2"])),
                birth=draw(st.sampled_from([None, "1970", BIRTH])),
                code=draw(st.sampled_from([None, "1", "2"])),
            )
            rows[key_of(row)] = row
    return list(rows.values())


@given(rows=populations(), seed=st.integers(0, 1000))
@settings(max_examples=15, deadline=None)
def test_links_are_one_to_one_and_do_not_depend_on_the_order_of_rows(rows: list[Row], seed: int) -> None:
    if not rows:
        return
    linked = link(*rows)
    assert set(linked.households) == {key_of(row) for row in rows}
    for year in ("2022", "2023", "2024"):
        households = [household for (period, _), household in linked.households.items() if period == year]
        assert len(households) == len(set(households))
    for key, household in linked.households.items():
        is_first = not any(other < key and linked.households[other] == household for other in linked.households)
        assert (linked.methods[key] == "new") == is_first
    shuffled = list(rows)
    Random(seed).shuffle(shuffled)
    again = link(*shuffled)
    assert (again.households, again.methods, again.suggested) == (linked.households, linked.methods, linked.suggested)


# ---------------------------------------------------------------- measured


@pytest.fixture(scope="module")
def lists() -> Lists:
    return make_lists(seed=1, size=2000, years=3)


def test_the_rules_are_never_wrong_and_find_most(lists: Lists) -> None:
    """An invented ward with its losses and slips (bench/linkage); floors measured on this seed."""
    scores = measure(lists)
    assert scores["automatic"].found > 3000
    assert scores["automatic"].precision == 1.0
    assert scores["automatic"].recall > 0.98
    assert scores["0.5 rows"].recall > 0.95
    assert scores["0.6"].precision > 0.65


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    root = tmp_path_factory.mktemp("ward")
    shutil.copytree(PROJECT_DATA / "sample" / "raw", root / "raw")
    with duckdb.connect(str(build(root, today=TODAY, now=NOW).path), read_only=True) as connection:
        yield connection


def test_the_sample_ward_is_linked_as_its_truth_says(sample: duckdb.DuckDBPyConnection) -> None:
    """No household is mixed with another; whoever is not found again is found among the suggestions."""
    answers = json.loads((PROJECT_DATA / "sample" / "EXPECTED.json").read_text(encoding="utf-8"))
    truth: dict[str, int] = answers["identity"]
    rows = sample.execute(
        "SELECT concat_ws('|', source_file, source_sheet, source_row), household_id FROM core.household_round"
    ).fetchall()
    assert {place for place, _ in rows} == set(truth)
    households: dict[int, set[str]] = {}
    truths: dict[str, set[int]] = {}
    for place, household_id in rows:
        households.setdefault(truth[place], set()).add(household_id)
        truths.setdefault(household_id, set()).add(truth[place])
    assert [found for found in truths.values() if len(found) > 1] == []
    parted = [found for found in households.values() if len(found) > 1]
    assert len(parted) <= 2
    suggested = sample.execute("SELECT earlier_household_id, later_household_id FROM core.link_suggestion").fetchall()
    assert all(found in [set(pair) for pair in suggested] for found in parted)
