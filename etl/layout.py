"""The layout of an official form as data: its columns, the words wards write above them, what must be there."""

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from etl.clean.text import fold_text

_SOURCES = Path(__file__).parent / "sources"
# «Phân loại theo chuẩn 2026-2030» is the column «Phân loại»; the standard is read from the label by itself.
_OF_STANDARD = re.compile(r" theo chuan .*| chuan [a-z ]*\d{4} \d{4}.*")
_CODE = re.compile(r"\d{5}")
Reading = Literal[
    "text", "tick", "count", "figure", "money", "class", "id_number", "birth_date", "day", "area", "running_number"
]


class LayoutColumn(BaseModel):
    """`under`: words one of the upper header tiers must hold, where the same header stands under two parents; with
    `alone` any parent or none will do where the header stands only once.

    `keys`: technical names that a software writes above the words; they count in any tier.
    `words`: what a cell may say, by code; «…» at the end of a word lets anything follow it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    read: Reading
    headers: tuple[str, ...]
    keys: tuple[str, ...] = ()
    under: tuple[str, ...] = ()
    alone: bool = False
    is_personal: bool = False
    fills_down: bool = False
    words: dict[str, tuple[str, ...]] = {}

    def find_word(self, text: str) -> str | None:
        """The code of the words in a cell; None for words unknown, or of two codes at once («tách hộ, chuyển đi»)."""
        folded = fold_text(text)
        codes = {fold_text(word): code for code, words in self.words.items() for word in words}
        if folded in codes:
            return codes[folded]
        openings = [fold_text(word) for words in self.words.values() for word in words if word.endswith("…")]
        start = max((opening for opening in openings if folded.startswith(f"{opening} ")), key=len, default=None)
        if start is None:
            return None
        rest = f" {folded.removeprefix(start)} "
        is_plain = all(codes[opening] == codes[start] for opening in openings if f" {opening} " in rest)
        return codes[start] if is_plain else None

    def list_words(self) -> str:
        """«Chuyển đi», «Chuyển đến», …: the first words of each code, for a message."""
        return ", ".join(f"«{words[0].rstrip('… ')}»" for words in self.words.values())


class Layout(BaseModel):
    """`required` entries are field names, «a|b» where one of several will do; those of `told_elsewhere` may as well be
    told by the sections of a sheet or by its title.

    `foreign`: headers that no sheet of this form has; they tell it from a form that shares its other columns.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    form: str
    title: str
    title_en: str
    required: tuple[str, ...]
    told_elsewhere: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    columns: dict[str, LayoutColumn]

    def find_field(self, path: tuple[str, ...]) -> str | None:
        """The field of a column with these folded header tiers, upper first; a key of our own workbooks tells it."""
        return _find_field(self.form, path)

    def list_alone(self) -> dict[str, str]:
        """Folded header -> the field that it names where it stands only once."""
        return {fold_text(header): field for field, c in self.columns.items() if c.alone for header in c.headers}

    def has_key(self, path: tuple[str, ...]) -> bool:
        """Whether a tier of this column is the technical name of one."""
        return any(label in _index_keys(self.form) or label in _index_own_keys(self.form) for label in path)

    def is_foreign(self, paths: list[tuple[str, ...]]) -> bool:
        """Whether a column with these folded header tiers belongs to another form."""
        words = {fold_text(header) for header in self.foreign}
        return any(path and path[-1] in words for path in paths)

    @property
    def tells_ends(self) -> bool:
        """Whether the same headers stand over the opening and the closing of a period."""
        return "opening_poor" in self.columns

    def list_names(self, entry: str) -> list[tuple[str, str]]:
        """Every header that a required entry may have, with its field."""
        return [(field, header) for field in entry.split("|") for header in self.columns[field].headers]

    def may_head(self, text: str) -> bool:
        """Whether a text could head a column: no header begins with a digit or has a number as long as a code."""
        return bool(text) and not text[0].isdigit() and not _CODE.search(text)

    def has_header(self, field: str, folded: str) -> bool:
        """Whether these folded words head this column in some file."""
        return any(name == field for name, _ in _index_headers(self.form).get(folded, ()))

    def heads_other(self, field: str, folded: str) -> bool:
        """Whether these folded words head a column, and not this one."""
        return folded in _index_headers(self.form) and not self.has_header(field, folded)

    def is_known(self, folded: str) -> bool:
        """Whether these folded words head some column."""
        return _OF_STANDARD.sub("", folded) in _index_headers(self.form)

    def list_missing(self, found: set[str]) -> tuple[str, ...]:
        return tuple(entry for entry in self.required if not found.intersection(entry.split("|")))

    def is_required(self, field: str) -> bool:
        return any(field in entry.split("|") for entry in self.required)

    def name_field(self, entry: str) -> str:
        """The Vietnamese name of a required entry, for a message."""
        return self.columns[entry.split("|")[0]].title


class RowWords(BaseModel):
    """Folded words that mark rows which are no data."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    note: tuple[str, ...]
    signature: tuple[str, ...]
    test_names: tuple[str, ...]


def _load_yaml(path: Path) -> object:
    """The C loader where PyYAML was built with it: ten times faster, the same safe subset."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@cache
def read_layouts() -> tuple[Layout, ...]:
    paths = sorted(_SOURCES.glob("*.layout.yml"))
    return tuple(Layout.model_validate(_load_yaml(path)) for path in paths)


@lru_cache(maxsize=20_000)
def _find_field(form: str, path: tuple[str, ...]) -> str | None:
    """The search for a header asks for the same columns over and over."""
    own = next((field for label in path if (field := _index_own_keys(form).get(label))), None)
    if own:
        return own
    fields = _index_headers(form).get(_OF_STANDARD.sub("", path[-1]), ()) if path else ()
    for tier in reversed(path):  # the nearest parent tells: «Tăng, giảm trong kỳ» / «Giảm» / «Khác»
        for name, under in fields:
            if any(word in tier for word in under):
                return name
    if plain := next((name for name, under in fields if not under), None):
        return plain
    return next((field for label in path if (field := _index_keys(form).get(label))), None)


@cache
def _index_headers(form: str) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Folded header -> (field, folded words of its parents) in the order of the layout."""
    layout = next(layout for layout in read_layouts() if layout.form == form)
    index: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for field, column in layout.columns.items():
        for header in dict.fromkeys(map(fold_text, column.headers)):
            index.setdefault(header, []).append((field, tuple(map(fold_text, column.under))))
    return index


@cache
def _index_keys(form: str) -> dict[str, str]:
    """Folded technical name -> field."""
    layout = next(layout for layout in read_layouts() if layout.form == form)
    return {fold_text(key): field for field, column in layout.columns.items() for key in column.keys}


@cache
def _index_own_keys(form: str) -> dict[str, str]:
    """Folded «household_review.head_name», as our fill-in workbooks have it above the words -> field."""
    layout = next(layout for layout in read_layouts() if layout.form == form)
    return {fold_text(f"{form}.{field}"): field for field in layout.columns}


@lru_cache(maxsize=20_000)
def list_forms(folded: str) -> frozenset[str]:
    """The forms that have a column headed by these folded words, or by this technical name."""
    bare = _OF_STANDARD.sub("", folded)
    return frozenset(
        layout.form
        for layout in read_layouts()
        if bare in _index_headers(layout.form)
        or folded in _index_keys(layout.form)
        or folded in _index_own_keys(layout.form)
    )


@cache
def read_row_words() -> RowWords:
    return RowWords.model_validate(_load_yaml(_SOURCES / "row_words.yml"))
