"""Counts by group: of one attribute everything or nothing leaves the house, for the rest would tell the hidden."""

from queries.catalogue import find_table
from queries.equity import hide_small_groups
from queries.privacy import SmallCounts

SMALL = SmallCounts(1, 4)
DEFINITION = find_table("equity_groups")


def hide(*rows: tuple[object, ...]) -> list[tuple[object, ...]]:
    return hide_small_groups(list(rows), DEFINITION, SMALL)


def test_one_small_side_hides_all_sides_of_its_attribute_and_no_other() -> None:
    small = ("minority", "minority", 9, 30, 0, 40, 6)
    rest = ("minority", "not_minority", 2, 10, 0, 12, 0)
    other = ("woman_head", "woman_head", 6, 20, 0, 26, 0)
    hidden = (None,) * 5
    assert hide(small, rest, other) == [(*small[:2], *hidden), (*rest[:2], *hidden), other]


def test_who_is_still_listed_is_hidden_too_where_it_follows() -> None:
    row = ("minority", "minority", 9, 30, 0, 12, 10)
    assert hide(row)[0][2:] == (None,) * 5


def test_nothing_small_is_told() -> None:
    row = ("minority", "minority", 9, 30, 0, 40, 0)
    assert hide(row) == [row]
