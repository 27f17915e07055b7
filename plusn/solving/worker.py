"""A worker: a process of its own that solves what it reads and says how far it is.

It reads JSON lines from standard input and writes JSON lines to what was standard output. What
libraries print goes to standard error instead. It ends when its standard input closes.

==========================================  ====================================================
in                                          out
==========================================  ====================================================
``{"kind", "case", "args", "seconds"}``     ``{"lacks": digest}``, ``{"progress": [1, 7]}``…,
                                            then ``{"record"}``, ``{"problem"}`` or ``{"bug"}``
``{"keep": digest, "tables": rows}``        nothing, or ``{"problem"}``
==========================================  ====================================================
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import traceback
from collections import OrderedDict
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, BinaryIO

from data.errors import PlusNError
from plusn.solving.wire import pack, pack_problem, read_line, write_line

if TYPE_CHECKING:
    from network.case import Case

MOST_CASES = 8


class Server:
    """Hold the cases that were sent lately, and answer what is asked of them."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._cases: OrderedDict[str, Case] = OrderedDict()

    def say(self, **message: object) -> None:
        """Write a message."""
        self._out.write(write_line(message))
        self._out.flush()

    def hear(self, message: dict[str, Any]) -> None:
        """Do what a message asks; running out of memory ends the process."""
        try:
            if "keep" in message:
                self._keep(message["keep"], message["tables"])
            else:
                self._solve(**message)
        except PlusNError as problem:
            self.say(problem=pack_problem(problem))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - a mistake of ours fails one job, not the worker
            self.say(bug=traceback.format_exc())

    def _keep(self, digest: str, tables: dict[str, Any]) -> None:
        from network.case import Case  # noqa: PLC0415 - after standard output is moved

        self._cases[digest] = Case.of(tables)
        while len(self._cases) > MOST_CASES:
            self._cases.popitem(last=False)

    def _solve(self, kind: str, case: str, args: dict[str, Any], seconds: float) -> None:
        from plusn.solving.jobs import solve  # noqa: PLC0415 - after standard output is moved

        if case not in self._cases:
            self.say(lacks=case)
            return
        self._cases.move_to_end(case)
        record = solve(kind, self._cases[case], args, seconds, self._moved)
        self.say(record=pack(record))

    def _moved(self, done: int, total: int) -> None:
        self.say(progress=[done, total])


def main() -> None:
    """Answer until standard input closes."""
    # Ctrl-C in a terminal reaches the whole group; this process ends with its parent instead.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    heard: SimpleQueue[bytes] = SimpleQueue()
    server = Server(_moved_stdout())
    threading.Thread(target=_listen, args=(sys.stdin.buffer, heard), daemon=True).start()
    from plusn.solving import jobs  # noqa: PLC0415 - the engine may print while it loads

    server.say(ready=sorted(jobs.JOBS))
    while True:
        server.hear(read_line(heard.get()))


def _moved_stdout() -> BinaryIO:
    """Take standard output for messages alone, and send what others print to standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _listen(source: BinaryIO, heard: SimpleQueue[bytes]) -> None:
    for line in source:
        heard.put(line)
    os._exit(0)  # the parent is gone, so nobody waits for what is being solved


if __name__ == "__main__":
    main()
