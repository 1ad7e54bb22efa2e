"""Telling the rows of a table apart: data, section, total, column numbers, note, signature."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from etl.clean.class_words import ClassTitle, parse_class_title
from etl.clean.text import Value, fold_text, tidy_text
from etl.layout import Layout, RowWords, read_row_words
from etl.names import AreaIndex

COLUMN_NUMBER = re.compile(r"^(?:cột\s*)?[\[(]?(\d{1,2}|[a-z]|[ivx]+)[a-z]?[\])]?\.?(\s*=.*)?$", re.IGNORECASE)
_SECTION_COUNT = re.compile(r"\s*[:(]\s*\d+\s*(hộ|khẩu|người).*$", re.IGNORECASE)
_HOUSEHOLDS_TOLD = re.compile(r"[:(]\s*(\d+)\s*hộ\b", re.IGNORECASE)
# «5 hộ», «14 khẩu», 1.234, «I.», «(2)», «A», «-»: what may stand beside the name of a class in its row.
_FIGURE = re.compile(
    r"^(?:(\d{1,4}) hộ|[\d.,]{1,7}(?: (?:khẩu|nhân khẩu|người))?|[(]?[IVXLC\d]+[.)]*|[A-Ha-h][.)]?|[-–—+*])$",
    re.IGNORECASE,
)
_CLASS_WORDS = ("opening_class", "closing_class")
_ROMAN = re.compile(r"^[IVXLC]+\.?$")
_ROMAN_START = re.compile(r"^[IVXLC]+[.)]\s+")
_ORDER_START = re.compile(r"^(?:[IVXLC]+[.)/]|\d{1,2}(?:\.\d{1,2})*[.)/]|[A-Ha-h][.)/])\s*")
_SIGNING_DATE = re.compile(r"\bngay\b.*\bthang\b.*\bnam\b")
_PLACE = re.compile(r"^(khoi|to dan pho|thon|kp|tdp)\b")
_TOTAL = re.compile(
    r"^(tong cong|tong so|toan phuong)\b|^(tong|cong)$|^(tong|cong) (khoi|to|hop|trang|theo|don vi|phong|cac|du an)\b"
)
_MOST_SIGNATURE_CELLS = 4
REPEATED_LABELS, MOVED_LABELS = 2, 3
_FEWEST_NUMBERS, _MANY_NUMBERS = 2, 5
PERSONAL = ("head_id_number", "head_birth_date", "birth_date", "id_number")
BIRTH_YEARS = ("male_birth", "female_birth")
# What a row of each form is about, and the columns in which anything may be written.
KEYS = ("head_name", "member_name", "name", "project", "task", "policy", "household_code", "indicator")
COUNTS_OF_AREAS = {"resident_households", "begin_count"}
NUMBERS = ("running_number", "household_number", "member_number")
# Cells that never hold the words of a header in a row of data; «Chủ hộ», «Nam», «Hộ nghèo» stand in others.
ANCHORS = frozenset((*NUMBERS, *KEYS, "unit"))
_REMARKS = ("note", "obstacle", "state", "proposal", "document", "source")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One non-empty row below the header; `number` is the spreadsheet's. A section may name a khối, known or not, or a
    class, and tell how many households follow («Khối 1: 3 hộ»). `merged`: columns whose cell a merge from above hides.
    """

    number: int
    kind: str
    cells: dict[str, Value]
    section_area_id: str | None = None
    section_title: str = ""
    households_told: int | None = None
    merged: frozenset[str] = frozenset()
    class_title: ClassTitle | None = None

    @property
    def names_unknown_class(self) -> bool:
        """«II. Hộ nghèo chuyển đi»: what its households are is not told."""
        return self.kind == "section" and self.class_title is None and "ngheo" in fold_text(self.section_title)

    @property
    def names_unknown_place(self) -> bool:
        return (
            self.kind == "section"
            and self.section_area_id is None
            and bool(_PLACE.match(fold_text(self.section_title)))
        )


