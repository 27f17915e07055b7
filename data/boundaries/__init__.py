"""Boundary layers: derived once on the user's machine, kept in a cache, proven at every reading."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from data.boundaries.layers import LAYERS, STEPS, Layer, Step
from data.errors import UnknownChoice, UnwritableOutput

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import geopandas as gpd

    from data.boundaries.cache import Entry

    Progress = Callable[[str, float], None]

__all__ = ["LAYERS", "STEPS", "BuildReport", "Layer", "Step", "build", "counties", "load", "world"]


@dataclass(frozen=True)
class BuildReport:
    """Say where the layers are and which were made now."""

    folder: Path
    made: tuple[str, ...]
    layers: dict[str, Entry]


def build(
    *,
    progress: Progress | None = None,
    cache: Path | None = None,
    steps: Sequence[Step] = STEPS,
) -> BuildReport:
    """Make every layer that the cache does not hold whole.

    Parameters
    ----------
    progress
        Called with what is being made and the fraction done, 0 to 1.
    cache
        Root of the caches; by default ``$PLUSN_CACHE`` or the user's cache folder.
    steps
        What to make.

    Raises
    ------
    UnwritableOutput
        The cache cannot be written.
    UnreadableFile
        The boundary package is absent, of another version, or broken.
    """
    from data.boundaries import cache as store  # noqa: PLC0415 - geopandas loads slowly

    place = store.folder(cache)
    made: list[str] = []
    for done, step in enumerate(steps):
        _tell(progress, ", ".join(step.names), done / len(steps))
        made.extend(_make(place, step))
    _tell(progress, "", 1.0)
    return BuildReport(folder=place, made=tuple(made), layers=store.entries(place))


def load(
    name: str,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    steps: Sequence[Step] = STEPS,
) -> gpd.GeoDataFrame:
    """Read one layer, making it first when the cache does not hold it whole.

    Returns
    -------
    GeoDataFrame
        ``level, code, parent, name_zh_hans, area_km2, geometry`` in EPSG:4326, sorted by code;
        the area is geodesic, of the unsimplified unit. The layer ``lines`` has ``kind, geometry``.

    Raises
    ------
    UnknownChoice
        There is no such layer.
    UnwritableOutput, UnreadableFile
        As `build`.
    """
    import geopandas as gpd  # noqa: PLC0415 - slow

    from data.boundaries import cache as store  # noqa: PLC0415 - geopandas loads slowly

    step = next((step for step in steps if name in step.names), None)
    if step is None:
        raise UnknownChoice.of("boundary layer", name, [n for s in steps for n in s.names])
    place = store.folder(cache)
    content = store.read(place, name)
    if content is None:
        _tell(progress, ", ".join(step.names), 0.0)
        with store.lock(place):
            _make_locked(place, step)
            content = store.read(place, name)
        _tell(progress, "", 1.0)
    if content is None:
        raise UnwritableOutput(
            "the boundary cache does not keep what is written to it",
            where=str(place),
            remedy=f"Set {store.ENVIRONMENT} to a folder on a sound disk.",
        )
    return gpd.read_parquet(BytesIO(content))


def counties(*, cache: Path | None = None) -> list[dict[str, Any]]:
    """List the county-level units of the display layer as plain rows, sorted by code.

    Returns
    -------
    list of dict
        `code`, `name_zh_hans`, `parent` (a city-level code, its own where the unit also stands at
        city level) and `area_km2` (km², geodesic).

    Raises
    ------
    UnwritableOutput, UnreadableFile
        As `build`.
    """
    layer = load("county-300", cache=cache)
    return list(layer[["code", "name_zh_hans", "parent", "area_km2"]].to_dict("records"))


def world() -> gpd.GeoDataFrame:
    """Read the countries of the world, 1:50m, without China (`data.boundaries.countries`).

    Raises
    ------
    HashMismatch
        The packaged file is not the recorded one.
    """
    from data.boundaries import countries  # noqa: PLC0415 - geopandas loads slowly

    return countries.world()


def _make(place: Path, step: Step) -> tuple[str, ...]:
    """Make a step's layers unless they are there; one process at a time."""
    from data.boundaries import cache as store  # noqa: PLC0415 - geopandas loads slowly

    if all(store.read(place, name) is not None for name in step.names):
        return ()
    with store.lock(place):
        return _make_locked(place, step)


def _make_locked(place: Path, step: Step) -> tuple[str, ...]:
    """Do the same for a caller that holds the lock: another process may have been first."""
    from data.boundaries import cache as store  # noqa: PLC0415 - geopandas loads slowly
    from data.boundaries.package import check_version  # noqa: PLC0415 - the same

    if all(store.read(place, name) is not None for name in step.names):
        return ()
    check_version()
    return tuple(store.write(place, step.make()))


def _tell(progress: Progress | None, what: str, fraction: float) -> None:
    if progress is not None:
        progress(what, fraction)
