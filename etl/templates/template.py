"""A fill-in workbook of one form, before it is written: its sheets with titles, columns and the current list."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.build import WRITER_CONFIG
from etl.clean.text import Value, fold_text
from etl.errors import InputError
from etl.fill import create_schema
from etl.folder import DataFolder
from etl.layout import Layout, LayoutColumn, read_layouts
from etl.published import find_published
from etl.reference import load_reference
from etl.sealed import open_named
from etl.templates.forms import SheetPlan, TemplatePlan, read_plans
from etl.templates.words import Words, read_words

_ROWS = Path(__file__).parent / "rows"
_LISTS = ("household_review", "member_list", "movement_report")
_DATED = {
    "project_progress": "project_progress",
    "task_report": "task",
    "meeting_conclusions": "meeting_conclusion",
    "policy_coverage": "policy_coverage",
}
_NEWEST = {
    "household_review": "core.household_round",
    "member_list": "core.person_round",
    "movement_report": "core.movement_report",
    "resident_households": "core.area_round",
    "entitlement_list": "core.entitlement",
    **{form: f"core.{table}" for form, table in _DATED.items()},
}


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """`key` is what it is recognised by, whatever the words above it become."""

    field: str
    key: str
    label: str
    layout: LayoutColumn
    choices: tuple[str, ...]
    is_locked: bool


@dataclass(frozen=True, slots=True)
class TemplateSheet:
    """`rows` as written, one tuple beside `columns`."""

    name: str
    titles: tuple[str, ...]
    columns: tuple[TemplateColumn, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Template:
    form: str
    title: str
    advice: tuple[str, ...]
    sheets: tuple[TemplateSheet, ...]


def make_template(
    folder: DataFolder,
    form: str,
    *,
    area: str | None,
    period: str | None,
    today: date,
    standard: str | None = None,
) -> Template:
    """The form with the current list of a khối (None: of the ward), as published. Holds names and numbers.

    `period`: the newest of the form where None; `standard`: the one in force then. Raises InputError for a form, khối,
    period or standard unknown, and where names cannot be opened.
    """
    layout = next((layout for layout in read_layouts() if layout.form == form and form in read_plans()), None)
    if layout is None:
        raise InputError(f"Không có biểu «{form}». Các biểu: {', '.join(read_plans())}.")
    with _open(folder, _read_sql(form)) as connection:
        chosen = _choose_period(connection, form, period, standard)
        area_id = _find_area(connection, area) if area else None
        words = read_words(connection, chosen.last_day)
        plan = read_plans()[form]
        sheets = tuple(
            _make_sheet(connection, layout, plan, sheet, chosen, area_id, words, today) for sheet in plan.sheets
        )
    return Template(form, layout.title, plan.advice, sheets)


@contextmanager
def _open(folder: DataFolder, statement: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """What is published; where nothing is, the reference alone."""
    current = find_published(folder.root, folder.pointer)
    if current:
        with open_named(current.path, statement) as connection:
            yield connection
        return
    with duckdb.connect(config=WRITER_CONFIG) as connection:
        create_schema(connection)
        load_reference(connection, folder.map_reference())
        for layout in read_layouts():
            columns = ("source_file", "source_sheet", "source_row", *layout.columns)
            connection.execute(f"CREATE TABLE raw.{layout.form} ({', '.join(f'{name} VARCHAR' for name in columns)})")
        yield connection


@dataclass(frozen=True, slots=True)
class _Period:
    period: str
    last_day: date
    standard_id: str
    standard: str

    @property
    def time(self) -> str:
        """As the titles of our forms have it."""
        year, _, month = self.period.partition("-")
        return f"THÁNG {int(month)} NĂM {year}" if month.isdigit() else f"NĂM {year}"


def _choose_period(
    connection: duckdb.DuckDBPyConnection, form: str, asked: str | None, standard: str | None
) -> _Period:
    if asked is None and form in _NEWEST:
        newest = connection.execute(
            f"SELECT arg_max(period, last_day) FROM {_NEWEST[form]} JOIN core.period USING (period)"
        ).fetchall()
        asked = newest[0][0]
    if asked is None:
        asked = str(connection.execute("SELECT plan_year FROM core.ward").fetchall()[0][0])
    found = connection.execute(
        "SELECT period, last_day, standard_id, standard.name FROM core.period, core.standard AS standard "
        "WHERE period = $period AND kind IN ('year', 'month') "
        "AND standard_id = coalesce($standard, standard_id) AND ($standard IS NOT NULL "
        "OR last_day BETWEEN valid_from AND coalesce(valid_to, DATE '9999-12-31'))",
        {"period": asked, "standard": standard},
    ).fetchall()
    is_month = "-" in asked
    if not found or (is_month and form not in _LISTS):
        raise InputError(
            f"Biểu này không có kỳ «{asked}»{f' theo chuẩn {standard}' if standard else ''}. Ghi một năm, ví dụ 2026"
            + (", hoặc một tháng, ví dụ 2026-05." if form in _LISTS else ".")
        )
    return _Period(*found[0])


def _find_area(connection: duckdb.DuckDBPyConnection, written: str) -> str:
    rows = connection.execute(
        "SELECT area_id, concat_ws(';', area_id, name, aliases) FROM core.area WHERE level = 'neighbourhood' "
        "ORDER BY sort_key"
    ).fetchall()
    names = {fold_text(name): area for area, told in reversed(rows) for name in told.split(";")}
    if fold_text(written) not in names:
        raise InputError(f"Không có khối «{written}». Các khối: {', '.join(dict.fromkeys(area for area, _ in rows))}.")
    return str(names[fold_text(written)])


def _make_sheet(
    connection: duckdb.DuckDBPyConnection,
    layout: Layout,
    plan: TemplatePlan,
    sheet: SheetPlan,
    chosen: _Period,
    area_id: str | None,
    words: Words,
    today: date,
) -> TemplateSheet:
    day = _find_report_date(connection, layout.form, chosen.period)
    told = {
        "period": chosen.period,
        "area_id": area_id,
        "standard_id": chosen.standard_id,
        "listed_class": sheet.listed_class,
        "report_date": day,
    }
    titles = [
        text.format(time=chosen.time, standard=chosen.standard, date=f"{day or today:%d/%m/%Y}")
        for text in (sheet.title, *sheet.lines)
    ]
    columns = tuple(_make_column(field, layout, plan, sheet, words) for field in plan.columns)
    rows = [
        tuple(_show(row, column, number, plan, words) for column in columns)
        for number, row in enumerate(_read_rows(connection, layout.form, told), start=1)
    ]
    name = sheet.name or (words.areas[area_id] if area_id else "Danh sách")
    return TemplateSheet(name, tuple(titles), columns, tuple(rows))


def _find_report_date(connection: duckdb.DuckDBPyConnection, form: str, period: str) -> date | None:
    if form not in _DATED:
        return None
    sql = f"SELECT max(report_date) FROM core.{_DATED[form]} WHERE period = $period"
    newest: date | None = connection.execute(sql, {"period": period}).fetchall()[0][0]
    return newest


def _make_column(field: str, layout: Layout, plan: TemplatePlan, sheet: SheetPlan, words: Words) -> TemplateColumn:
    column = layout.columns[field]
    label = sheet.labels.get(field) or plan.labels.get(field) or column.title
    choices = words.choose(field, column, plan.words.get(field, {}))
    return TemplateColumn(field, f"{layout.form}.{field}", label, column, choices, field in plan.locked)


def _read_rows(
    connection: duckdb.DuckDBPyConnection, form: str, told: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    sql = _read_sql(form)
    found = connection.execute(sql, {name: value for name, value in told.items() if f"${name}" in sql})
    names = [column[0] for column in found.description]
    yield from (dict(zip(names, row, strict=True)) for row in found.fetchall())


def _read_sql(form: str) -> str:
    return (_ROWS / f"{form}.sql").read_text(encoding="utf-8")


def _show(row: dict[str, object], column: TemplateColumn, number: int, plan: TemplatePlan, words: Words) -> Value:
    if column.field == "running_number":
        return number
    if column.field not in row or (row.get("is_new") and column.field not in plan.kept):
        return None
    return words.show(column.layout, row[column.field], plan.words.get(column.field, {}))
