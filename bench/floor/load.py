"""The floor of build.py: the same imports, the same workbooks read by calamine, the same rows by CREATE TABLE AS.

Run from the project's folder: python -m bench.floor.load RAW_FOLDER DATABASE
"""

import csv
import sys
from collections.abc import Sequence
from pathlib import Path

import duckdb
from python_calamine import CalamineWorkbook

import etl.__main__  # noqa: F401  (what the build imports before it does anything)

PLAIN = "header = false, all_varchar = true, delim = ',', quote = '\"', escape = '\"'"


def main(raw: Path, database: Path) -> None:
    """Pass each sheet on as a CSV file: from Python's own lists pyarrow makes a table only after importing pandas."""
    passed = database.with_suffix(".csv")
    with duckdb.connect(str(database)) as connection:
        for number, rows in enumerate(list_sheets(raw)):
            with passed.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
            connection.execute(f"CREATE TABLE sheet_{number} AS SELECT * FROM read_csv('{passed}', {PLAIN})")


def list_sheets(raw: Path) -> list[Sequence[Sequence[object]]]:
    """Return the rows of every sheet of every workbook."""
    workbooks = [CalamineWorkbook.from_path(str(path)) for path in sorted(raw.rglob("*.xlsx"))]
    return [book.get_sheet_by_name(name).to_python() for book in workbooks for name in book.sheet_names]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
