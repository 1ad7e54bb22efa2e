"""The tables of policies: by section of the plan, policy by khối, who waits for how long, amounts with their base."""

from datetime import date
from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard import theme
from dashboard.findings.policies import count_days
from dashboard.grids.grid import Cell, Grid, Head, Line, Link, Mark, Value
from dashboard.text import Text
from dashboard.theme import Sign
from queries import Reach, Table, Words, words_of

SIGNS = {
    Reach.ALL: theme.GOOD,
    Reach.WAITING: theme.WATCH,
    Reach.UNCLEAR: theme.UNKNOWN,
    Reach.SILENT: theme.UNKNOWN,
    Reach.NOBODY: theme.NONE,
    Reach.COUNTED: theme.NONE,
    Reach.UNDIVIDED: theme.NONE,
}
BEYOND = Sign(theme.ORANGE, "≠", "x")
AT_MOST_AT_LEAST = {"<=": "at_most", ">=": "at_least"}
Cells = dict[str, Any]


@lru_cache(maxsize=64)
def section(table: Table, text: Text) -> Grid:
    """Return the policies of one section of the plan: counts first, how far they reach, from where, whose."""
    parts = tuple(text(f"policies.{name}") for name in ("served", "eligible", "origin"))
    heads = (
        Head(text("policies.policy"), "words"),
        Head(text("policies.share_head"), "number", parts=parts),
        Head(text("policies.reach"), "words"),
        Head(text("policies.waits"), "number", format="count"),
        Head(text("policies.unknown"), "number", format="count"),
        Head(text("policies.lead"), "words"),
    )
    return Grid(_title(table, text), (heads,), tuple(_row(row, text) for row in table.records()), look="policies reach")


def _title(table: Table, text: Text) -> str:
    place = text.of(table.title)
    return f"{place}. {text.of(words_of('place', place))}"


def _row(row: Cells, text: Text) -> Line:
    reach = Reach(row["reach"])
    sign = SIGNS[reach]
    said = text.of(words_of("reach", str(reach)))
    return (
        Cell(text.of(row["policy_name"]), kind="words", quiet=_say_scope(row, text)),
        _counted(row, text),
        Cell(said, (said,), "name", mark=Mark(sign.shape, sign.colour), quiet=_say_areas(row, text)),
        _number(row["waiting"] if row["has_percentage"] else None, row, text),
        _number(row["unknown"] if row["has_percentage"] else None, row, text),
        _words(text.of(row["unit_name"])),
    )


def _say_scope(row: Cells, text: Text) -> str:
    """Say of a policy with a share that it stands outside the target."""
    return text("policies.outside") if row["has_percentage"] and not row["is_in_target"] else ""


def _say_areas(row: Cells, text: Text) -> str:
    count = row["unclear_areas"]
    return text("policies.areas", count=fmt.padded(count, text)) if count and row["is_divided"] else ""


def _counted(row: Cells, text: Text) -> Cell:
    """Write «7/9 người», or the count alone, with where it is counted; what is written beyond is said, never added."""
    served, eligible, origin = row["served"], row["eligible"], _say_origin(row, text)
    noun = text.of(words_of("unit_counted", row["unit_counted"]))
    if served is None and eligible is None:
        is_hidden = row["origin"] is not None and row["unknown"] is None
        return Cell(text("suppressed" if is_hidden else "not_reported"), (None, None, origin), "number")
    if not row["has_percentage"]:
        return Cell(f"{fmt.count(served, text)} {noun}", (served, None, origin), "number", quiet=origin)
    beyond = text("policies.beyond_short", count=fmt.padded(row["beyond"], text)) if row["beyond"] else ""
    shown = f"{fmt.count(served, text)}/{fmt.count(eligible, text)} {noun}" if eligible else fmt.DASH
    return Cell(shown, (served, eligible, origin), "number", quiet="; ".join(filter(None, (origin, beyond))))


