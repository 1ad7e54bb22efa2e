"""Interface words by key, in the two languages of the screen. Words about data come with the data (`queries.Words`)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from queries import Words

LANGUAGES = ("vi", "en")
# `{days:day|days}`: the value, then the form of the noun that goes with it.
COUNTED = re.compile(r"\{(\w+):([^{}|]+)\|([^{}|]+)\}")


@cache
def load_words(lang: str) -> dict[str, str]:
    """Read `text*.<lang>.yml`: key -> sentence, with `{name}` where a value goes, `{name:one|many}` before a noun.

    `text.vi.yml` is the screen's, `text.scenes.vi.yml` that of the meeting, and so on; a key stands in one file.
    """
    words: dict[str, str] = {}
    for path in sorted(Path(__file__).parent.glob(f"text*.{lang}.yml")):
        words |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return words


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one language: `text("overview.title")`, `text.noun("household", 2)`."""

    lang: str = "vi"

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence under `key` with its values filled in. Raises KeyError for an unknown key."""
        words = load_words(self.lang)[key]
        if "|" in words:
            words = COUNTED.sub(lambda found: _name_counted(values[found[1]], *found.groups()), words)
        return words.format(**values)

    def of(self, words: Words | None) -> str:
        """Return the words that came with the data in this language, nothing where nothing was said."""
        if words is None:
            return ""
        return words.en if self.lang == "en" else words.vi

    def said(self, cell: object) -> Any:
        """Return a cell of a table: words in this language, anything else as it is."""
        return self.of(cell) if isinstance(cell, Words) else cell

    def quoted(self, written: str | None) -> str:
        """Return what the ward wrote, nothing where it wrote nothing: among English words in quotation marks."""
        return self("quoted", words=written) if written else ""

    def noun(self, name: str, number: float | None = None) -> str:
        """Return the noun that goes with `number`; a file writes two forms as `household|households`."""
        forms = self(f"noun.{name}").split("|")
        return forms[0] if number == 1 else forms[-1]


def _name_counted(value: object, name: str, one: str, many: str) -> str:
    return f"{{{name}}} {one if str(value) == '1' else many}"
