"""Keep derived layers on disk: whole and proven by their hashes, or not at all.

The folder is named after the package and recipe versions. ``manifest.json`` is written after the
layers that it lists, so a layer without an entry, or whose bytes do not have the entry's hash, does
not exist. Writers hold a lock; readers need none, since every file is replaced in one step.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from filelock import FileLock

from data.boundaries.package import DISTRIBUTION
from data.boundaries.package import VERSION as PACKAGE_VERSION
from data.boundaries.recipe import VERSION as RECIPE_VERSION
from data.errors import UnwritableOutput
from data.files import write_atomic

if TYPE_CHECKING:
    import geopandas as gpd

ENVIRONMENT = "PLUSN_CACHE"
MANIFEST = "manifest.json"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Prove one layer file: its size in bytes, its SHA-256, and what it holds."""

    bytes: int
    sha256: str
    units: int
    vertices: int
    area_error_percent: float


def default_root() -> Path:
    """Give the folder of all caches: ``$PLUSN_CACHE``, or the user's cache folder."""
    chosen = os.environ.get(ENVIRONMENT)
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("plusn"))


def folder(root: Path | None = None) -> Path:
    """Give the folder of the present package and recipe versions."""
    name = f"{DISTRIBUTION}-{PACKAGE_VERSION}-recipe-{RECIPE_VERSION}"
    return (root or default_root()) / "boundaries" / name


def lock(place: Path) -> FileLock:
    """Give the lock that a writer to `place` must hold.

    Raises
    ------
    UnwritableOutput
        The folder cannot be made.
    """
    try:
        place.mkdir(parents=True, exist_ok=True)
        with (place / ".lock").open("a"):
            pass
    except OSError as problem:
        raise UnwritableOutput(
            "the boundary cache cannot be written",
            where=f"{place}: {problem.strerror or problem}",
            remedy=f"Set {ENVIRONMENT} to a folder that you may write to.",
        ) from problem
    return FileLock(place / ".lock")


def entries(place: Path) -> dict[str, Entry]:
    """Read the manifest; an absent or broken one lists nothing."""
    try:
        listed = json.loads((place / MANIFEST).read_bytes())
        return {str(name): Entry(**fields) for name, fields in listed["layers"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def read(place: Path, name: str) -> bytes | None:
    """Read one layer's bytes when they are exactly those recorded, else give `None`."""
    entry = entries(place).get(name)
    if entry is None:
        return None
    try:
        content = (place / f"{name}.parquet").read_bytes()
    except OSError:
        return None
    proven = len(content) == entry.bytes and hashlib.sha256(content).hexdigest() == entry.sha256
    return content if proven else None


def write(place: Path, layers: dict[str, gpd.GeoDataFrame]) -> dict[str, Entry]:
    """Write layers, then list them in the manifest; the caller holds the lock.

    Raises
    ------
    UnwritableOutput
        A file cannot be written.
    """
    for leftover in place.glob(".*.part"):  # of a process that was killed
        leftover.unlink(missing_ok=True)
    made = {}
    for name, layer in layers.items():
        content = _parquet(layer)
        write_atomic(place / f"{name}.parquet", content)
        made[name] = _entry(layer, content)
    listed = {**entries(place), **made}
    _write_manifest(place, listed)
    return made


def _write_manifest(place: Path, listed: dict[str, Entry]) -> None:
    manifest = {
        "package": f"{DISTRIBUTION}=={PACKAGE_VERSION}",
        "recipe": RECIPE_VERSION,
        "layers": {name: asdict(listed[name]) for name in sorted(listed)},
    }
    write_atomic(place / MANIFEST, json.dumps(manifest, indent=1).encode())


def _parquet(layer: gpd.GeoDataFrame) -> bytes:
    buffer = BytesIO()
    layer.to_parquet(buffer, compression="zstd", compression_level=9, index=False)
    return buffer.getvalue()


def _entry(layer: gpd.GeoDataFrame, content: bytes) -> Entry:
    return Entry(
        bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        units=len(layer),
        vertices=int(layer.geometry.count_coordinates().sum()),
        area_error_percent=_area_error(layer),
    )


def _area_error(layer: gpd.GeoDataFrame) -> float:
    """Give the largest change of a unit's area that simplification made, in percent."""
    from data.boundaries.recipe import geodesic_areas  # noqa: PLC0415 - slow

    if "area_km2" not in layer:
        return 0.0
    drawn, true = geodesic_areas(layer), layer["area_km2"]
    changes = (abs(a / b - 1) * 100 for a, b in zip(drawn, true, strict=True))
    return float(round(max(changes), 2))
