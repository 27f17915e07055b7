"""Which datum fits what the rows themselves claim: a hint, never a correction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from data.codes import Level
from data.streams.points import read_part
from geo.points import suggest_datum
from plusn.counting.index import load_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from data.streams.batch import Batch
    from data.streams.points import PointFile
    from geo.points import Suggestion

SAMPLE = 10_000  # rows of a batch
FROM_PARTS = 8


def hint_of(batches: Iterable[Batch], level: Level) -> Suggestion:
    """Hold points against the regions that they claim to be in.

    Parameters
    ----------
    batches
        Rows whose key names a region or gives its code.
    level
        ``city`` or ``county``: what is compared.
    """
    lon, lat, claimed = [np.empty(0)], [np.empty(0)], []
    some = slice(0, SAMPLE)
    for batch in batches:
        codes = _codes(batch.keys, level)
        lon.append(batch.lon[some])
        lat.append(batch.lat[some])
        claimed += [codes[key] for key in batch.codes[some]]
    return suggest_datum(load_index(level), np.concatenate(lon), np.concatenate(lat), claimed)


def sample_of(file: PointFile) -> Iterator[Batch]:
    """Take the first rows of some parts, far from each other where all parts are known."""
    parts = file.parts
    if isinstance(parts, tuple):
        parts = parts[:: max(1, len(parts) // FROM_PARTS)]
    for part in islice(parts, FROM_PARTS):
        yield from islice(read_part(part), 1)


def _codes(names: tuple[str, ...], level: Level) -> list[str]:
    """Find the codes of claimed regions; blank where a name means no single one."""
    from plusn.matching import match  # noqa: PLC0415 - the gazetteer loads slowly

    found = match(names, level=str(level))
    column = "own_code" if level is Level.COUNTY else "code"
    return [str(code) for code in found[column].fillna("")]
