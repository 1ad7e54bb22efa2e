"""What the documents of the sample ward cost: deck, report, workbook, roll-up, each beside an empty one of its library.

Every kind in a process of its own, over a warehouse built before. Turn by turn: empty, ours, empty, ours … It prints;
nothing here passes or fails.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from driver.clock import describe_run
from driver.ratio import compare
from driver.server import ROOT

sys.path.insert(0, str(ROOT))

TODAY = date(2026, 11, 20)
# The same period again and again, then others that nobody has asked for in this process.
PERIOD, OTHERS, PAIRS = "2026", ("2025", "2026-H1", "2026-9M", "2026-05"), 5
YARDSTICK, YARDSTICK_MIB = 3.0, 300
KINDS = ("pptx", "docx", "xlsx", "rollup")
Seconds = tuple[float, float]


def main() -> None:
    print(describe_run())
    print(f"wall s (CPU s); yardstick {YARDSTICK} s warm, {YARDSTICK_MIB} MiB; ratio: warm beside the empty document")
    print("open, one, all: MiB at the peak with the warehouse open, after the first document, after all of them")
    print(write_row("kind", ("first", "other period", "warm", "empty"), "ratio", ("open", "one", "all", "KB")))
    with TemporaryDirectory() as folder:
        work = make_ward(Path(folder))
        for kind in KINDS:
            show(kind, work)


def make_ward(work: Path) -> Path:
    for part in ("raw", "decisions"):
        shutil.copytree(ROOT / "data" / "sample" / part, work / part)
    call("-m", "etl", "build", "--data", str(work))
    return work


def call(*arguments: str) -> str:
    environment = os.environ | {"WARD_TODAY": TODAY.isoformat(), "PYTHONPATH": f"{ROOT}:{ROOT / 'bench'}"}
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


def show(kind: str, work: Path) -> None:
    told = json.loads(call(str(Path(__file__)), kind, str(work)))
    if not told:
        print(f"{kind:8} is no kind of document yet")
        return
    warm, empty = ([pair[place] for pair in told["pairs"]] for place in (1, 0))
    ratio = compare([one[1] for one in warm], [one[1] for one in empty])
    others = max(told["others"])
    costs = (write(one) for one in (told["first"], others, middle(warm), middle(empty)))
    sizes = (f"{told[name]:.0f}" for name in ("bare", "once", "all", "kb"))
    print(write_row(kind, costs, str(ratio), sizes), flush=True)


def write_row(kind: str, costs: Iterable[str], ratio: str, sizes: Iterable[str]) -> str:
    cells = [f"{kind:8}", *(f"{one:>13}" for one in costs), f"{ratio:>20}", *(f"{one:>5}" for one in sizes)]
    return " ".join(cells)


def write(seconds: list[float] | Seconds) -> str:
    return f"{seconds[0]:.2f} ({seconds[1]:.2f})"


def middle(pairs: list[list[float]]) -> Seconds:
    return median(wall for wall, _ in pairs), median(cpu for _, cpu in pairs)


def measure_kind(kind: str, work: str) -> dict[str, object]:
    """Return what one kind costs in this process: the first, others, then pairs of empty and warm."""
    import queries
    from dashboard.briefing import Desk
    from dashboard.documents.catalogue import KINDS as KNOWN
    from dashboard.documents.catalogue import find_kind, write_document
    from dashboard.text import Text
    from queries import Filters, Viewer

    if kind not in [one.id for one in KNOWN]:
        return {}
    warehouse = queries.open_warehouse(work, is_sparing=True)

    def make(period: str) -> bytes:
        desk = Desk(warehouse, Filters(period, today=TODAY), Viewer(), Text("vi"))
        return write_document(find_kind(kind), desk, lambda words, share: None).data

    queries.reference(warehouse)
    bare = read_peak()
    first = spend(lambda: make(PERIOD))
    once = read_peak()
    others = [spend(lambda period=period: make(period)) for period in OTHERS]
    pairs = [(spend(EMPTY[kind]), spend(lambda: make(PERIOD))) for _ in range(PAIRS)]
    told = {"first": first, "others": others, "pairs": pairs, "kb": len(make(PERIOD)) / 1024}
    return told | {"bare": bare, "once": once, "all": read_peak()}


def read_peak() -> float:
    """Return the most memory this process has had until now, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def spend(ask: Callable[[], object]) -> Seconds:
    began, used = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began, time.process_time() - used


def write_empty_deck() -> None:
    from pptx import Presentation

    Presentation().save(BytesIO())


def write_empty_report() -> None:
    from docx import Document

    Document().save(BytesIO())


def write_empty_workbook() -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(BytesIO(), {"in_memory": True}) as book:
        book.add_worksheet()


def write_empty_parquet() -> None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    parquet.write_table(pa.table({"a": [1]}), BytesIO())


EMPTY: dict[str, Callable[[], None]] = {
    "pptx": write_empty_deck,
    "docx": write_empty_report,
    "xlsx": write_empty_workbook,
    "rollup": write_empty_parquet,
}


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure_kind(*sys.argv[1:])))
    else:
        main()
