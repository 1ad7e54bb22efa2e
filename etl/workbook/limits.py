"""How much memory and CPU the reading child may use: the kernel's limits on Linux and macOS, a job object on Windows.

The Windows half is written after Microsoft's description of job objects and has not been run.
"""

import ctypes
import sys
import time
from contextlib import suppress

_MEMORY = 700 * 2**20
_CPU_SECONDS = 60
# JOBOBJECTINFOCLASS and the flags of JOBOBJECT_BASIC_LIMIT_INFORMATION, winnt.h.
_EXTENDED_LIMITS = 9
_LIMIT_PROCESS_TIME, _LIMIT_PROCESS_MEMORY, _DIE_ON_UNHANDLED_EXCEPTION = 0x2, 0x100, 0x400
_TICKS_A_SECOND = 10**7


class BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION; times in 100 nanoseconds."""

    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority_class", ctypes.c_uint32),
        ("scheduling_class", ctypes.c_uint32),
    )


class ExtendedLimits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", BasicLimits),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


def limit_process() -> None:
    """Bound this process for the next file; beyond the limits the system refuses memory, or ends it."""
    allowed = int(time.process_time()) + _CPU_SECONDS
    if sys.platform == "win32":
        _put_into_job(allowed)
    else:
        _limit_by_kernel(allowed)


def _limit_by_kernel(cpu_seconds: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    # macOS knows the name of this limit and refuses to set it.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def make_limits(cpu_seconds: int) -> ExtendedLimits:
    limits = ExtendedLimits()
    limits.basic.flags = _LIMIT_PROCESS_TIME | _LIMIT_PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION
    limits.basic.per_process_user_time = cpu_seconds * _TICKS_A_SECOND
    limits.process_memory = _MEMORY
    return limits


if sys.platform == "win32":
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = ctypes.c_void_p
    _kernel.GetCurrentProcess.restype = ctypes.c_void_p
    _job = ctypes.c_void_p(_kernel.CreateJobObjectW(None, None))
    # A process stays in its job; the limits are set anew for each file.
    _kernel.AssignProcessToJobObject(_job, ctypes.c_void_p(_kernel.GetCurrentProcess()))

    def _put_into_job(cpu_seconds: int) -> None:
        limits = make_limits(cpu_seconds)
        if not _kernel.SetInformationJobObject(_job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)):
            raise ctypes.WinError(ctypes.get_last_error())
