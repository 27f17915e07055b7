"""The walls around a reading process, which it raises around itself before it sees the bytes."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.uploads.limits import Limits

MOST_FILES = 64
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000


def limit_files() -> None:
    """Allow no core dump, no written byte and few open files, where the system has such limits."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MOST_FILES, MOST_FILES))


def limit_work(limits: Limits) -> None:
    """Limit memory and time of the work that follows; going beyond the time ends the process."""
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    seconds = int(used + limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    memory = _address_space() + limits.memory
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    # Should nobody be there any more to end it.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + 5)


def _address_space() -> int:
    """Give the bytes of address space in use; where the system does not say, 1 GB is assumed."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - pathlib loads slowly
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def leave_network() -> bool:
    """Move into a network of its own, which leads nowhere; tell whether the system let us."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    # Root may do without a user namespace; others need one, where the system allows it.
    return 0 in (libc.unshare(_NEW_NET), libc.unshare(_NEW_USER | _NEW_NET))
