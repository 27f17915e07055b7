"""Walls that the Linux kernel keeps: no network, no other files, no other programs.

Everything here is asked of the kernel by its published numbers (man pages `unshare(2)`,
`landlock(7)`, `seccomp(2)`), for a process without any right of its own. A kernel that is too old
or a container that forbids asking says no; the walls of `data.uploads.audit` stand all the same.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
# Landlock: the same numbers on every processor.
_CREATE_RULES, _ADD_RULE, _RESTRICT_SELF, _ASK_VERSION, _BENEATH = 444, 445, 446, 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# Version of Landlock → how many rights to files it knows, from the lowest bit on.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6
# Processor → its number in the kernel's audit, number of `clone`, and the calls refused: sockets,
# programs, signals to others, other processes' memory, io_uring and keys.
_CALLS = {
    "x86_64": (0xC000003E, 56, (41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 101, 165, 248, 250,
                                288, 307, 310, 311, 321, 322, 323, 425)),
    "aarch64": (0xC00000B7, 220, (198, 199, 200, 201, 202, 203, 206, 211, 221, 40, 129, 117, 217,
                                  219, 242, 269, 270, 271, 280, 281, 282, 425)),
}  # fmt: skip
_CLONE3 = 435
_THREAD = 0x00010000
_ALLOW, _REFUSE, _UNKNOWN = 0x7FFF0000, 0x00050001, 0x00050026  # EPERM, ENOSYS
_LOAD, _EQUAL, _ABOVE, _ANY_BIT, _ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
_OTHER_TABLE = 0x40000000  # x86_64's second table of calls


def leave_network() -> bool:
    """Move into a network of its own, which leads nowhere; tell whether the system let us."""
    if not _linux():
        return False
    # Root may do without a user namespace; others need one, where the system allows it.
    libc = _libc()
    return bool(libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0)


def close_files(readable: Iterable[str], listed: Iterable[str]) -> bool:
    """Give up all rights to files but to read those below some folders, by Landlock.

    Parameters
    ----------
    readable
        Folders and files whose content may be read.
    listed
        Folders whose names may be listed.
    """
    if not _linux():
        return False
    version = _call(_CREATE_RULES, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    files = (1 << _RIGHTS.get(version, 16)) - 1
    network, scopes = 3 * (version >= _NETWORK_SINCE), 3 * (version >= _SCOPES_SINCE)
    rules = struct.pack("QQQ", files, network, scopes)
    size = 8 if version < _NETWORK_SINCE else 16 if version < _SCOPES_SINCE else 24
    number = _call(_CREATE_RULES, rules, size, 0)
    if number < 0:
        return False
    for place in readable:
        _open_to(number, place, _READ_FILE | _READ_FOLDER)
    for place in listed:
        _open_to(number, place, _READ_FOLDER)
    _give_up_privileges()
    held = _call(_RESTRICT_SELF, number, 0, 0) == 0
    os.close(number)
    return held


def _open_to(rules: int, place: str, rights: int) -> None:
    try:
        folder = os.open(place, getattr(os, "O_PATH", os.O_RDONLY))
    except OSError:
        return
    if not os.path.isdir(place):  # noqa: PTH112 - pathlib loads slowly
        rights &= ~_READ_FOLDER
    _call(_ADD_RULE, rules, _BENEATH, struct.pack("=Qi", rights, folder), 0)
    os.close(folder)


def close_calls() -> bool:
    """Refuse sockets, programs and other processes from now on, by seccomp."""
    known = _CALLS.get(platform.machine()) if _linux() else None
    if known is None:
        return False
    program = ctypes.create_string_buffer(_filter(*known))
    length = (len(program) - 1) // 8
    head = struct.pack("HxxxxxxP", length, ctypes.addressof(program))
    _give_up_privileges()
    return bool(_libc().prctl(_SET_SECCOMP, _FILTER, head, 0, 0) == 0)


def _filter(machine: int, clone: int, refused: tuple[int, ...]) -> bytes:
    """Write the filter: steps of the classic BPF, each (code, if true, if not, number)."""
    checks = [(_EQUAL, number) for number in refused]
    steps = [
        (_LOAD, 0, 0, 4),  # which processor's table
        (_EQUAL, 1, 0, machine),
        (_ANSWER, 0, 0, _REFUSE),
        (_LOAD, 0, 0, 0),  # the call
        (_EQUAL, 0, 1, _CLONE3),
        (_ANSWER, 0, 0, _UNKNOWN),  # the library then takes `clone`, whose flags can be seen
        (_EQUAL, 0, 3, clone),
        (_LOAD, 0, 0, 16),  # its flags
        (_ANY_BIT, 0, len(checks) + 3, _THREAD),
        (_ANSWER, 0, 0, _ALLOW),
        (_ABOVE, len(checks) + 1, 0, _OTHER_TABLE),
        *((code, len(checks) - at, 0, number) for at, (code, number) in enumerate(checks)),
        (_ANSWER, 0, 0, _ALLOW),
        (_ANSWER, 0, 0, _REFUSE),
    ]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _linux() -> bool:
    return sys.platform.startswith("linux")


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *values: int | bytes | None) -> int:
    libc = _libc()
    libc.syscall.restype = ctypes.c_long
    words = [ctypes.c_long(one) if isinstance(one, int) else one for one in values]
    return int(libc.syscall(ctypes.c_long(number), *words))


def _give_up_privileges() -> None:
    _libc().prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
