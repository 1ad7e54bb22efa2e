"""One command run to its end, watched from outside: CPU, wall time and the memory of it and of its children."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from driver.clock import list_children, read_memory
from driver.server import ROOT

WATCH_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU (children included) and of wall time; MiB at the peak of the process, of its largest child and
    of all of them at one moment.
    """

    cpu: float
    wall: float
    own: float
    child: float
    together: float


def run(arguments: Sequence[str], log_file: Path) -> Cost:
    """Run this Python with `arguments` and wait for it. Stops the benchmark where it fails."""
    began = time.monotonic()
    with log_file.open("wb") as log:
        process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=log, stderr=subprocess.STDOUT)
    own = child = together = 0.0
    while not (ended := os.wait4(process.pid, os.WNOHANG))[0]:
        # Peaks come from the kernel, one per process: ru_maxrss would count the parent's memory into a new child.
        memory = [read_memory(pid) for pid in (process.pid, *list_children(process.pid))]
        own, child = max(own, memory[0][1]), max(child, *(peak for _, peak in memory[1:]), 0.0)
        together = max(together, sum(now for now, _ in memory))
        time.sleep(WATCH_SECONDS)
    process.returncode = os.waitstatus_to_exitcode(ended[1])
    if process.returncode:
        sys.exit(f"{' '.join(arguments)} failed:\n{log_file.read_text(encoding='utf-8')}")
    used = ended[2]
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - began, own, child, together)
