"""How well and how fast households are linked, on invented populations whose truth is known (linkage/population.py).

Prints precision and recall of each rule and of suggestions by threshold, then the cost of two lists of 200,000
households. Nothing here passes or fails.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from driver.clock import describe_run
from driver.process import Cost, run

SEEDS, SIZE, YEARS = (1, 2, 3, 4, 5), 10_000, 5
LARGE, LARGE_YEARS = 200_000, 2
YARDSTICK_SECONDS, YARDSTICK_MIB = 60, 2048


def main() -> None:
    print(describe_run())
    with TemporaryDirectory() as folder:
        work = Path(folder)
        print(f"{len(SEEDS)} wards, {YEARS} yearly lists of about {SIZE} households each")
        print(run_module("quality", (str(SIZE), str(YEARS), *map(str, SEEDS)), work)[1])
        run_module("make", (str(work), str(LARGE), str(LARGE_YEARS)), work)
        cost, told = run_module("large", (str(work),), work)
    linked = json.loads(told)
    print(f"{LARGE_YEARS} lists of about {LARGE} households, linked in a database on disk with the settings of a build")
    print(f"wall {linked['seconds']} s (yardstick {YARDSTICK_SECONDS}), CPU {linked['cpu']} s")
    print(f"peak {cost.own:.0f} MiB (yardstick {YARDSTICK_MIB})")
    print(f"rows by method: {linked['rows']}")


def run_module(name: str, arguments: Sequence[str], work: Path) -> tuple[Cost, str]:
    """A process of its own, so that its peak of memory is its own; returns what it printed."""
    log = work / f"{name}.log"
    return run(("-m", f"bench.linkage.{name}", *arguments), log), log.read_text(encoding="utf-8").rstrip()


if __name__ == "__main__":
    main()
