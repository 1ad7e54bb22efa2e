"""The tables of the page of quality: who sent what, rules, movements that add up, files, definitions."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from dashboard import format as fmt
from dashboard import theme
from dashboard.findings.quality import Runs, Sent, judge
from dashboard.grids.grid import Cell, Grid, Head, Line, Link, Mark, headed
from dashboard.text import Text
from dashboard.theme import Sign
from queries import Indicator, Rule, Table, TableDefinition, words_of

SIGNS = {
    Sent.ON_TIME: theme.GOOD,
    Sent.SENT: Sign(theme.BLUE, "●", "circle"),
    Sent.UNDATED: Sign(theme.QUIET, "◐", "circle"),
    Sent.LATE: theme.WATCH,
    Sent.DUE: Sign(theme.QUIET, "◌", "circle-open"),
    Sent.MISSING: theme.UNKNOWN,
    Sent.OVERDUE: theme.BAD,
}
FORMS = ("household_review", "member_list", "resident_households", "movement_report", "policy_coverage")
COUNTS = ("rows_read", "rows_accepted", "rows_merged", "rows_quarantined", "rows_skipped_total")
# Of a hash, and of the periods of one file.
SHORT, MOST_PERIODS = 8, 4
STEPS = ("begin", "up", "down", "end", "open", "rest")
Column = tuple[str, str]
Place = tuple[str, str, tuple[int | None, ...]]
Record = dict[str, Any]


@lru_cache(maxsize=64)
def matrix(table: Table, today: date, text: Text) -> Grid:
    """Return one row a khối and one column a form and period: the shape tells the state, the day when it came."""
    found = {(row["area_key"], row["form"], row["reported_period"]): row for row in table.records()}
    areas = dict.fromkeys((row["area_key"], row["area_name"]) for row in table.records())
    shown = str(table.filters.period)
    columns = sorted({(form, period) for _, form, period in found}, key=lambda one: _order(one, shown))
    of_period = [column for column in columns if column[1] == shown]
    of_months = [column for column in columns if column[1] != shown]
    months = (Head(text("sent.monthly"), columns=len(of_months)),) if of_months else ()
    period = Head(text("badge.period", period=fmt.period(shown, text)), columns=len(of_period))
    groups = (Head(text("table.area"), rows=2), period, *months)
    heads = tuple(Head(_name_form(form, text)) for form, _ in of_period) + tuple(
        Head(text("sent.month", month=int(code.partition("-")[2]))) for _, code in of_months
    )
    rows = tuple(
        (
            Cell(name),
            *(
                _sent(found.get((key, *one)), today, text, is_dated=one in of_period)
                for one in (*of_period, *of_months)
            ),
        )
        for key, name in areas
    )
    return Grid(text("sent.table"), (groups, heads), rows, look="cross sent")


def say_key(table: Table, today: date, text: Text) -> str:
    """Return the key of the shapes that the matrix really shows."""
    met = {judge(row, today) for row in table.records()}
    signs = "; ".join(f"{SIGNS[state].shape} {text(f'sent_state.{state}')}" for state in Sent if state in met)
    return text("sent.key", signs=signs) if met else ""


@lru_cache(maxsize=64)
def found_rules(runs: Runs, link: str, text: Text) -> Grid:
    """Return the rules that found something, the gravest first; `link` ends where a rule goes, "" where none opens."""
    lines = [(severity, *count, rule) for rule in runs.found for severity, count in runs.counts[rule.id].items()]
    heads = (
        *headed(*(text(f"rules.{name}") for name in ("rule", "severity")))[0],
        *_numbers(text, "findings", "files"),
    )
    order = ("error", "warning", "repair", "info")
    return Grid(
        text("rules.found"),
        (heads,),
        tuple(
            (
                _explain(rule, text),
                Cell(text.of(words_of("severity", severity))),
                _open_rule(findings, rule, link, text),
                Cell(fmt.count(files, text), (files,), "number"),
            )
            for severity, findings, files, rule in sorted(lines, key=lambda line: (order.index(line[0]), -line[1]))
        ),
        look="rules",
    )


@lru_cache(maxsize=64)
def clean_rules(runs: Runs, text: Text) -> Grid:
    heads = (*headed(text("rules.rule"))[0], *_numbers(text, "looked_at"), *headed(text("rules.of"))[0])
    lines = tuple(
        (
            _explain(rule, text),
            Cell(fmt.count(runs.looked_at[rule.id], text), (runs.looked_at[rule.id],), "number"),
            Cell(text("rules.rows" if rule.runs_on else "rules.whole_files")),
        )
        for rule in runs.clean
    )
    return Grid(text("rules.clean"), (heads,), lines, look="rules")


@lru_cache(maxsize=64)
def idle_rules(runs: Runs, text: Text) -> Grid:
    """Return the rules that were not run, each with what it waits for."""
    lines = tuple((_explain(rule, text), Cell(_say_idle(rule, runs, text))) for rule in runs.idle)
    return Grid(text("rules.idle"), headed(text("rules.rule"), text("rules.waits")), lines, look="rules")


@lru_cache(maxsize=64)
def identities(places: tuple[Place, ...], text: Text) -> Grid:
    """Return one row a khối and the whole below: of both classes opening, increases, decreases, end, what is open."""
    classes = dict.fromkeys(listed for _, listed, _ in places)
    names = [text.of(words_of("class", listed)) for listed in classes]
    groups = (
        Head(text("identity.place"), rows=2),
        *(Head(f"{name[:1].upper()}{name[1:]}", columns=len(STEPS)) for name in names),
    )
    heads = tuple(Head(text(f"identity.{step}")) for step in STEPS) * len(classes)
    found = {(place, listed): numbers for place, listed, numbers in places}
    *lines, total = [
        (Cell(place), *(_known(number, text) for listed in classes for number in found[place, listed]))
        for place in dict.fromkeys(place for place, *_ in places)
    ]
    return Grid(text("identity.table"), (groups, heads), tuple(lines), total, "cross report")


@lru_cache(maxsize=64)
def files(table: Table, text: Text, *, is_named: bool) -> Grid:
    """Return one row a file with the sums of its sheets; whole names and hashes only where they may be read."""
    found: dict[str, list[Record]] = {}
    for row in table.records():
        found.setdefault(row["sha256"] + str(row["file"]), []).append(row)
    is_refused = is_named and any(row["refused_message"] for row in table.records())
    first = headed(text("files.file" if is_named else "files.form"), text("files.period"))[0]
    last = headed(text("files.loaded"), *((text("files.refused"),) if is_refused else ()), text("files.sha256"))[0]
    return Grid(
        text("files.table"),
        (
            (
                replace(first[0], parts=("", text("files.form")) if is_named else ()),
                first[1],
                *_numbers(text, *COUNTS, key="files"),
                *last,
            ),
        ),
        tuple(_file(sheets, text, is_named=is_named, is_refused=is_refused) for sheets in found.values()),
        _sum_files(table, text, after=len(last)),
        "files",
    )


@lru_cache(maxsize=64)
def definitions(found: tuple[Indicator | TableDefinition, ...], link: str, text: Text) -> Grid:
    """Return what is counted and how; `link` ends where the id goes, "" where rows may not be read."""
    heads = headed(*(text(f"definitions.{name}") for name in ("what", "how", "unit", "forms", "file")))
    return Grid(text("definitions.table"), heads, tuple(_define(one, link, text) for one in found), look="rules")


def _order(column: Column, shown: str) -> tuple[bool, str, int]:
    form, period = column
    return period != shown, period, FORMS.index(form) if form in FORMS else len(FORMS)


def _name_form(form: str, text: Text) -> str:
    name = text.of(words_of("form", form))
    return f"{name[:1].upper()}{name[1:]}"


def _sent(row: Record | None, today: date, text: Text, *, is_dated: bool) -> Cell:
    if row is None:
        return Cell(fmt.DASH, (text("sent.not_asked"),), "number")
    state = judge(row, today)
    day = fmt.day(row["received_date"], text) if row["received_date"] else ""
    due = text("sent.by", day=fmt.day(row["due_date"], text)) if row["due_date"] else ""
    words = ", ".join(filter(None, (text(f"sent_state.{state}"), day, due)))
    sign = SIGNS[state]
    quiet = due if is_dated and state not in (Sent.ON_TIME, Sent.SENT) else ""
    return Cell(day if is_dated else "", (words,), "number", mark=Mark(sign.shape, sign.colour), quiet=quiet)


def _numbers(text: Text, *names: str, key: str = "rules") -> tuple[Head, ...]:
    return tuple(Head(text(f"{key}.{name}"), "number") for name in names)


def _explain(rule: Rule, text: Text) -> Cell:
    title, meaning = text.of(rule.title), text.of(rule.meaning)
    return Cell(title, (f"{title} – {meaning}",), quiet=meaning)


def _open_rule(findings: int, rule: Rule, link: str, text: Text) -> Cell:
    shown = fmt.count(findings, text)
    said = text("rules.open", count=shown, rule=text.of(rule.title))
    return Cell(shown, (findings,), "number", Link(f"{link}{rule.id}", said) if link else None)


def _say_idle(rule: Rule, runs: Runs, text: Text) -> str:
    if rule.only_inspect:
        return text("rules.only_inspect")
    forms = _join((text.of(words_of("form", form)) for form in rule.find_missing(runs.forms)), text)
    return text("rules.needs", forms=forms) if forms else text("rules.no_file")


def _join(words: Iterable[str], text: Text) -> str:
    return text("rules.or").join(words)


def _known(number: int | None, text: Text) -> Cell:
    return Cell(text("unclear") if number is None else fmt.count(number, text), (number,), "number")


def _file(sheets: list[Record], text: Text, *, is_named: bool, is_refused: bool) -> Line:
    first = sheets[0]
    forms = ", ".join(dict.fromkeys(text.of(words_of("form", row["form"])) for row in sheets if row["form"]))
    periods = list(dict.fromkeys(str(row["reported_period"]) for row in sheets if row["reported_period"]))
    told = periods if len(periods) < MOST_PERIODS else [periods[0], "…", periods[-1]]
    counts = [[int(row[name]) for row in sheets if row[name] is not None] for name in COUNTS]
    loaded = fmt.day(first["loaded_date"], text) if first["loaded_date"] else text("unclear")
    name = Cell(str(first["file"]), (str(first["file"]), forms), quiet=forms) if is_named else Cell(forms or fmt.DASH)
    return (
        name,
        Cell(" ".join(told), (", ".join(periods),)),
        *(
            Cell(fmt.count(sum(one), text) if one else fmt.DASH, (sum(one) if one else None,), "number")
            for one in counts
        ),
        Cell(loaded, (first["loaded_date"],), quiet=first["loaded_by"] or ""),
        *((Cell(text.quoted(first["refused_message"]), kind="words"),) if is_refused else ()),
        Cell(f"{first['sha256'][:SHORT]}…", (first["sha256"],), "hash", whole=first["sha256"]),
    )


def _sum_files(table: Table, text: Text, *, after: int) -> Line:
    """Return the totals of all files, which add up: read = accepted + merged + quarantined + skipped."""
    known = [[int(str(value)) for value in table.column(name) if value is not None] for name in COUNTS]
    # Of files that could not be read nobody knows how many rows they hold: no sum of them is 0.
    numbers = (
        Cell(fmt.count(sum(one), text) if one else fmt.DASH, (sum(one) if one else None,), "number") for one in known
    )
    return (Cell(text("table.total")), Cell(""), *numbers, *(Cell(""),) * after) if table.rows else ()


def _define(one: Indicator | TableDefinition, link: str, text: Text) -> Line:
    folder, unit = ("indicators", text.noun(one.unit.noun)) if isinstance(one, Indicator) else ("tables", "")
    file, title = f"{folder}/{one.id}.sql", text.of(one.title)
    forms = ", ".join(text.of(words_of("form", form)) for form in one.sources)
    way = Link(f"{link}{one.id}", text("definitions.rows", what=title)) if link and one.rows else None
    return (
        Cell(title, link=way),
        Cell(text.of(one.definition), kind="words"),
        Cell(unit),
        Cell(forms, kind="words"),
        Cell(
            text("source.formula"),
            (f"queries/{file}",),
            link=Link(f"./formula/{file}", text("definitions.sql", what=title)),
        ),
    )
