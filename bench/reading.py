"""What understanding a long list costs: a workbook through `inspect` beside calamine's bare lists, a CSV through a
build beside a typed `CREATE TABLE AS read_csv`.

Turn by turn in one run. Nothing here passes or fails. ROWS of the CSV may be given: python bench/reading.py 100000
"""

import resource
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from driver.clock import describe_run
from driver.process import Cost, run
from driver.ratio import compare
from driver.server import ROOT
from long_list import write_csv, write_workbook

sys.path.insert(0, str(ROOT))

from python_calamine import CalamineWorkbook

from etl.inspection import inspect

PAIRS, ROWS, CSV_ROWS, COPIES = 5, 50_000, 200_000, 1_000
YARDSTICK, YARDSTICK_MIB = 2.0, 600
Spent = tuple[float, float]


def main() -> None:
    csv_rows = int(sys.argv[1]) if len(sys.argv) > 1 else CSV_ROWS
    with TemporaryDirectory() as folder:
        work = Path(folder)
        print(describe_run())
        show_workbook(work / "list.xlsx", work)
        show_csv(work, csv_rows)


def show_workbook(path: Path, work: Path) -> None:
    write_workbook(path, ROWS)
    asked: tuple[Callable[[], object], ...] = (
        lambda: CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python(),
        lambda: inspect([path], root=work / "nothing", today=date(2026, 11, 26)),
    )
    for ask in asked:  # not counted
        ask()
    pairs = [tuple(map(measure, asked)) for _ in range(PAIRS)]
    print(f"{ROWS} rows of xlsx, {PAIRS} pairs: inspect beside calamine to Python lists (yardstick {YARDSTICK})")
    for place, name in enumerate(("wall s", "CPU s, reading child included")):
        floor, ours = [plain[place] for plain, _ in pairs], [mine[place] for _, mine in pairs]
        print(f"{name:32} {median(floor):6.2f} {median(ours):7.2f}  {compare(ours, floor)}")


def measure(ask: Callable[[], object]) -> Spent:
    """Wall and CPU seconds of a call and of the children that ended in it."""
    began, used = time.perf_counter(), read_cpu()
    ask()
    return time.perf_counter() - began, read_cpu() - used


def read_cpu() -> float:
    usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def show_csv(work: Path, rows: int) -> None:
    raw = work / "ward" / "raw"
    raw.mkdir(parents=True)
    write_csv(raw / "list.csv", rows, COPIES)
    plain = run(("-m", "bench.floor.typed", str(raw / "list.csv"), str(work / "plain.duckdb")), work / "floor.log")
    built: Cost = run(("-m", "etl", "build", "--data", str(work / "ward")), work / "build.log")
    print(f"{rows} household-rounds of CSV, {COPIES} of them contradicted: the whole build beside read_csv, once")
    print(f"CPU s {plain.cpu:.2f} {built.cpu:.2f}, ratio {built.cpu / plain.cpu:.1f} (yardstick {YARDSTICK})")
    print(f"MiB at one moment {plain.together:.0f} {built.together:.0f} (yardstick {YARDSTICK_MIB})")


if __name__ == "__main__":
    main()
