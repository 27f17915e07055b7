"""Count one part of a file: the same code in a thread here and on a worker elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.errors import HashMismatch
from data.phrase import said
from data.streams.points import read_part
from geo.points import to_boundaries
from plusn.counting.counted import Counted, Sparse
from plusn.counting.index import fingerprint, load_index

if TYPE_CHECKING:
    from data.codes import Level
    from data.datum import Datum
    from data.streams.batch import Batch, Partition


@dataclass(frozen=True, kw_only=True)
class Options:
    """Say how points are counted.

    Parameters
    ----------
    level
        ``city`` or ``county``: the index asked.
    datum
        The datum that the coordinates are in.
    reach_m
        How far off the coast a point may be and still be taken to its nearest region, metres.
    index
        `plusn.counting.index.fingerprint` that the counting process must have; blank for any.
    """

    level: Level
    datum: Datum
    reach_m: float
    index: str = ""


def count_partition(part: Partition, options: Options) -> Sparse:
    """Count the points of one part.

    Raises
    ------
    UnreadableFile
        The part cannot be read here.
    BadValue, TooLarge
        A column is of the wrong kind, or the key column has too many values.
    HashMismatch
        The boundaries here are others than where the work was given out.
    """
    if options.index and options.index != fingerprint(options.level):
        raise HashMismatch(
            said("a worker has other boundaries"),
            remedy=said("Install the same version of PlusN on every worker."),
        )
    counted = Counted(regions=len(load_index(options.level).codes))
    add_partition(counted, part, options)
    return counted.sparse()


def add_partition(counted: Counted, part: Partition, options: Options) -> None:
    """Add the points of one part to counts; raises as `count_partition`."""
    for batch in read_part(part):
        _add(counted, batch, options)


def count_batch(batch: Batch, options: Options) -> Counted:
    """Count the points of rows that are at hand.

    Raises
    ------
    TooLarge
        The key column has too many values.
    """
    counted = Counted(regions=len(load_index(options.level).codes))
    _add(counted, batch, options)
    return counted


def _add(counted: Counted, batch: Batch, options: Options) -> None:
    index = load_index(options.level)
    key = counted.places(batch.keys)[batch.codes]
    there = to_boundaries(index, batch.lon, batch.lat, options.datum)
    index.count_into(counted.tally, there.lon, there.lat, key, reach_m=options.reach_m)
    counted.unshifted += there.left
    counted.broken += batch.broken