def _say_origin(row: Cells, text: Text) -> str:
    return text(f"policies.from_{row['origin']}") if row["origin"] else ""


def _number(value: int | None, row: Cells, text: Text) -> Cell:
    """A count that no share can be told of, or nobody reports, is «—»: the share says which."""
    return Cell(fmt.DASH if value is None else fmt.count(value, text), (value,), "number")


def _words(said: str) -> Cell:
    return Cell(said, (said,), "words")


@lru_cache(maxsize=64)
def matrix(table: Table, areas: tuple[tuple[str, str], ...], title: str, text: Text, link: str = "") -> Grid:
    """Return one row a policy and one column a khối. `link`: an address that ends where the khối goes («?khoi=»)."""
    parts = tuple(text(f"policies.{name}") for name in ("served", "eligible", "unknown"))
    heads = (Head(text("policies.policy")), *(Head(name, "number", parts=parts) for _, name in areas))
    found: dict[Words, dict[str, Cells]] = {}
    for row in table.records():
        if row["origin"] and row["is_divided"]:
            found.setdefault(row["policy_name"], {})[row["area_id"]] = _merge(row, found, row["area_id"])
    lines = tuple(
        (Cell(text.of(name)), *(_cell(by_area.get(area), f"{link}{area}" if link else "", text) for area, _ in areas))
        for name, by_area in found.items()
    )
    return Grid(title, (heads,), lines, look="cross policies-by-area")


def _merge(row: Cells, found: dict[Words, dict[str, Cells]], area: str) -> Cells:
    """Add up the units of one policy in one khối."""
    other = found.get(row["policy_name"], {}).get(area)
    if other is None:
        return row
    names = ("served", "eligible", "waiting", "unknown", "beyond", "unclear_areas")
    return row | {name: _add(row[name], other[name]) for name in names}


