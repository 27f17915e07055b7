"""Reading processes started ahead, so that a file need not wait for libraries to load."""

from __future__ import annotations

import atexit
import os
import threading
from typing import TYPE_CHECKING, Any, BinaryIO

from data.uploads.helper import Helper, no_process

if TYPE_CHECKING:
    from collections.abc import Mapping

    from data.uploads.limits import Ask, Limits

MOST_AT_ONCE = max(2, os.cpu_count() or 2)
"""Files that are read at the same time; each may take much memory, so that others wait."""


class Pool:
    """Hand out reading processes, each once; safe to use from any thread.

    Parameters
    ----------
    ahead
        How many to have ready; from the second file on there is one at least.
    """

    def __init__(self, ahead: int = 0) -> None:
        self._ahead = ahead
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(MOST_AT_ONCE)
        self._ready: list[Helper] = []
        self._read = 0
        atexit.register(self.close)
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(after_in_child=self._forget)

    def keep(self, ahead: int) -> None:
        """Have so many ready from now on."""
        with self._lock:
            self._ahead = max(ahead, self._ahead)
        self._fill()

    def ask(
        self, job: Mapping[str, object], content: BinaryIO, *, limits: Limits, ask: Ask
    ) -> dict[str, Any]:
        """Let a process read a file, and start another one for the next.

        Parameters
        ----------
        job
            ``kind``, ``name`` and ``size``.
        content
            The bytes, from its start.

        Raises
        ------
        UnreadableFile
            The process broke down over the file or answered nonsense.
        TooLarge
            The file needs more time or memory than it may take, or the answer is too long.
        """
        with self._turn:
            try:
                return self._any(str(job["kind"])).ask(job, content, limits=limits, ask=ask)
            finally:
                with self._lock:
                    self._read += 1
                    if self._read > 1:
                        self._ahead = max(1, self._ahead)
                self._fill()

    def _any(self, kind: str) -> Helper:
        try:
            return self._take() or Helper(kind)
        except OSError as problem:
            raise no_process() from problem

    def _take(self) -> Helper | None:
        with self._lock:
            while self._ready:
                helper = self._ready.pop(0)
                if helper.alive():
                    return helper
                helper.end()  # nobody needed it for long
            return None

    def _fill(self) -> None:
        with self._lock:
            while len(self._ready) < self._ahead:
                try:
                    self._ready.append(Helper())
                except OSError:  # the system is full; whoever needs one tries again
                    return

    def close(self) -> None:
        """End those that are ready."""
        with self._lock:
            self._ahead = 0
            self._read = 0
            ready, self._ready = self._ready, []
        for helper in ready:
            helper.end()

    def _forget(self) -> None:
        """Leave the processes to whoever started them; this process is a copy."""
        self._ready = []
        self._lock = threading.Lock()
        self._turn = threading.BoundedSemaphore(MOST_AT_ONCE)


POOL = Pool()
"""The one of this process."""
