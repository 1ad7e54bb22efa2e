"""CPU and memory of another process, from the kernel. Linux only."""

import os
import time
from datetime import date
from pathlib import Path
from platform import python_version

MIB = 2**20


def read_cpu_seconds(pid: int) -> float:
    """Return what all threads of a process used so far, user and system, to the nanosecond."""
    # What clock_getcpuclockid(3) returns for a process; /proc/<pid>/stat would tell it to 10 ms only.
    return time.clock_gettime(~pid << 3 | 2)


def read_memory(pid: int) -> tuple[float, float]:
    """Return (resident now, its peak so far) in MiB, zeros once the process is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0.0, 0.0
    fields = dict(line.split(":", 1) for line in status.splitlines())
    now, peak = (int(fields.get(name, "0 kB").split()[0]) * 1024 / MIB for name in ("VmRSS", "VmHWM"))
    return now, peak


def list_children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def describe_run() -> str:
    """Return date, machine, Python and load: the higher the load, the less wall times say."""
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    machine = f"{names[0] if names else 'unnamed processor'}, {os.cpu_count()} cores"
    return f"{date.today()} · {machine} · Python {python_version()} · load {os.getloadavg()[0]:.1f}"
