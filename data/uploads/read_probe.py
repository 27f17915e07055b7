"""Try, from within a reading process, what it must not be able to do.

The kernel's walls are tried by calling the C library past Python, the others by Python's means.
Nothing is harmed where a try succeeds: it opens a file of ours, connects to ourselves, forks a
process that ends at once.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from data.book import Book, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from data.uploads.limits import Ask, Limits

POSIX = os.name == "posix"
LIBC = ctypes.CDLL(None) if POSIX else None
# Bound now: once the walls stand, no function of a library can be looked up.
CALLS: dict[str, Callable[..., int]] = {
    name: getattr(LIBC, name)
    for name in ("socket", "connect", "open", "write", "fork", "_exit", "kill")
    if LIBC is not None
}
MORE = 64_000_000  # bytes beyond the limit
FIRST, LAST = 4, 64  # descriptors that may be open besides the usual three and our answer's


def read_probe(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:  # noqa: ARG001
    """Try everything and give a sheet of two columns: what was tried, whether it was refused.

    Parameters
    ----------
    content
        JSON: ``file`` and ``port`` that must not be reached, or ``wait`` to wait for good.
    """
    told = json.loads(content)
    while "wait" in told:
        time.sleep(1)
    tries: dict[str, Callable[[], bool]] = {
        "network": lambda: _refused(lambda: _connects(told["port"])),
        "files": lambda: _refused(lambda: _opens(told["file"])),
        "writing": lambda: _refused(_writes),
        "programs": lambda: _refused(_forks),
        "signals": lambda: _refused(lambda: CALLS["kill"](os.getppid(), 0) == 0),
        "python": lambda: _python_refuses(told),
        "nothing_inherited": _inherits_nothing,
        "processor_time": lambda: _is_limited("CPU"),
        "core_dump": lambda: _is_limited("CORE"),
        "memory": lambda: _memory_is_limited(limits.memory + MORE),
    }
    rows = tuple((what, held()) for what, held in tries.items())
    return Book(name=name, kind="probe", digest="", size=0, sheets=(Sheet(name="", rows=rows),))


def _refused(done: Callable[[], bool]) -> bool:
    """Tell whether a try failed; where there is no such call, nothing is refused."""
    return bool(CALLS) and not done()


def _connects(port: int) -> bool:
    number = CALLS["socket"](2, 1, 0)  # IPv4, stream
    if number < 0:
        return False
    family = (2).to_bytes(2, sys.byteorder)
    address = family + int(port).to_bytes(2, "big") + bytes((127, 0, 0, 1)) + bytes(8)
    return bool(CALLS["connect"](number, address, len(address)) == 0)


def _opens(path: str) -> bool:
    return bool(CALLS["open"](path.encode(), os.O_RDONLY) >= 0)


def _writes() -> bool:
    number = CALLS["open"](b"written", os.O_WRONLY | os.O_CREAT, 0o600)
    return bool(number >= 0 and CALLS["write"](number, b"x", 1) == 1)


def _forks() -> bool:
    number = CALLS["fork"]()
    if number == 0:
        CALLS["_exit"](0)
    return bool(number > 0)


def _python_refuses(told: dict[str, str]) -> bool:
    tries: tuple[Callable[[], object], ...] = (
        lambda: open(told["file"], "rb"),  # noqa: PTH123, SIM115 - must fail
        lambda: open("written", "wb"),  # noqa: PTH123, SIM115 - must fail
        lambda: os.listdir("/"),  # noqa: PTH208 - must fail
        socket.socket,
        lambda: subprocess.run(["true"], check=False),  # noqa: S607 - must fail
        lambda: sys.audit("pickle.find_class", "os", "system"),  # the event alone: none is read
    )
    return all(map(_raises, tries))


def _raises(done: Callable[[], object]) -> bool:
    try:
        done()
    except PermissionError:
        return True
    except Exception:  # noqa: BLE001 - refused by somebody else, which says nothing of our wall
        return False
    return False


def _inherits_nothing() -> bool:
    for number in range(FIRST, LAST):
        with contextlib.suppress(OSError):
            os.fstat(number)
            return False
    strange = {"HOME", "PATH", "USER", "PYTHONPATH", "VIRTUAL_ENV"} & set(os.environ)
    return bool(sys.flags.isolated) and not strange


def _is_limited(what: str) -> bool:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return False
    return resource.getrlimit(getattr(resource, f"RLIMIT_{what}"))[0] != resource.RLIM_INFINITY


def _memory_is_limited(size: int) -> bool:
    if not POSIX:
        return False
    try:
        held = bytearray(size)
    except MemoryError:
        return True
    del held
    return False
