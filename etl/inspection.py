"""What loading some files would do: read, join and check them in memory, write nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.build import WRITER_CONFIG
from etl.decisions.decided import Decided, read_decided
from etl.errors import InputError
from etl.fill import create_schema, fill_tables, stage_records
from etl.folder import DataFolder
from etl.issue import Issue, Severity
from etl.parse import FileReport, read_file
from etl.progress import Progress, say_nothing
from etl.published import Published, find_published
from etl.reference import load_reference, read_context
from etl.sealed import open_named
from etl.staging import append_rows
from etl.totals import add_totals
from etl.workbook.reader import WorkbookReader

Totals = dict[str, object]
# Forms whose rows are about households of other lists.
_OF_LISTED = ("member_list", "household_event", "entitlement_list")
_KNOWN_COLUMNS = ("period", "listed_id", "household_code", "recognised_class")
_KNOWN = """
SELECT period, listed_id, household_code, recognised_class
FROM core.household_link
JOIN core.household_round USING (period, standard_id, household_id)
JOIN restricted.household USING (period, household_id)
"""


@dataclass(frozen=True, slots=True)
class InspectedFile:
    """`totals` stands beside `report.sheets`, one each; `issues` are its own and those of checks that name it."""

    report: FileReport
    totals: tuple[Totals, ...]
    issues: tuple[Issue, ...]


def inspect(paths: Sequence[Path], *, root: Path, today: date) -> list[InspectedFile]:
    """Inspect files beside each other and beside what `root` has published.

    Raises InputError for broken reference files.
    """
    return inspect_in(DataFolder(root), paths, today=today, on_progress=say_nothing)


def inspect_in(folder: DataFolder, paths: Sequence[Path], *, today: date, on_progress: Progress) -> list[InspectedFile]:
    """Inspect files as `inspect`, in a folder that may be one of the future."""
    current = find_published(folder.root, folder.pointer)
    # The reader first: it is at work while the tables are made.
    with WorkbookReader(paths) as reader, duckdb.connect(config=WRITER_CONFIG) as connection:
        create_schema(connection)
        load_reference(connection, folder.map_reference())
        decided = read_decided(connection, folder)
        context = read_context(
            connection,
            secret=folder.peek_secret(),
            today=today,
            answers=decided.answers,
            corrections=decided.corrections,
        )
        files = []
        for done, path in enumerate(paths):
            on_progress(done, len(paths), path.name)
            files.append(read_file(path, path.name, reader=reader, context=context, loaded_date=today))
        said = Decided(answers=decided.answers)
        unknown = _load_known(connection, current, files) if current else []
        stage_records(connection, files, said)
        found = [*fill_tables(connection, files, said), *_tell_loaded(files, current), *unknown]
        return [InspectedFile(file, add_totals(connection, file, context), _list_issues(file, found)) for file in files]


def _list_issues(file: FileReport, found: Sequence[Issue]) -> tuple[Issue, ...]:
    return (*file.list_issues(), *(issue for issue in found if issue.file == file.file))


def _tell_loaded(files: Sequence[FileReport], current: Published | None) -> Iterator[Issue]:
    """Say of each file whose very content is published when that was loaded, and under which name."""
    known = {told.sha256: (name, told.loaded_date) for name, told in current.files.items()} if current else {}
    for file in files:
        if file.sha256 in known:
            name, day = known[file.sha256]
            said = f"Nội dung này đã nạp ngày {day:%d/%m/%Y} với tên «{name}»; nạp lần nữa không đổi gì."
            yield Issue(Severity.INFO, "already_loaded", said, file=file.file)


def _load_known(connection: duckdb.DuckDBPyConnection, current: Published, files: Sequence[FileReport]) -> list[Issue]:
    """Households already published, for what speaks of them and comes alone; says where it cannot know them."""
    alone = [file.file for file in files if any(sheet.form in _OF_LISTED for sheet in file.sheets)]
    if not alone:
        return []
    try:
        with open_named(current.path, _KNOWN) as published:
            rows = published.execute(_KNOWN).fetchall()
    except InputError as error:
        return [Issue(Severity.WARNING, "names_closed", str(error), file=file) for file in alone]
    append_rows(connection, "stage.known_household", _KNOWN_COLUMNS, rows)
    return []
