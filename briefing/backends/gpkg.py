"""The map as a GeoPackage: shapes and numbers together, for a geographic information system."""

from __future__ import annotations

from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import pandas as pd

from briefing.backends.lonlat import shapes_of
from briefing.backends.records import COLUMNS, NUMBERS, Cell, in_order, row
from briefing.backends.stamp import stamp
from briefing.safe_text import whole
from geo.projection import LON_LAT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.land import Land
    from briefing.spec import MapSpec

LAYER = "regions"
WHOLE = ("class", "in_group", "may_be_higher")
CLOCK = "OGR_CURRENT_DATE"  # what the driver writes for "last change", instead of the time of day


def to_gpkg(
    spec: MapSpec, land: Land, *, layer: str = LAYER, panel: str = "", indexed: bool = True
) -> bytes:
    """Write exactly what is drawn as a GeoPackage.

    One layer, EPSG:4326: the simplified shapes of the map with the columns of
    `briefing.backends.records.COLUMNS`, then title, credits and notes. The same map gives the same
    bytes: the only date in the file is that of the data.

    Parameters
    ----------
    spec, land
        The map, and the geometry of its regions.
    layer
        Name of the layer; never a user's text.
    panel
        What the map is called where it is one of several: a column of its own.
    indexed
        With a spatial index.

    Raises
    ------
    RenderProblem
        A region has no shape, or a number is not finite.
    """
    import geopandas as gpd  # noqa: PLC0415 - only who asks for a layer waits for it
    import pyogrio  # noqa: PLC0415

    shapes = shapes_of(spec, land)
    frame = gpd.GeoDataFrame(
        _columns(spec, panel), geometry=[shapes[mark.code] for mark in in_order(spec)], crs=LON_LAT
    )
    content = BytesIO()
    with _clock_stopped(spec.as_of):
        pyogrio.write_dataframe(
            frame,
            content,
            layer=layer,
            driver="GPKG",
            promote_to_multi=True,
            layer_options={
                "DESCRIPTION": whole(panel or spec.title),
                "FID": "fid",
                "SPATIAL_INDEX": "YES" if indexed else "NO",
            },
        )
    return content.getvalue()


def _columns(spec: MapSpec, panel: str) -> pd.DataFrame:
    rows = [row(spec, mark) for mark in in_order(spec)]
    columns = {name: _series(name, [cells[name] for cells in rows]) for name in COLUMNS}
    if panel:
        columns = {"panel": pd.Series([whole(panel)] * len(rows), dtype="object"), **columns}
    columns |= {
        name: pd.Series([whole(words)] * len(rows), dtype="object")
        for name, words in (
            ("title", spec.title),
            ("credits", "\n".join(spec.credits)),
            ("notes", "\n".join(spec.notes)),
        )
    }
    return pd.DataFrame(columns)


def _series(name: str, cells: list[Cell]) -> pd.Series:
    if name in NUMBERS:
        return pd.Series(cells, dtype="float64")
    if name in WHOLE:
        return pd.Series(cells, dtype="Int32")
    return pd.Series([whole(c) if isinstance(c, str) else None for c in cells], dtype="object")


@contextmanager
def _clock_stopped(as_of: str) -> Iterator[None]:
    import pyogrio  # noqa: PLC0415

    before = pyogrio.get_gdal_config_option(CLOCK)
    pyogrio.set_gdal_config_options({CLOCK: stamp(as_of).strftime("%Y-%m-%dT%H:%M:%S.000Z")})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options({CLOCK: before})
