"""One scene of a meeting: a finding, few large numbers, one picture or table, one question to decide."""

from dataclasses import dataclass

from dashboard.charts.plot import Plot
from dashboard.findings.provenance import list_about
from dashboard.grids import Grid
from dashboard.text import Text
from queries import Result, Table

Answer = Result | Table


@dataclass(frozen=True, slots=True)
class Fact:
    """A number to read from five metres; `answers` say how it is counted and where it was read."""

    shown: str
    label: str
    answers: tuple[Answer, ...]

    def explain(self, text: Text) -> tuple[tuple[str, str], ...]:
        """Return (what, words) of its definition and workbooks. No sheet is named: it may be one khối's."""
        return list_about(text, *self.answers, is_inside=False)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """`finding` is the title, a sentence; `lines` stand under it; `question` is the one thing to decide.

    `plot` or `grid` may be missing: where nothing is loaded a scene says so in its finding, and shows no empty axis.
    """

    id: str
    finding: str
    facts: tuple[Fact, ...]
    question: str
    lines: tuple[str, ...] = ()
    plot: Plot | None = None
    grid: Grid | None = None

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(dict.fromkeys(answer for fact in self.facts for answer in fact.answers))
