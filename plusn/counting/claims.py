"""Which datum fits what the rows themselves claim: a hint, never a correction."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from data.codes import Level
from data.streams.points import PointFile, read_part
from geo.points import Suggestion, suggest_datum
from plusn.counting.index import load_index
from plusn.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data.streams.batch import Batch

SAMPLE = 50_000
FROM_PARTS = 8


def hint(file: PointFile, level: Level) -> Suggestion:
    """Hold some points against the regions that they claim to be in.

    Parameters
    ----------
    file
        Opened with the column of claims as its key: names or codes of regions.
    level
        ``city`` or ``county``: what is compared.
    """
    lon, lat, claimed = [np.empty(0)], [np.empty(0)], []
    for batch in _sample(file):
        codes = _codes(batch.keys, level)
        some = slice(0, SAMPLE // FROM_PARTS)
        lon.append(batch.lon[some])
        lat.append(batch.lat[some])
        claimed += [codes[key] for key in batch.codes[some]]
    return suggest_datum(load_index(level), np.concatenate(lon), np.concatenate(lat), claimed)


def _sample(file: PointFile) -> Iterator[Batch]:
    """Take the first rows of some parts, far from each other where all parts are known."""
    parts = file.parts
    if isinstance(parts, tuple):
        parts = parts[:: max(1, len(parts) // FROM_PARTS)]
    for part in islice(parts, FROM_PARTS):
        yield from islice(read_part(part), 1)


def _codes(names: tuple[str, ...], level: Level) -> list[str]:
    """Find the codes of claimed regions; blank where a name means no single one."""
    found = match(names, level=str(level))
    column = "own_code" if level is Level.COUNTY else "code"
    return [str(code) for code in found[column].fillna("")]
