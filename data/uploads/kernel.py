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
# Processor → its number in the kernel's audit, the numbers of `clone` and `prlimit64`, and the
# calls refused. By line: sockets; programs, other processes' memory, keys; signals to others and
# their priorities; what shared memory and queues would leave behind; rights, owners, times,
# attributes and lengths of files; namespaces, mounts, groups of processes; the machine itself.
_EVERYWHERE = (425, 424, 434, 438, *range(428, 434), 442, 452)  # io_uring, pidfd, mounts, chmod
_CALLS = {
    "x86_64": (0xC000003E, 56, 302, (
        *(41, 42, 43, 44, 46, 49, 50, 53, 288, 307),
        *(57, 58, 59, 322, 101, 310, 311, 312, 321, 323, 248, 249, 250, 298, 300),
        *(62, 129, 200, 234, 297, 141, 144, 203, 251, 256, 279, 314),
        *(29, 30, 31, 64, 68, 240),
        *(76, 77, 90, 91, 92, 93, 94, 132, 188, 189, 190, 197, 198, 199, 235, 260, 261, 268, 280),
        *(109, 112, 155, 161, 165, 166, 272, 304, 308),
        *(159, 163, 164, 167, 168, 169, 170, 171, 172, 173, 175, 176, 179, 227, 246, 305, 313, 320),
        *_EVERYWHERE,
    )),
    "aarch64": (0xC00000B7, 220, 261, (
        *(198, 199, 200, 201, 202, 203, 206, 211, 242, 269),
        *(221, 281, 117, 270, 271, 272, 280, 282, 217, 218, 219, 241, 262),
        *(129, 130, 131, 138, 240, 140, 119, 122, 30, 238, 239, 274),
        *(180, 186, 190, 194, 195, 196),
        *(45, 46, 52, 53, 54, 55, 5, 6, 7, 14, 15, 16, 88),
        *(154, 157, 41, 51, 40, 39, 97, 265, 268),
        *(171, 89, 170, 224, 225, 142, 161, 162, 105, 106, 60, 112, 104, 266, 273, 294),
        *_EVERYWHERE,
    )),
}  # fmt: skip
_RIGHTS_CALLS = {"x86_64": (125, 126), "aarch64": (90, 91)}  # capget, capset
_RIGHTS_VERSION = 0x20080522
_MAY_READ = 1 << 2  # CAP_DAC_READ_SEARCH: libraries may lie in a folder of somebody else
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


def drop_rights() -> bool:
    """Give up the rights of root, but to read; tell whether none but that is left."""
    calls = _RIGHTS_CALLS.get(platform.machine()) if _linux() else None
    if calls is None:
        return False
    head = struct.pack("Ii", _RIGHTS_VERSION, 0)
    found = ctypes.create_string_buffer(24)
    if _call(calls[0], head, ctypes.addressof(found)) != 0:
        return False
    permitted = struct.unpack("6I", found.raw)[1] & _MAY_READ
    kept = struct.pack("6I", permitted, permitted, 0, 0, 0, 0)
    return _call(calls[1], head, kept) == 0


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


def _filter(machine: int, clone: int, limits: int, refused: tuple[int, ...]) -> bytes:
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
        (_ANY_BIT, 0, len(checks) + 8, _THREAD),
        (_ANSWER, 0, 0, _ALLOW),
        (_EQUAL, 0, 4, limits),  # of this process itself may be set, of others not
        (_LOAD, 0, 0, 16),
        (_EQUAL, 1, 0, 0),
        (_ANSWER, 0, 0, _REFUSE),
        (_LOAD, 0, 0, 0),
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
