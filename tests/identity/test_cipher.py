"""Texts sealed: what goes in comes out, at its own place and with its own key alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from identity import Cipher
from identity.cipher import BLOCK, name_place

KEY = Cipher(bytes(range(32)))
PARTS = ("household", "head_name", "2026", "H-1")
PLACE = name_place(*PARTS)
# Whatever a column of text can hold: no lone surrogates.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@settings(deadline=None)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=6))
def test_any_text_comes_back_from_any_place(text: str, place: list[str]) -> None:
    there = name_place(*place)
    assert KEY.open(KEY.seal(text, there), there) == text


@pytest.mark.parametrize("text", ["", "\0", "\x80", "Nguyễn Văn Mẫu", "x" * 100_000, "a\0b\x80"])
def test_awkward_texts_come_back(text: str) -> None:
    assert KEY.open(KEY.seal(text, PLACE), PLACE) == text


@settings(deadline=None)
@given(TEXTS, TEXTS)
def test_a_text_opens_nowhere_but_at_its_place(text: str, other: str) -> None:
    sealed = KEY.seal(text, PLACE)
    for number in range(len(PARTS)):
        moved = [*PARTS]
        moved[number] += f"'{other}"
        assert KEY.open(sealed, name_place(*moved)) is None


@settings(deadline=None)
@given(st.lists(TEXTS, max_size=4), st.lists(TEXTS, max_size=4))
def test_two_places_never_have_one_name(one: list[str], other: list[str]) -> None:
    assert (name_place(*one) == name_place(*other)) == (one == other)


@settings(deadline=None)
@given(TEXTS, st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_no_byte_can_be_changed_unnoticed(text: str, place: int, change: int) -> None:
    sealed = bytearray(KEY.seal(text, PLACE))
    sealed[place % len(sealed)] ^= change
    assert KEY.open(bytes(sealed), PLACE) is None


@settings(deadline=None)
@given(st.binary(max_size=80))
def test_bytes_of_another_hand_open_nothing(sealed: bytes) -> None:
    assert KEY.open(sealed, PLACE) is None


def test_another_key_opens_nothing() -> None:
    other = Cipher(bytes(32))
    assert other.id != KEY.id
    assert other.open(KEY.seal("Nguyễn Văn Mẫu", PLACE), PLACE) is None


def test_the_same_text_is_sealed_alike_and_at_two_places_differently() -> None:
    sealed = KEY.seal("Nguyễn Văn Mẫu", PLACE)
    assert Cipher(bytes(range(32))).seal("Nguyễn Văn Mẫu", PLACE) == sealed
    assert KEY.seal("Nguyễn Văn Mẫu", name_place("household", "head_name", "2026", "H-2")) != sealed


@settings(deadline=None)
@given(TEXTS)
def test_the_length_of_a_text_is_told_in_blocks_alone(text: str) -> None:
    """A list of three short names looks as long as one of ten long ones."""
    assert (len(KEY.seal(text, PLACE)) - 16) % BLOCK == 0
    assert len(KEY.seal("An" * 3, PLACE)) == len(KEY.seal("Nguyễn Thị Mẫu Dài" * 10, PLACE))
