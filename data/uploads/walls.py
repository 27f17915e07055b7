"""The walls around a reading process, which it raises around itself before it sees the bytes."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.uploads import audit, kernel

if TYPE_CHECKING:
    from data.uploads.limits import Limits

HOME = Path(__file__).parents[2]
MOST_FILES = 64
GRACE = 5.0
"""Seconds after its time limit in which a process that nobody ended ends itself."""
# Where libraries that are loaded late come from.
SYSTEM = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/lib", "/lib64", "/etc/ld.so.cache")


def raise_walls() -> dict[str, bool]:
    """Give up what reading does not need; tell which walls the system has."""
    held = {"small": limit_files(), "network": kernel.leave_network()}
    readable = [*{*_libraries(), *SYSTEM, str(HOME / "data")}]
    listed = [str(HOME)]
    held["files"] = kernel.close_files(readable, listed)
    held["rights"] = kernel.drop_rights()
    held["calls"] = kernel.close_calls()
    audit.stand(readable, listed)
    return held


def _libraries() -> list[str]:
    """Give the folders that Python takes modules from, but not ours as a whole."""
    places = {os.path.dirname(os.__file__), *sys.path} - {str(HOME), os.sep}  # noqa: PTH120
    return sorted(place for place in places if Path(place).is_absolute())


def limit_files() -> bool:
    """Allow no core dump, no written byte and few open files; tell whether that can be had."""
    return all([_limit("CORE", 0), _limit("FSIZE", 0), _limit("NOFILE", MOST_FILES)])


def limit_work(limits: Limits, used: int) -> None:
    """Limit memory and time of the work that follows; going beyond the time ends the process.

    Parameters
    ----------
    limits
        What the work may take.
    used
        Bytes of address space that the process takes without it.
    """
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - not on Windows

    spent = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    _limit("CPU", int(spent + limits.seconds) + 1)
    _limit("AS", used + limits.memory)
    # Should nobody be there any more to end it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + GRACE)


def _limit(what: str, most: int) -> bool:
    try:
        import resource  # noqa: PLC0415 - not on Windows

        number = getattr(resource, f"RLIMIT_{what}")
        hard = resource.getrlimit(number)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (most, most))
    except (ImportError, AttributeError, OSError, ValueError):
        return False
    return True


def address_space() -> int:
    """Give the bytes of address space in use; where the system does not say, 1 GB is assumed."""
    try:
        with Path("/proc/self/statm").open("rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30