@dataclass(frozen=True, slots=True)
class RowText:
    """A row as its filled texts, in order, and its cells by field."""

    filled: list[str]
    cells: dict[str, Value]
    layout: Layout

    @property
    def title(self) -> str:
        """The first words that are no running number, without «II.» and «: 7 hộ»."""
        area = [tidy_text(self.cells.get("area"))] if "counted" in self.cells else []
        return read_section_title(next((text for text in [*area, *self.filled] if text and not _is_order(text)), ""))

    @property
    def households_told(self) -> int | None:
        told = next((found for text in self.filled if (found := _HOUSEHOLDS_TOLD.search(text))), None)
        return int(told[1]) if told else None

    @property
    def class_title(self) -> ClassTitle | None:
        """The class that the row names, in a form that has them, beside nothing but numbers."""
        if "closing_class" not in self.layout.columns:
            return None
        words = [tidy_text(self.cells.get(field)) for field in _CLASS_WORDS]
        return find_class_title([text for text in self.filled if text not in words])

    @property
    def key(self) -> str:
        return next((text for field in KEYS if (text := tidy_text(self.cells.get(field)))), "")

    @property
    def is_numbered(self) -> bool:
        return any(tidy_text(self.cells.get(field)).rstrip(".").isdigit() for field in NUMBERS)

    @property
    def is_full(self) -> bool:
        return sum(bool(tidy_text(value)) for value in self.cells.values()) > _MOST_SIGNATURE_CELLS

    @property
    def names_a_person(self) -> bool:
        """A digit in a birth date or an identity number; below «Nam» and «Nữ» a total row counts persons."""
        if any(re.search(r"\d{4}", tidy_text(self.cells.get(field))) for field in BIRTH_YEARS):
            return True
        texts = [tidy_text(self.cells.get(field)) for field in PERSONAL]
        return any(re.search(r"\d", text) and not _SIGNING_DATE.search(fold_text(text)) for text in texts)

    @property
    def is_dated_figure(self) -> bool:
        """«Tổng số hộ nghèo» of a year is a figure of a series, not the total of the rows above."""
        return "indicator" in self.cells and bool(re.search(r"\d{4}", tidy_text(self.cells.get("year"))))

    @property
    def repeats_header(self) -> bool:
        """A header printed again on the next page, or that of another table: perhaps with its columns moved about."""
        folded = {field: fold_text(tidy_text(value)) for field, value in self.cells.items()}
        in_place = {field for field, text in folded.items() if text and self.layout.has_header(field, text)}
        moved = {field for field, text in folded.items() if text and self.layout.heads_other(field, text)}
        if len(in_place) >= REPEATED_LABELS:
            return True
        return not (in_place | moved).isdisjoint(ANCHORS) and len(in_place | moved) >= MOVED_LABELS

    @property
    def is_section(self) -> bool:
        if "project" in self.cells:
            return not self.key and bool(_ROMAN.match(self.filled[0]))
        title = next((text for text in self.filled if not _is_order(text)), "")
        is_alone = len(self.filled) == 1 and _PLACE.match(fold_text(_ORDER_START.sub("", title)))
        return bool(
            is_alone or _ROMAN.match(self.filled[0]) or _ROMAN_START.match(title) or _SECTION_COUNT.search(title)
        )

    def is_signature(self, words: RowWords) -> bool:
        remarks = {tidy_text(self.cells.get(field)) for field in _REMARKS}
        folded = [fold_text(text) for text in self.filled if text not in remarks]
        return any(_SIGNING_DATE.search(text) or _starts(text, words.signature) for text in folded)


def tell_kind(row: RowText, areas: AreaIndex, *, is_first: bool, is_signed: bool) -> str:
    """What stands highest decides: a person, a khối, a running number with a name, then the words."""
    if _are_column_numbers(row.filled, is_first=is_first):
        return "column_numbers"
    if row.repeats_header:
        return "header"
    if found := row.class_title:
        return "total" if found.is_sum else "section"
    if row.names_a_person or row.is_dated_figure:
        return "data"
    words, title = read_row_words(), fold_text(row.title)
    if (
        "area" in row.layout.columns
        and not tidy_text(row.cells.get("area"))
        and (areas.find(row.title) or row.is_section)
    ):
        return "section"
    if _TOTAL.match(title) and not row.is_numbered:
        return "total"
    if not COUNTS_OF_AREAS.isdisjoint(row.cells) and areas.is_wider(row.title):
        return "total"
    if row.key and (row.is_numbered or row.is_full):
        return "data"
    if row.is_section:
        return "section"
    if _starts(title, words.note):
        return "note"
    return "signature" if is_signed or row.is_signature(words) else "data"


def _starts(text: str, openings: tuple[str, ...]) -> bool:
    return any(text == opening or text.startswith(f"{opening} ") for opening in openings)


def _are_column_numbers(filled: list[str], *, is_first: bool) -> bool:
    """«A B 1 2 3=1+2», «(1) (2)», «Cột 7a»: no two alike, or from 1 again under each group; later on, growing."""
    found = [COLUMN_NUMBER.match(text) for text in filled]
    numbers = [int(place[1]) for place in found if place and place[1].isdigit()]
    if not all(found) or len(found) < _FEWEST_NUMBERS:
        return False
    if is_first and len(set(filled)) == len(filled):
        return len(found) > _FEWEST_NUMBERS or _go_on(numbers)
    if is_first and len(numbers) == len(found):
        return _go_on(numbers)
    return len(numbers) >= _MANY_NUMBERS and numbers == sorted(set(numbers))


def _go_on(numbers: list[int]) -> bool:
    """Whether there are some, each one more than that before it, or 1 again."""
    return len(numbers) > 1 and all(after in (before + 1, 1) for before, after in pairwise(numbers))


CLASS, AREA = "class", "area"


def find_outer(rows: Sequence[SheetRow]) -> str | None:
    """Which sections hold the others: those of the kind that comes first, where there are any of class at all."""
    kinds = [kind for row in rows if (kind := tell_section(row))]
    return kinds[0] if CLASS in kinds else None


def tell_section(row: SheetRow) -> str | None:
    """Whether a section is of a class or of a khối; None for a title of neither and for what is no section."""
    if row.kind != "section":
        return None
    if row.class_title or row.names_unknown_class:
        return CLASS
    return AREA if row.section_area_id or row.names_unknown_place else None


def find_class_title(filled: Sequence[str]) -> ClassTitle | None:
    """The one class that the texts of a row name, the others being numbers: «II.», «HỘ CẬN NGHÈO», «5 hộ»."""
    titles = [title for text in filled if (title := parse_class_title(text))]
    others = [text for text in filled if not parse_class_title(text)]
    if len(titles) != 1 or not all(map(_FIGURE.match, others)):
        return None
    told = next((int(found[1]) for text in others if (found := _FIGURE.match(text)) and found[1]), None)
    return titles[0] if told is None else replace(titles[0], households=told)


def _is_order(text: str) -> bool:
    return bool(_ROMAN.match(text)) or text.replace(".", "").replace(",", "").isdigit()


def read_section_title(text: str) -> str:
    """«II. Khối 2: 9 hộ» -> «Khối 2»."""
    return _SECTION_COUNT.sub("", _ORDER_START.sub("", text)).strip(" :.-")
