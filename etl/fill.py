"""From what the files gave to the tables of the warehouse: staged, joined by the models, held against the checks."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import duckdb

from etl.clean.identity import mask_text
from etl.decisions.answers import ask_class, ask_test_household
from etl.decisions.decided import NOTHING_DECIDED, Decided
from etl.decisions.held import keep_classes, stage_answers
from etl.issue import Asked, Issue, Kind, Severity
from etl.layout import Layout, read_layouts
from etl.linking import link_households
from etl.linking.decisions import LinkDecision
from etl.loads import Load
from etl.parse import FileReport
from etl.sheet_reader import FORMS
from etl.sheet_report import Record, SheetReport, list_columns
from etl.staging import append_columns, pack_long, stage_columns
from etl.workbook.address import name_cell
from identity import Beside, declare_plain, open_beside

_HERE = Path(__file__).parent
_ONLY_FOR = re.compile(r"-- Only for rows of (\w+\.\w+)\.\n")


def create_schema(connection: duckdb.DuckDBPyConnection) -> None:
    """In memory alone: what is staged and who it is about stands there as text."""
    _run(connection, "schema.sql")
    declare_plain(connection)
    connection.execute("CREATE SCHEMA stage")
    _run(connection, "stage.sql")


def create_file(connection: duckdb.DuckDBPyConnection) -> Beside:
    """In a file: what is staged, and who it is about until it is sealed, stands in memory beside it."""
    beside = open_beside(connection)
    _run(connection, "schema.sql")
    beside.prepare()
    connection.execute(beside.looking)
    _run(connection, "stage.sql")
    return beside


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    connection.execute((_HERE / name).read_text(encoding="utf-8"))


def stage_records(
    connection: duckdb.DuckDBPyConnection, files: Sequence[FileReport], decided: Decided = NOTHING_DECIDED
) -> None:
    """All that files and people say, as tables: the files may forget their rows then."""
    sheets = [sheet for file in files for sheet in file.sheets]
    for form in FORMS:
        columns = [list_columns(sheet.records) for sheet in sheets if sheet.form == form]
        stage_columns(connection, form, columns)
    waiting = [record for sheet in sheets for record in sheet.waiting]
    _insert(connection, "stage.waiting_household", waiting)
    areas: list[Record] = [
        {"period": sheet.period, "standard_id": sheet.standard_id, "area_id": area, "form": form}
        for sheet in sheets
        for form in (sheet.form, *(["household_review"] if sheet.reports_households else []))
        for area in sorted(sheet.area_ids)
    ]
    _insert(connection, "stage.named_area", areas)
    _insert(connection, "stage.link_decision", [_stage(line, decision) for line, decision in decided.links.items()])
    stage_answers(connection, decided.answers)


def fill_tables(
    connection: duckdb.DuckDBPyConnection, files: Sequence[FileReport], decided: Decided = NOTHING_DECIDED
) -> list[Issue]:
    """Link the households staged, run the models in the order of their names, return what the checks found.

    What people decided stands above what the files say.
    """
    pack_long(connection, "stage")
    _run_all(connection, "told")
    keep_classes(connection, decided.held, decided.published)
    _run_all(connection, "listed")
    pack_long(connection, "stage")
    undecided = link_households(connection)
    _run_all(connection, "models")
    _check_keys(connection)
    places = {(sheet.file, sheet.sheet): sheet.columns for file in files for sheet in file.sheets}
    checks = sorted((_HERE / "checks").glob("*.sql"))
    return [*decided.answers.issues, *undecided] + [
        issue for path in checks for issue in _run_check(connection, path, places)
    ]


def _check_keys(connection: duckdb.DuckDBPyConnection) -> None:
    """A row that stands twice in a long table is a fault of this program, not of the officer."""
    repeated = connection.execute((_HERE / "long_keys.sql").read_text(encoding="utf-8")).fetchall()
    if repeated:
        raise AssertionError(f"keys repeated: {', '.join(name for (name,) in repeated)}")


def _stage(line: int, decision: LinkDecision) -> Record:
    said = asdict(decision)
    return {"line": line} | {name: said[name] for name in said if name not in ("decided_on", "decided_by", "note")}


def _run_all(connection: duckdb.DuckDBPyConnection, folder: str) -> None:
    for path in sorted((_HERE / folder).glob("*.sql")):
        if _has_work(connection, statement := path.read_text(encoding="utf-8")):
            connection.execute(statement)


def _has_work(connection: duckdb.DuckDBPyConnection, statement: str) -> bool:
    """Whether a table has rows that a statement says it is only for: planning it takes time too."""
    found = _ONLY_FOR.match(statement)
    return found is None or bool(connection.execute(f"SELECT 1 FROM {found[1]} LIMIT 1").fetchall())


def write_raw(connection: duckdb.DuckDBPyConnection, files: Sequence[FileReport]) -> None:
    """Cells as found, one table per form, without personal columns."""
    for layout in read_layouts():
        if layout.form not in FORMS:
            continue
        columns = ["source_file", "source_sheet", "source_row", *_list_public(layout)]
        typed = ", ".join(f"{name} {'INTEGER' if name == 'source_row' else 'VARCHAR'}" for name in columns)
        connection.execute(f"CREATE TABLE raw.{layout.form} ({typed})")
        cells = [sheet.raw for file in files for sheet in file.sheets if sheet.form == layout.form]
        append_columns(connection, f"raw.{layout.form}", cells)


def write_meta(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[FileReport],
    issues: Sequence[Issue],
    loads: Mapping[str, Load],
) -> None:
    """What was loaded and what was wrong; personal findings are masked. `loads` are by the sha256 of the file."""
    _insert(connection, "meta.source_file", [_describe_file(file, loads.get(file.sha256)) for file in files])
    _insert(connection, "meta.source_sheet", [_describe_sheet(sheet) for file in files for sheet in file.sheets])
    _insert(connection, "meta.checksum", [check for file in files for sheet in file.sheets for check in sheet.checks])
    _insert(
        connection,
        "meta.issue",
        [{"issue_id": number, **_mask_issue(issue)} for number, issue in enumerate(issues, start=1)],
    )


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: Sequence[Record]) -> None:
    append_columns(connection, table, [list_columns(records)])


def _list_public(layout: Layout) -> list[str]:
    return [field for field, column in layout.columns.items() if not column.is_personal]


def _run_check(
    connection: duckdb.DuckDBPyConnection, path: Path, columns: dict[tuple[str, str], dict[str, int]]
) -> list[Issue]:
    statement = path.read_text(encoding="utf-8")
    if not _has_work(connection, statement):
        return []
    found = connection.execute(statement + "\nORDER BY file, sheet, source_row, message")
    names = [column[0] for column in found.description]
    rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return [
        Issue(
            Severity(row["severity"]),
            row["rule"],
            row["message"],
            row["file"],
            row["sheet"],
            cell=_find_cell(row, columns.get((row["file"], row["sheet"]), {})),
            row=row["source_row"],
            column=row["column_name"],
            found=row["found"],
            used=row["used"],
            asked=_read_asked(row),
        )
        for row in rows
    ]


def _read_asked(row: Record) -> Asked | None:
    """What the finding of a check asks, where it asks anything."""
    text = str(row.get("asked_text"))
    match row.get("asked_kind"):
        case Kind.CLASS:
            period, standard_id, listed_id = str(row["asked_subject"]).split("|")
            return ask_class(period, standard_id, listed_id, text)
        case Kind.TEST_HOUSEHOLD:
            return ask_test_household(str(row["asked_subject"]), text)
    return None


def _find_cell(row: Record, columns: dict[str, int]) -> str | None:
    """The address of a check's finding, where it is about one column of one row."""
    column, number = columns.get(str(row["column_name"])), row["source_row"]
    return name_cell(number - 1, column) if column is not None and isinstance(number, int) else None


