"""What building the sample ward costs, as a ratio to reading the same workbooks and writing the same rows, plainly.

One interleaved run: floor, build, floor, build … each build from nothing. Nothing here passes or fails.
"""

import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from driver.clock import describe_run
from driver.process import Cost, run
from driver.ratio import compare
from driver.server import ROOT

PAIRS = 7
RAW = ROOT / "data" / "sample" / "raw"
YARDSTICK_SECONDS, YARDSTICK_MIB = 5, 400


def main() -> None:
    with TemporaryDirectory() as folder:
        work = Path(folder)
        # Not counted: whoever runs first compiles the modules and warms the disk.
        build(work, 0)
        load_plainly(work, 0)
        pairs = [time_side_by_side(work, number) for number in range(1, PAIRS + 1)]
    show([plain for plain, _ in pairs], [built for _, built in pairs])


def time_side_by_side(work: Path, number: int) -> tuple[Cost, Cost]:
    print(f"pair {number} of {PAIRS}", file=sys.stderr)
    return load_plainly(work, number), build(work, number)


def build(work: Path, number: int) -> Cost:
    """Build the sample's workbooks in a data folder of their own, where nothing was published yet."""
    ward = work / f"ward-{number}"
    shutil.copytree(RAW, ward / "raw")
    return run(("-m", "etl", "build", "--data", str(ward)), work / "build.log")


def load_plainly(work: Path, number: int) -> Cost:
    return run(("-m", "bench.floor.load", str(RAW), str(work / f"plain-{number}.duckdb")), work / "floor.log")


def show(floor: Sequence[Cost], ours: Sequence[Cost]) -> None:
    print(describe_run())
    print(f"sample ward, medians of {PAIRS} interleaved pairs; ratio to floor: median min-max")
    print("                          floor   build   ratio min-max   yardstick")
    show_row("CPU s", floor, ours, lambda cost: cost.cpu, YARDSTICK_SECONDS)
    show_row("wall s", floor, ours, lambda cost: cost.wall, YARDSTICK_SECONDS)
    show_row("MiB, the process", floor, ours, lambda cost: cost.own)
    print(f"{'MiB, its reading child':24} {'-':>6} {median(cost.child for cost in ours):7.2f}")
    show_row("MiB, both at one moment", floor, ours, lambda cost: cost.together, YARDSTICK_MIB)


def show_row(
    name: str,
    floor: Sequence[Cost],
    ours: Sequence[Cost],
    pick: Callable[[Cost], float],
    yardstick: float | None = None,
) -> None:
    plain, built = [pick(cost) for cost in floor], [pick(cost) for cost in ours]
    verdict = "" if yardstick is None else f"{yardstick:6} {'above' if median(built) > yardstick else 'under'}"
    print(f"{name:24} {median(plain):6.2f} {median(built):7.2f}  {compare(built, plain)} {verdict}")


if __name__ == "__main__":
    main()
