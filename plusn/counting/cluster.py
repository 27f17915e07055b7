"""Count the parts of a file on a Dask cluster: the same function, wherever it runs."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from data.errors import BadValue, MissingExtra, UnreadableFile
from data.phrase import said
from plusn.counting.counted import Counted
from plusn.counting.index import fingerprint, load_index
from plusn.counting.partition import count_partition

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from data.streams.batch import Partition
    from plusn.counting.partition import Options

    Progress = Callable[[int], None]

ADDRESS = re.compile(r"(tcp|tls)://[^\s/@]+:[0-9]{1,5}", re.ASCII)
PATIENCE = 10  # seconds until a scheduler must have answered, and a worker must be there
AHEAD = 3  # parts under way for each thread of the cluster: none waits, and few are held


def count_there(
    parts: Iterable[Partition],
    options: Options,
    scheduler: str,
    progress: Progress | None = None,
) -> Counted:
    """Count the points of all parts on a cluster.

    A part whose worker dies is counted again by another one, whole; a part counts once.

    Parameters
    ----------
    parts
        Of one file, which every worker sees under the same path.
    options
        How to count.
    scheduler
        ``tcp://host:port`` or ``tls://host:port``.
    progress
        Called with the weight of each part that is done.

    Raises
    ------
    MissingExtra
        Dask is not installed.
    BadValue
        The address is none, or no scheduler or worker answers there.
    UnreadableFile
        Workers died again and again, or a worker cannot read the file.
    HashMismatch
        A worker has other boundaries.
    """
    counted = Counted(regions=len(load_index(options.level).codes))
    same = replace(options, index=fingerprint(options.level))
    with _connected(scheduler) as client:
        _gather(client, iter(parts), same, counted, progress)
    return counted


def _connected(scheduler: str) -> Any:  # noqa: ANN401 - a distributed.Client
    if not ADDRESS.fullmatch(scheduler):
        raise BadValue(
            said("{given!r} is no address of a scheduler", given=scheduler),
            remedy=said("Give one such as tcp://10.0.0.5:8786."),
        )
    dask = _dask()
    try:
        client = dask.Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as problem:
        raise BadValue(
            said("no scheduler answers at {address}", address=scheduler),
            remedy=said("Start it with `dask scheduler`, or count without --scheduler."),
        ) from problem
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as problem:
        client.close()
        raise BadValue(
            said("the scheduler at {address} has no worker", address=scheduler),
            remedy=said("Start one with `dask worker {address}`.", address=scheduler),
        ) from problem
    return client


def _dask() -> Any:  # noqa: ANN401 - the module
    try:
        return import_module("distributed")
    except ImportError as problem:
        raise MissingExtra(
            said("counting on a cluster needs Dask"),
            remedy=said("Install it: pip install 'plusn[dask]'."),
        ) from problem


def _gather(
    client: Any,  # noqa: ANN401 - a distributed.Client
    parts: Iterator[Partition],
    options: Options,
    counted: Counted,
    progress: Progress | None,
) -> None:
    """Keep some parts under way; add each as it is done."""
    dask = _dask()
    weights: dict[str, int] = {}

    def submitted(part: Partition) -> Any:  # noqa: ANN401 - a distributed.Future
        # Not pure: a file may change between two runs, and old results must not be taken for new.
        future = client.submit(count_partition, part, options, pure=False)
        weights[future.key] = part.weight
        return future

    threads = max(1, sum(client.nthreads().values()))
    first = [submitted(part) for part in islice(parts, AHEAD * threads)]
    under_way = dask.as_completed(first, loop=client.loop)
    try:
        for future in under_way:
            counted.add(future.result())
            if progress is not None:
                progress(weights.pop(future.key))
            for part in islice(parts, 1):
                under_way.add(submitted(part))
    except dask.KilledWorker as problem:
        raise UnreadableFile(
            said("the workers stopped again and again at the same part"),
            remedy=said("Give them more memory, or count without --scheduler."),
        ) from problem
    finally:
        client.cancel(list(under_way.futures))
