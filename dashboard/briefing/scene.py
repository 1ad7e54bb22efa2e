"""One scene of a meeting: a finding, few large numbers, one picture or table, one question to decide."""

from dataclasses import dataclass

from dashboard.charts.bullet import SHARE_JOINT
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

    @property
    def large(self) -> str:
        """The count, which is read first: «10/11 trẻ»."""
        return self.shown.partition(SHARE_JOINT)[0]

    @property
    def small(self) -> str:
        """What stands beside it: «90,91% (số ít)», nothing where the count is all."""
        return self.shown.partition(SHARE_JOINT)[2]

    def explain(self, text: Text) -> tuple[tuple[str, str], ...]:
        """Return (what, words) of its definition and workbooks. No sheet is named: it may be one khối's."""
        return list_about(text, *self.answers, is_inside=False)


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """`finding` is the title, a sentence; `lines` stand under it; `question` is the one thing to decide.

    `plot` or `grid` may be missing: where nothing is loaded a scene says so in its finding, and shows no empty axis.
    `failed`: why the scene could not be told at all, "" of one that is.
    """

    id: str
    finding: str
    facts: tuple[Fact, ...]
    question: str
    lines: tuple[str, ...] = ()
    plot: Plot | None = None
    grid: Grid | None = None
    failed: str = ""

    @property
    def answers(self) -> tuple[Answer, ...]:
        return tuple(dict.fromkeys(answer for fact in self.facts for answer in fact.answers))
