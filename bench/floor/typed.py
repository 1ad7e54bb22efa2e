"""The floor of reading.py for CSV: the same imports, the rows typed and stored by DuckDB alone.

Run from the project's folder: python -m bench.floor.typed CSV DATABASE
"""

import sys
from pathlib import Path

import duckdb

import etl.__main__  # noqa: F401  (what the build imports before it does anything)


def main(source: Path, database: Path) -> None:
    with duckdb.connect(str(database)) as connection:
        connection.execute(f"CREATE TABLE household AS SELECT * FROM read_csv('{source}', header = true)")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
