"""Read the packaged layer of the world's countries."""

from __future__ import annotations

import hashlib
import json
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.errors import HashMismatch
from data.packaged import read_packaged

if TYPE_CHECKING:
    import geopandas as gpd

_TABLE = "world_50m.parquet"


def world() -> gpd.GeoDataFrame:
    """Read the countries of Natural Earth 1:50m without China, Hong Kong, Macao and Taiwan.

    A map draws the China layers over them, since the two sources differ along common borders.

    Returns
    -------
    GeoDataFrame
        ``iso3, iso_numeric, name, geometry`` in EPSG:4326, sorted by `iso3`; five areas without an
        ISO code have blank codes.

    Raises
    ------
    HashMismatch
        The packaged file is not the recorded one.
    """
    import geopandas as gpd  # noqa: PLC0415 - slow

    content = read_packaged(_TABLE)
    if hashlib.sha256(content).hexdigest() != world_provenance()["sha256"]:
        raise HashMismatch(
            "the packaged world layer is not the recorded one",
            where=_TABLE,
            remedy="Install PlusN again.",
        )
    return gpd.read_parquet(BytesIO(content))


def world_provenance() -> dict[str, Any]:
    """Read where the world layer comes from: title, publisher, licence, address, hashes."""
    return dict(json.loads(read_packaged("world_50m.json")))
