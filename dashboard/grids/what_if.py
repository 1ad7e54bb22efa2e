"""What a scenario would change: classes before and after, and each household that is helped."""

from dataclasses import dataclass

from dashboard import format as fmt
from dashboard.grids.grid import Cell, Grid, Head, Line
from dashboard.text import Text
from queries import Basis, Cost, Outcome, Table, WhatIf, words_of

CLASSES = ("poor", "near_poor", "average_living", "not_poor", "unknown")


@dataclass(frozen=True, eq=False)
class Scenario:
    """`names` of households, `standards` by id; `area_id`: the only khối that is shown, None for all."""

    found: WhatIf
    names: dict[str, str]
    standards: dict[str, str]
    area_id: str | None

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(o for o in self.found.outcomes if self.area_id in (None, o.area_id))


def counts(shown: Scenario, text: Text) -> Grid:
    """Return the households of each class before and after, standard by standard."""
    lines = tuple(
        (
            Cell(shown.standards[standard]),
            Cell(_class(listed, text), kind="words"),
            *(_count(shown, standard, listed, text, after=after) for after in (False, True)),
        )
        for standard in shown.found.standards
        for listed in CLASSES
        if _number(shown, standard, listed, after=False) or _number(shown, standard, listed, after=True)
    )
    numbers = (Head(text(f"what_if.{name}"), "number") for name in ("before", "after"))
    heads = (Head(text("what_if.standard")), Head(text("what_if.class")), *numbers)
    return Grid(text("what_if.counts"), (heads,), lines, look="scenario")


def outcomes(shown: Scenario, remedies: Table, text: Text) -> Grid:
    """Return each helped household: class before and after, what is supposed gone, what is left, why it is unclear."""
    indicators = {str(row["indicator_code"]): text.of(row["indicator"]) for row in remedies.records()}
    names = ("household", "before", "after", "removed", "left", "why")
    heads = tuple(Head(text(f"what_if.{name}"), "number" if name == "left" else "") for name in names)
    helped = sorted((o for o in shown.outcomes if o.removed), key=lambda o: (not o.leaves_poor, not o.leaves_list))
    lines = tuple(_line(outcome, shown, indicators, text) for outcome in helped)
    return Grid(text("what_if.helped"), (heads,), lines, look="scenario")


def costs(found: tuple[Cost, ...], indicators: dict[str, str], text: Text) -> Grid:
    """Return one row a help: how many of what, at what price, on what it is based; the foot adds what is known."""
    names = ("help", "counted", "each", "total", "basis")
    heads = tuple(Head(text(f"costs.{name}"), "number" if name == "total" else "") for name in names)
    lines = tuple(_cost(one, indicators, text) for one in found)
    totals = [one.total for one in found if one.total]
    ends = tuple(sum(total[end] for total in totals) for end in (0, 1))
    whole = _range(ends, text) if totals else fmt.DASH
    blank = (Cell(""),) * 2
    foot = (Cell(text("costs.sum")), *blank, Cell(whole, (whole,), "number"), Cell(""))
    return Grid(text("costs.title"), (heads,), lines, foot, look="scenario")


def _cost(one: Cost, indicators: dict[str, str], text: Text) -> Line:
    persons = f"{fmt.padded(one.counted, text)} {text.of(words_of('cost_unit', one.unit))}"
    counted = fmt.counted(one.counted, "household", text) if one.unit == "household" else persons
    each = _range((one.least_vnd, one.most_vnd), text) if one.least_vnd is not None and one.most_vnd else fmt.DASH
    whole = _range(one.total, text) if one.total else fmt.DASH
    unknown = (("unclear", one.unclear), ("not_entitled", one.not_entitled))
    return (
        Cell("; ".join(indicators.get(code, code) for code in one.indicators), kind="words"),
        Cell(
            counted if one.counted else fmt.DASH,
            kind="words",
            quiet=" ".join(text(f"costs.{name}", count=fmt.padded(count, text)) for name, count in unknown if count),
        ),
        Cell(each, kind="words"),
        Cell(whole, (whole,), "number"),
        Cell(_say_basis(one, text), kind="words", quiet=text.of(one.item)),
    )


def _say_basis(one: Cost, text: Text) -> str:
    said = text.of(words_of("cost_basis", one.basis))
    if one.basis is not Basis.REFERENCE:
        return said
    return f"{text.of(one.policy)}, {text.of(words_of('certainty', one.certainty or ''))}"


def _range(ends: tuple[int | None, ...], text: Text) -> str:
    return " – ".join(dict.fromkeys(fmt.money(end, text) for end in ends))


def _line(outcome: Outcome, shown: Scenario, indicators: dict[str, str], text: Text) -> Line:
    is_one = len(shown.found.standards) == 1
    return (
        Cell(
            shown.names.get(outcome.household_id, outcome.household_id),
            kind="name",
            quiet="" if is_one else shown.standards[outcome.standard_id],
        ),
        Cell(_class(outcome.before, text), kind="words"),
        Cell(_class(outcome.after, text), kind="words"),
        Cell("; ".join(indicators.get(code, code) for code in outcome.removed), kind="words"),
        Cell(fmt.count(outcome.deprivations_after, text), (outcome.deprivations_after,), "number"),
        Cell(text.of(words_of("doubt", outcome.doubt)) if outcome.doubt else "", kind="words"),
    )


def _count(shown: Scenario, standard: str, listed: str, text: Text, *, after: bool) -> Cell:
    count = _number(shown, standard, listed, after=after)
    return Cell(fmt.count(count, text), (count,), "number")


def _number(shown: Scenario, standard: str, listed: str, *, after: bool) -> int:
    own = (o for o in shown.outcomes if o.standard_id == standard)
    return sum((o.after if after else o.before) == listed for o in own)


def _class(code: str, text: Text) -> str:
    return text.of(words_of("class", code))
