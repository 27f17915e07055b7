"""Count the parts of a file here: two threads, each with counts of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock
from typing import TYPE_CHECKING

from plusn.counting.counted import Counted
from plusn.counting.index import load_index
from plusn.counting.partition import Options, add_partition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from data.streams.batch import Partition

    Progress = Callable[[int], None]

THREADS = 2


class Parts:
    """Hand out the parts of a file one by one, to whichever thread asks next."""

    def __init__(self, parts: Iterable[Partition]) -> None:
        self._parts: Iterator[Partition] = iter(parts)
        self._lock = Lock()
        self.stopped = Event()

    def __iter__(self) -> Parts:
        return self

    def __next__(self) -> Partition:
        with self._lock:
            if self.stopped.is_set():
                raise StopIteration
            return next(self._parts)


def count_here(
    parts: Iterable[Partition], options: Options, progress: Progress | None = None
) -> Counted:
    """Count the points of all parts.

    Parameters
    ----------
    parts
        Of one file; gone through once.
    options
        How to count.
    progress
        Called with the weight of each part that is done, from any thread.

    Raises
    ------
    UnreadableFile, BadValue, TooLarge
        As `plusn.counting.partition.count_partition`; the other thread stops too.
    """
    index = load_index(options.level)
    given = Parts(parts)

    def work() -> Counted:
        counted = Counted(regions=len(index.codes))
        try:
            for part in given:
                add_partition(counted, part, options)
                if progress is not None:
                    progress(part.weight)
        except BaseException:
            given.stopped.set()
            raise
        return counted

    with ThreadPoolExecutor(THREADS) as pool:
        futures = [pool.submit(work) for _ in range(THREADS)]
        try:
            first, *others = [future.result() for future in futures]
        except BaseException:  # Ctrl-C too: the threads end after the part they are at
            given.stopped.set()
            raise
    for other in others:
        first.add(other.sparse())
    return first