def _describe_file(file: FileReport, load: Load | None) -> Record:
    return {
        "file": file.file,
        "sha256": file.sha256,
        "loaded_date": load.day if load else None,
        "loaded_by": load.by if load else None,
        "form": next((sheet.form for sheet in file.sheets if sheet.form in FORMS), None),
        "rows": sum(sheet.rows_accepted for sheet in file.sheets),
        "refused_rule": file.refused.rule if file.refused else None,
        "refused_message": file.refused.message if file.refused else None,
    }


def _describe_sheet(sheet: SheetReport) -> Record:
    return {
        "file": sheet.file,
        "sheet": sheet.sheet,
        "form": sheet.form,
        "period": sheet.period,
        "header_row": sheet.header_row,
        "rows_read": sheet.rows_read,
        "rows_accepted": sheet.rows_accepted,
        "rows_quarantined": sheet.rows_quarantined,
        "rows_merged": sheet.rows_merged,
        "rows_skipped_total": sum(sheet.skipped.values()),
        "rows_skipped": json.dumps(dict(sheet.skipped), sort_keys=True),
    }


def _mask_issue(issue: Issue) -> Record:
    def show(text: str | None) -> str | None:
        return mask_text(text) if text and issue.is_personal else text

    return {
        "file": issue.file,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "source_row": issue.row,
        "column_name": issue.column,
        "severity": issue.severity.value,
        "rule": issue.rule,
        "found": show(issue.found),
        "used": show(issue.used),
        "message": issue.message,
    }