def _add(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _cell(row: Cells | None, address: str, text: Text) -> Cell:
    """Write «7/8 (1 chưa rõ)»; a khối that does not say is «chưa báo cáo», one with nobody entitled «—»."""
    if row is None:
        return Cell(fmt.DASH, (None, None, None), "number")
    served, eligible, unknown = row["served"], row["eligible"], row["unknown"]
    numbers: tuple[Value, ...] = (served, eligible, unknown)
    if served is None:
        of = text("policies.of", eligible=fmt.count(eligible, text)) if eligible else ""
        return Cell(text("not_reported"), numbers, "number", _lead(address, text("not_reported")), quiet=of)
    if not row["has_percentage"]:
        return Cell(fmt.count(served, text), numbers, "number", _lead(address, fmt.count(served, text)))
    if row["beyond"]:
        # Of one khối the number as it is written: all its eligible and what is too many.
        shown = f"{fmt.count(eligible + row['beyond'], text)}/{fmt.count(eligible, text)}"
        return Cell(shown, numbers, "number differs", _lead(address, shown), Mark(BEYOND.shape, BEYOND.colour))
    if not eligible:
        return Cell(fmt.DASH, numbers, "number")
    shown = f"{fmt.count(served, text)}/{fmt.count(eligible, text)}"
    doubt = text("policies.doubt", count=fmt.count(unknown, text)) if unknown else ""
    mark = Mark(theme.WATCH.shape, theme.WATCH.colour) if row["waiting"] else None
    return Cell(shown, numbers, "number", _lead(address, shown), mark, doubt)


def _lead(address: str, said: str) -> Link | None:
    return Link(address, said) if address else None


@lru_cache(maxsize=64)
def waiting(table: Table, text: Text) -> Grid:
    """Return who waits, the longest first: how many, how many days the first of them, whose matter it is."""
    rows = [row for row in table.records() if row["waiting"] or row["unknown"]]
    heads = (
        Head(text("policies.policy"), "words"),
        Head(text("policies.waits"), "number", format="count"),
        Head(text("policies.unknown"), "number", format="count"),
        Head(text("policies.days"), "number", format="count"),
        Head(text("policies.since"), format="date"),
        Head(text("policies.lead"), "words"),
        Head(text("policies.origin"), "words"),
    )
    ordered = sorted(rows, key=lambda row: -(count_days(row["oldest_since"], table.as_of) or 0))
    lines = tuple(_wait(row, table, text) for row in ordered)
    return Grid(text.of(table.title), (heads,), lines, look="policies")


def _wait(row: Cells, table: Table, text: Text) -> Line:
    days = count_days(row["oldest_since"], table.as_of)
    at_least = text("todo.at_least") if row["unclear_areas"] and row["waiting"] else ""
    return (
        Cell(text.of(row["policy_name"]), kind="words"),
        Cell(at_least + fmt.count(row["waiting"], text), (row["waiting"],), "number"),
        Cell(fmt.count(row["unknown"], text), (row["unknown"],), "number"),
        Cell(fmt.DASH if days is None else fmt.count(days, text), (days,), "number"),
        Cell(fmt.DASH if days is None else fmt.day(row["oldest_since"], text), (row["oldest_since"],)),
        _words(text.of(row["unit_name"])),
        _words(text.of(words_of("form", row["origin"]))),
    )


@lru_cache(maxsize=64)
def amounts(table: Table, text: Text) -> Grid:
    """Return every amount with its days, its base and how certain it is; one that nobody knows is «chưa có»."""
    names = ("base", "certainty", "note")
    first = Head(text("policies.policy"), "words", parts=(text("policies.policy"), text("policies.item")))
    days = Head(text("policies.days_of"), "words", parts=(text("policies.from"), text("policies.to")))
    heads = (
        first,
        Head(text("policies.amount"), "number"),
        days,
        *(Head(text(f"policies.{name}"), "words") for name in names),
    )
    return Grid(
        text.of(table.title), (heads,), tuple(_amount(row, text) for row in table.records()), look="policies amounts"
    )


def _amount(row: Cells, text: Text) -> Line:
    policy, item = text.of(row["policy_name"]), text.of(row["item"])
    certainty = text.of(words_of("certainty", row["certainty"])) if row["amount"] is not None else fmt.DASH
    return (
        Cell(policy, (policy, item), "words", quiet=item),
        write_amount(row["amount"], row["comparison"], row["unit"], row["includes_vat"], text),
        Cell(_say_days(row["valid_from"], row["valid_to"], text), (row["valid_from"], row["valid_to"]), "words"),
        _words(row["document"] or text("policies.unknown_amount")),
        _words(certainty),
        _words(row["note"] or ""),
    )


def _say_days(first: date | None, last: date | None, text: Text) -> str:
    """Write «từ 10/05/2025», «đến 09/05/2025», «19/05/2022 – 31/12/2025»; «—» where no day is known."""
    if first and last:
        return f"{fmt.day(first, text)} – {fmt.day(last, text)}"
    if not first and not last:
        return fmt.DASH
    return text("policies.since_day" if first else "policies.until_day", day=fmt.day(first or last, text))


def write_amount(amount: float | None, comparison: str, unit: Words, includes_vat: bool | None, text: Text) -> Cell:
    """Write «tối thiểu 70% mức đóng», «1.984 đồng/kWh, chưa thuế», «chưa có»."""
    if amount is None:
        return Cell(text("policies.unknown_amount"), (text("policies.unknown_amount"),), "number")
    words = text.of(unit)
    number = fmt.number(amount, text, 2)
    shown = f"{number}{words}" if words.startswith("%") else f"{number} {words}"
    if comparison in AT_MOST_AT_LEAST:
        shown = text(f"policies.{AT_MOST_AT_LEAST[comparison]}", amount=shown)
    if includes_vat is not None:
        shown = text("policies.with_vat" if includes_vat else "policies.without_vat", amount=shown)
    return Cell(shown, (shown,), "number")
