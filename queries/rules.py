"""The catalogue of what the loader checks: every rule with its words, and whether it had anything to look at."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, TypeAdapter

from queries.header import UniqueKeyLoader, WordsHeader
from queries.words import Words

PATH = Path(__file__).with_name("rules.yml")


@dataclass(frozen=True, slots=True)
class Rule:
    """`runs_on` are the forms whose rows it looks at, () for every file; `beside` those it needs as well.

    `only_inspect`: raised while a file is looked at, never by a build.
    """

    id: str
    title: Words
    meaning: Words
    runs_on: tuple[str, ...]
    beside: tuple[str, ...]
    only_inspect: bool

    def find_missing(self, forms: Collection[str]) -> tuple[str, ...]:
        """Return the forms without which it had nothing to look at: it was not run, which is not passed."""
        missing = tuple(form for form in self.beside if form not in forms)
        return missing if not self.runs_on or set(self.runs_on) & set(forms) else (*self.runs_on, *missing)


class RuleHeader(BaseModel, frozen=True, extra="forbid"):
    title: WordsHeader
    meaning: WordsHeader
    runs_on: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    only_inspect: bool = False


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in the order in which a file meets them."""
    read = yaml.load(PATH.read_text(encoding="utf-8"), UniqueKeyLoader)
    headers = TypeAdapter(dict[str, RuleHeader]).validate_python(read)
    return tuple(
        Rule(name, one.title.words(), one.meaning.words(), one.runs_on, one.beside, one.only_inspect)
        for name, one in headers.items()
    )
