"""The index that tells which region a point lies in."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from data.errors import BadValue
from geo.points.edges import Edges, edges_of
from geo.points.grid import Frame, Grid, grid_of
from geo.points.kernels import kernels_of
from geo.points.lookup import Lookup
from geo.points.shore import Shore, shore_of
from geo.points.strays import REACH_M, sort_out
from geo.points.tally import Located, Status, Tally

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]
    Labels = NDArray[np.int16]

#: Part of every key under which a built index is kept: raise it with each change of the arrays.
RECIPE = 2
CELL = 0.02


@dataclass(frozen=True)
class GridIndex:
    """Tell for points which region of a coverage they lie in; made by `build`.

    Parameters
    ----------
    codes
        Codes of the regions, in the order of all counts.
    lookup
        Grid and edges.
    shore
        Outer edges, by which points off the coast find their region.
    """

    codes: tuple[str, ...]
    lookup: Lookup
    shore: Shore

    @classmethod
    def build(
        cls,
        shapes: NDArray[np.object_],
        codes: Sequence[str],
        *,
        foreign: NDArray[np.object_] | None = None,
        cell: float = CELL,
    ) -> Self:
        """Build an index.

        Parameters
        ----------
        shapes
            Polygons of the regions in degrees, WGS 84, shape (regions,): a valid coverage.
        codes
            Their codes.
        foreign
            Land outside all regions; no point near it is taken to a region.
        cell
            Side of the grid's cells in degrees.

        Raises
        ------
        BadValue
            The shapes are no valid coverage, or not as many as the codes.
        """
        if len(shapes) != len(codes):
            raise BadValue("there are not as many codes as regions", remedy="Give one each.")
        edges = edges_of(shapes)
        shore = shore_of(edges, foreign)
        return cls(tuple(codes), Lookup(edges, grid_of(edges, cell)), shore)

    def locate(
        self, lon: Floats, lat: Floats, *, reach_m: float = REACH_M, compiled: bool | None = None
    ) -> Located:
        """Find the region of each point.

        Parameters
        ----------
        lon, lat
            Degrees, WGS 84, shape (n,); NaN where there is none.
        reach_m
            How far off the coast a point may be and still be taken to its nearest region, metres.
        compiled
            Use numba; by default where it is installed.

        Raises
        ------
        BadValue
            The arrays have not the same length.
        MissingExtra
            `compiled` is asked for and numba is not installed.
        """
        lon, lat = _degrees(lon, lat)
        label, on_border = kernels_of(compiled=compiled).labels(self.lookup, lon, lat)
        found = Located(
            position=label.astype(np.int32) - 1,
            status=np.where(on_border, Status.BORDER, Status.INSIDE).astype(np.uint8),
            metres=np.full(len(lon), np.nan),
        )
        strays = np.flatnonzero(label == 0)
        if strays.size:
            there = sort_out(self.shore, self.label, lon[strays], lat[strays], reach_m)
            for name in ("position", "status", "metres"):
                getattr(found, name)[strays] = getattr(there, name)
        return found

    def count(
        self,
        lon: Floats,
        lat: Floats,
        sectors: Ints | None = None,
        n_sectors: int = 1,
        *,
        reach_m: float = REACH_M,
        compiled: bool | None = None,
    ) -> Tally:
        """Count points by region and sector.

        Parameters
        ----------
        lon, lat, reach_m, compiled
            As for `locate`.
        sectors
            Sector of each point, 0 to `n_sectors` - 1, shape (n,); by default all 0.

        Raises
        ------
        BadValue
            The arrays have not the same length, or a sector is out of range.
        MissingExtra
            `compiled` is asked for and numba is not installed.
        """
        tally = Tally.empty(len(self.codes), n_sectors)
        self.count_into(tally, lon, lat, sectors, reach_m=reach_m, compiled=compiled)
        return tally

    def count_into(
        self,
        tally: Tally,
        lon: Floats,
        lat: Floats,
        sectors: Ints | None = None,
        *,
        reach_m: float = REACH_M,
        compiled: bool | None = None,
    ) -> None:
        """Add points to a tally of this index; as `count`, which makes one for each call."""
        lon, lat = _degrees(lon, lat)
        sector = _checked(sectors, len(lon), tally.inside.shape[1])
        kernels = kernels_of(compiled=compiled)
        strays = kernels.count(self.lookup, lon, lat, sector, tally.inside, tally.border)
        if strays.size:
            found = sort_out(self.shore, self.label, lon[strays], lat[strays], reach_m)
            tally.add_strays(found, sector[strays])

    def label(self, lon: Floats, lat: Floats, *, compiled: bool | None = None) -> Labels:
        """Label points: 1 for the first region, 0 outside all; as `locate`, without the rest."""
        return kernels_of(compiled=compiled).labels(self.lookup, *_degrees(lon, lat))[0]

    def to_arrays(self) -> dict[str, NDArray[Any]]:
        """Give everything as plain arrays, to keep on disk."""
        grid, frame = self.lookup.grid, self.lookup.grid.frame
        return {
            "codes": np.array(self.codes, dtype=np.str_),
            "frame": np.array([frame.west, frame.south, frame.cell, frame.columns, frame.rows]),
            **{f"edges.{f.name}": getattr(self.lookup.edges, f.name) for f in fields(Edges)},
            **{f"grid.{n}": getattr(grid, n) for n in _GRID},
            **{f"shore.{f.name}": getattr(self.shore, f.name) for f in fields(Shore)},
        }

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        """Restore what `to_arrays` gave.

        Raises
        ------
        BadValue
            An array is missing.
        """
        try:
            west, south, cell, columns, rows = arrays["frame"].tolist()
            edges = Edges(**{f.name: arrays[f"edges.{f.name}"] for f in fields(Edges)})
            frame = Frame(west, south, cell, int(columns), int(rows))
            grid = Grid(frame=frame, **{n: arrays[f"grid.{n}"] for n in _GRID})
            shore = Shore(**{f.name: arrays[f"shore.{f.name}"] for f in fields(Shore)})
            codes = tuple(arrays["codes"].tolist())
        except (KeyError, ValueError) as problem:
            raise BadValue(
                "the kept index is not whole", where=str(problem), remedy="Build it again."
            ) from problem
        return cls(codes, Lookup(edges, grid), shore)


_GRID = tuple(f.name for f in fields(Grid) if f.name != "frame")


def _degrees(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    lon, lat = np.ascontiguousarray(lon, np.float64), np.ascontiguousarray(lat, np.float64)
    if lon.ndim != 1 or lon.shape != lat.shape:
        raise BadValue("longitudes and latitudes differ in number", remedy="Give one each.")
    return lon, lat


def _checked(sectors: Ints | None, points: int, n_sectors: int) -> Ints:
    if sectors is None:
        return np.zeros(points, np.int32)
    sectors = np.ascontiguousarray(sectors, np.int32)
    if sectors.shape != (points,):
        raise BadValue("sectors and points differ in number", remedy="Give one each.")
    if points and not 0 <= sectors.min() <= sectors.max() < n_sectors:
        raise BadValue("a sector is out of range", remedy=f"Use 0 to {n_sectors - 1}.")
    return sectors
