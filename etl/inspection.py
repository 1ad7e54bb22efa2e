"""What loading some files would do: read, join and check them in memory, write nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from etl.build import WRITER_CONFIG
from etl.fill import create_schema, fill_tables
from etl.folder import DataFolder
from etl.issue import Issue
from etl.parse import FileReport, read_file
from etl.published import find_published
from etl.reference import load_reference, read_context
from etl.totals import add_totals
from etl.workbook.reader import WorkbookReader

Totals = dict[str, object]


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
    folder = DataFolder(root)
    with duckdb.connect(config=WRITER_CONFIG) as connection:
        create_schema(connection)
        load_reference(connection, folder.map_reference())
        context = read_context(connection, secret=folder.peek_secret(), today=today)
        with WorkbookReader() as reader:
            files = [read_file(path, path.name, reader=reader, context=context, loaded_date=today) for path in paths]
        _load_known(connection, folder)
        found = fill_tables(connection, files)
        return [InspectedFile(file, add_totals(connection, file, context), _list_issues(file, found)) for file in files]


def _list_issues(file: FileReport, found: Sequence[Issue]) -> tuple[Issue, ...]:
    return (*file.list_issues(), *(issue for issue in found if issue.file == file.file))


def _load_known(connection: duckdb.DuckDBPyConnection, folder: DataFolder) -> None:
    """Classes of the households already published, for a member list that comes alone."""
    current = find_published(folder.root, folder.pointer)
    if current is None:
        return
    quoted = str(current.path).replace("'", "''")
    connection.execute(f"ATTACH '{quoted}' AS published (READ_ONLY)")
    connection.execute(
        "INSERT INTO stage.known_household BY NAME SELECT period, listed_id, household_code, recognised_class "
        "FROM published.core.household_link "
        "JOIN published.core.household_round USING (period, standard_id, household_id) "
        "JOIN published.restricted.household USING (period, household_id)"
    )
    connection.execute("DETACH published")
