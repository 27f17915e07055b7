"""The wall that Python keeps: what its own functions may still do once a file is being read.

It stands on every system. It cannot see what a library does in C; `data.uploads.kernel` can.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

REFUSED = (
    "socket.",
    "subprocess.",
    "urllib.",
    "http.",
    "ftplib.",
    "smtplib.",
    "poplib.",
    "imaplib.",
    "telnetlib.",
    "nntplib.",
    "webbrowser.",
    "winreg.",
    "shutil.",
    "tempfile.",
    "mmap.",
    "pty.",
    "syslog.",
    "sqlite3.enable_load_extension",
    "sqlite3.load_extension",
    "ctypes.dlopen",
    "ctypes.dlsym",
    "pickle.find_class",  # refused: unpickling would run what a stranger wrote
    "os.chdir",
    "os.chflags",
    "os.chmod",
    "os.chown",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.getxattr",
    "os.kill",
    "os.killpg",
    "os.link",
    "os.listxattr",
    "os.lockf",
    "os.mkdir",
    "os.posix_spawn",
    "os.remove",
    "os.removexattr",
    "os.rename",
    "os.rmdir",
    "os.setxattr",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "os.truncate",
    "os.utime",
    "signal.pthread_kill",
)
"""Beginnings of the names of what is refused (the audit events of the standard library)."""
DRIVERS = {"pyogrio", "osgeo", "fiona", "rasterio", "pickle5", "requests", "aiohttp", "fsspec"}
"""Packages that read what files name, with dozens of drivers: none of them reads an upload."""
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def stand(readable: Iterable[str], listed: Iterable[str]) -> None:
    """Refuse sockets, programs, pickles, and all files but those below some folders, for good.

    Parameters
    ----------
    readable
        Folders and files whose content may be read: Python's own, and ours.
    listed
        Folders whose names may be listed.
    """
    may_read = tuple(map(os.path.realpath, readable))
    may_list = (*may_read, *map(os.path.realpath, listed))
    checks: dict[str, Callable[..., bool]] = {
        "open": lambda path, _, flags: _may_open(path, flags, may_read),
        "os.listdir": lambda path: _below(path, may_list),
        "os.scandir": lambda path: _below(path, may_list),
        "os.walk": lambda path, *_: _below(path, may_list),
        "glob.glob": lambda path, *_: _below(path, may_list),
        "sqlite3.connect": lambda path: path == ":memory:",
        "import": lambda module, *_: module.partition(".")[0] not in DRIVERS,
    }

    def hook(event: str, values: tuple[object, ...]) -> None:
        check = checks.get(event)
        if check is not None and not check(*values):
            raise PermissionError(f"{event} is not allowed to a reader")
        if check is None and event.startswith(REFUSED):
            raise PermissionError(f"{event} is not allowed to a reader")

    sys.addaudithook(hook)


def _may_open(path: object, flags: object, allowed: tuple[str, ...]) -> bool:
    if isinstance(path, int):  # open already
        return True
    return not (isinstance(flags, int) and flags & _WRITES) and _below(path, allowed)


def _below(path: object, allowed: tuple[str, ...]) -> bool:
    if path is None:
        return False
    if isinstance(path, int):
        return True
    place = os.path.realpath(os.fspath(path))  # type: ignore[call-overload]
    text = place.decode(errors="replace") if isinstance(place, bytes) else str(place)
    return any(text == one or text.startswith(one.rstrip(os.sep) + os.sep) for one in allowed)
