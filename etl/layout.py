"""The layout of an official form as data: its columns, the words wards write above them, what must be there."""

from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from etl.clean.text import fold_text

_SOURCES = Path(__file__).parent / "sources"
Reading = Literal[
    "text", "tick", "count", "figure", "money", "class", "id_number", "birth_date", "area", "running_number"
]


class LayoutColumn(BaseModel):
    """`under`: words one of the upper header tiers must hold, where the same header stands under two parents."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    title: str
    read: Reading
    headers: tuple[str, ...]
    under: tuple[str, ...] = ()
    is_personal: bool = False
    fills_down: bool = False


class Layout(BaseModel):
    """`required` entries are field names, «a|b» where one of several will do."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    form: str
    title: str
    title_en: str
    required: tuple[str, ...]
    columns: dict[str, LayoutColumn]

    def find_field(self, path: tuple[str, ...]) -> str | None:
        """The field of a column with these folded header tiers, upper first."""
        for field, under in _index_headers(self.form).get(path[-1], ()) if path else ():
            if not under or any(word in tier for tier in path[:-1] for word in under):
                return field
        return None

    def has_header(self, field: str, folded: str) -> bool:
        """Whether these folded words head this column in some file."""
        return any(name == field for name, _ in _index_headers(self.form).get(folded, ()))

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
def read_row_words() -> RowWords:
    return RowWords.model_validate(_load_yaml(_SOURCES / "row_words.yml"))
