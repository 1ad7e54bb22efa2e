"""Cells and workbooks that nobody would type: read, or refused with a sentence; never a crash, never a lost row."""

import random
import re
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from etl.clean.classes import parse_class
from etl.clean.dates import parse_birth_date, parse_due_date, parse_event_date, parse_report_date
from etl.clean.identity import hide_personal, mask_text, parse_id_number
from etl.clean.numbers import parse_count, parse_figure, parse_money, read_money_scale
from etl.clean.text import Value, fold_text, tidy_text
from etl.clean.ticks import parse_tick
from etl.errors import CellError
from etl.inspection import InspectedFile
from tests.etl.kinds import make_book, write_book
from tests.etl.workbooks import household, write_households

TODAY = date(2026, 11, 26)
# Mostly what wards write, in orders in which they do not.
WORDS = [
    "0",
    "12",
    "1985",
    "079",
    "999999999999",
    ".",
    ",",
    "/",
    "-",
    "x",
    "✓",
    "hộ",
    "triệu",
    "tháng",
    "năm",
    "quý",
    "IV",
]
ODD_WORDS = [
    "sinh",
    "Nguyễn",
    "E+10",
    "%",
    "?",
    "#REF!",
    "=1+1",
    "ð",
    "٣",
    "²",
    "𝟗",
    " ",
    "\u00a0",
    "\u200b",
    "\n",
    "e\u0302\u0301",
]
PIECES = st.sampled_from([*WORDS, *ODD_WORDS])
CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(),
    st.text(),
    st.lists(PIECES, max_size=6).map("".join),
)
CLEANERS: dict[str, Callable[[Value], object]] = {
    "tick": parse_tick,
    "class": parse_class,
    "count": parse_count,
    "figure": parse_figure,
    "id_number": parse_id_number,
    "due_date": parse_due_date,
    "money": lambda value: parse_money(value, scale=10**6),
    "birth_date": lambda value: parse_birth_date(value, today=TODAY),
    "event_date": lambda value: parse_event_date(value, today=TODAY),
}
_READABLE = re.compile(rb">[^<>]+<|\"[^\"<>]*\"")


@pytest.mark.parametrize("kind", CLEANERS)
@given(cell=CELLS)
@example(cell="²")
def test_a_cell_is_read_or_refused(kind: str, cell: Value) -> None:
    with suppress(CellError):
        CLEANERS[kind](cell)


@given(cell=CELLS)
def test_text_is_tidied_once_and_for_all(cell: Value) -> None:
    tidy = tidy_text(cell)
    assert tidy_text(tidy) == tidy
    assert fold_text(fold_text(tidy)) == fold_text(tidy)
    hide_personal(tidy, tidy)
    mask_text(tidy)
    read_money_scale(tidy)
    parse_report_date(tidy)


def mutate(content: bytes, chance: random.Random) -> bytes:
    """One change: of a value, an attribute, a tag, or of any byte."""
    kind = chance.randrange(5)
    places = [found.span() for found in _READABLE.finditer(content)]
    if kind < 2 and places:
        start, end = chance.choice(places)
        value = chance.choice(
            [b"", b"-1", b"1e999", b"\xff\xfe", b"A1", b"&amp;lt;", b"0" * 40, b"'" * 9, b"XFD9999999"]
        )
        return content[: start + 1] + value + content[end - 1 :]
    start, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
    if kind == 2:
        return content[:start] + content[end:]
    if kind == 3:
        return content[:end] + content[start:]
    return content[:start] + bytes([chance.randrange(256)]) + content[start + 1 :]


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]], part: str
) -> None:
    sound = write_households(tmp_path / "sound.xlsx", *(household(number) for number in range(12)))
    with zipfile.ZipFile(sound) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    chance, paths = random.Random(part), []
    for number in range(25):
        paths.append(tmp_path / f"damaged_{number}.xlsx")
        with zipfile.ZipFile(paths[-1], "w") as package:
            for name, content in parts.items():
                package.writestr(name, mutate(content, chance) if name == part else content)
    for inspected in inspect_files(*paths):
        refused, sheets = inspected.report.refused, inspected.report.sheets
        assert sheets if refused is None else refused.message.endswith(".")
        for sheet in sheets:
            sheet.check_conservation()


def spoil(path: Path, changed: Path, chance: random.Random) -> Path:
    """Some bytes of the whole, of an .ods those of its cells: other bytes of a zip are caught by its sums."""
    if path.suffix == ".xls":
        content = bytearray(path.read_bytes())
        for place in chance.sample(range(len(content)), chance.randint(1, 6)):
            content[place] = chance.choice([0, 1, 255, chance.randrange(256)])
        changed.write_bytes(bytes(content))
        return changed
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(changed, "w") as written:
        for name in package.namelist():
            content = package.read(name)
            written.writestr(name, mutate(content, chance) if name == "content.xml" else content)
    return changed


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_damaged_workbook_of_an_older_kind_is_read_or_refused(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]], kind: str
) -> None:
    sound, chance = write_book(tmp_path / f"sound.{kind}", make_book()), random.Random(kind)
    paths = [spoil(sound, tmp_path / f"damaged_{number}.{kind}", chance) for number in range(15)]
    started = time.monotonic()
    for inspected in inspect_files(*paths):
        refused, sheets = inspected.report.refused, inspected.report.sheets
        assert sheets or inspected.issues if refused is None else refused.message.endswith(".")
        for sheet in sheets:
            sheet.check_conservation()
    assert time.monotonic() - started < 60


@pytest.mark.parametrize("seed", range(3))
def test_a_file_of_other_bytes_is_read_or_refused(
    tmp_path: Path, inspect_files: Callable[..., list[InspectedFile]], seed: int
) -> None:
    sound = write_households(tmp_path / "sound.xlsx", household(1)).read_bytes()
    chance, paths = random.Random(seed), []
    for number in range(15):
        paths.append(tmp_path / f"bytes_{number}.{chance.choice(['xlsx', 'xls', 'csv', 'ods'])}")
        paths[-1].write_bytes(mutate(sound, chance))
    for inspected in inspect_files(*paths):
        assert inspected.report.sheets or inspected.report.refused
