"""Link invented lists that lie in a folder as Parquet, as a build would: its own settings, a database on disk.

Run from the project's folder: python -m bench.linkage.large FOLDER. Prints one line of JSON.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from etl.build import WRITER_CONFIG
from etl.linking import link_households

from .measure import prepare_listed, prepare_schema


def main(folder: Path) -> None:
    with duckdb.connect(str(folder / "large.duckdb"), config=WRITER_CONFIG) as connection:
        prepare_schema(connection, {"2025", "2026"})
        for table in ("household_review", "member_list"):
            rows = str(folder / f"{table}.parquet")
            connection.execute(f"INSERT INTO stage.{table} BY NAME SELECT * FROM read_parquet($rows)", {"rows": rows})
        prepare_listed(connection)
        began, cpu = time.monotonic(), time.process_time()
        link_households(connection)
        cost = {"seconds": round(time.monotonic() - began, 1), "cpu": round(time.process_time() - cpu, 1)}
        counted = connection.execute("SELECT method, count(*) FROM core.household_link GROUP BY method ORDER BY method")
        print(json.dumps({**cost, "rows": dict(counted.fetchall())}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
