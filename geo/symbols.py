"""Proportional symbols: circles whose area is the value."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import shapely

from data.errors import BadValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

LEGEND_PARTS = (1.0, 1 / 4, 1 / 16)  # radii halve: the eye tells three circles apart
ROUND_DIGITS = (5, 2, 1)
#: An inscribed point needs no more precision than this part of the region's extent.
TOLERANCE = 0.005


@dataclass(frozen=True, kw_only=True)
class SymbolScale:
    """Scale circles so that area is proportional to value.

    Parameters
    ----------
    largest
        The value of the largest circle, above 0.
    largest_radius
        Its radius, in px or any other length.

    Raises
    ------
    BadValue
        One of them is not a positive finite number.

    Examples
    --------
    >>> SymbolScale(largest=400, largest_radius=40).radius([0, 100, 400]).tolist()
    [0.0, 20.0, 40.0]
    """

    largest: float
    largest_radius: float

    def __post_init__(self) -> None:
        for number in (self.largest, self.largest_radius):
            if not (math.isfinite(number) and number > 0):
                raise BadValue(
                    f"circles cannot be scaled by {number}", remedy="Use a positive number."
                )

    def radius(self, values: Iterable[float] | NDArray[np.float64]) -> NDArray[np.float64]:
        """Give each value's radius: ``largest_radius * sqrt(value / largest)``.

        Raises
        ------
        BadValue
            A value is negative or not finite: no circle has that area.
        """
        given = np.asarray(list(values), dtype=float)
        if not (np.isfinite(given) & (given >= 0)).all():
            raise BadValue("a circle stands for 0 or more", remedy="Draw the map filled instead.")
        return self.largest_radius * np.sqrt(given / self.largest)

    def legend(self) -> tuple[float, ...]:
        """Choose up to three round values for a legend, largest first.

        Examples
        --------
        >>> SymbolScale(largest=30971, largest_radius=40).legend()
        (20000.0, 5000.0, 1000.0)
        """
        rounded = [round_below(self.largest * part) for part in LEGEND_PARTS]
        return tuple(dict.fromkeys(rounded))


def legend_of(values: Sequence[float]) -> tuple[float, ...]:
    """Choose up to three real values for a legend: largest, middle, smallest above 0.

    Examples
    --------
    >>> legend_of([5300, 30971, 2638, 9557, 6913])
    (30971, 6913, 2638)
    """
    ordered = sorted((value for value in values if value > 0), reverse=True)
    if not ordered:
        return ()
    return tuple(dict.fromkeys((ordered[0], ordered[len(ordered) // 2], ordered[-1])))


def round_below(value: float) -> float:
    """Give the largest of 1, 2, 5 times a power of ten that is not above `value`.

    Examples
    --------
    >>> round_below(30971), round_below(0.3)
    (20000.0, 0.2)
    """
    power = math.floor(math.log10(value))
    # The last, 5e(power - 1), is below every value: rounding may have set `power` one too high.
    steps = [*((digit, power) for digit in ROUND_DIGITS), (ROUND_DIGITS[0], power - 1)]
    numbers = (float(f"{digit}e{exponent}") for digit, exponent in steps)
    return next(number for number in numbers if number <= value)


def placement(frame: gpd.GeoDataFrame) -> pd.DataFrame:
    """Find where circles stand: the centre of the largest circle inside the largest part.

    A centroid can fall outside a region; this point cannot.

    Parameters
    ----------
    frame
        Polygons on an equal-area plane, e.g. from `geo.projection.to_china_km`.

    Returns
    -------
    DataFrame
        Columns ``x, y`` in the units of the plane, indexed as `frame`.

    Raises
    ------
    BadValue
        `frame` is in degrees or has no declared reference system.
    """
    if frame.crs is None or frame.crs.is_geographic:
        raise BadValue("circles are placed on a plane", remedy="Project the regions first.")
    parts = [_largest(shape) for shape in frame.geometry]
    spokes = [
        shapely.maximum_inscribed_circle(part, tolerance=TOLERANCE * math.sqrt(part.area))
        for part in parts
    ]
    centres = shapely.get_point(np.array(spokes, dtype=object), 0)
    return pd.DataFrame({"x": shapely.get_x(centres), "y": shapely.get_y(centres)}, frame.index)


def _largest(shape: shapely.Geometry) -> shapely.Geometry:
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def overlapping(
    x: NDArray[np.float64], y: NDArray[np.float64], radius: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Tell which circles overlap another: those are outlined. Touching is no overlap.

    Examples
    --------
    >>> overlapping(np.array([0.0, 1, 9]), np.zeros(3), np.ones(3)).tolist()
    [True, True, False]
    """
    apart = np.hypot(np.subtract.outer(x, x), np.subtract.outer(y, y))
    reach = np.add.outer(radius, radius)
    drawn = np.logical_and.outer(radius > 0, radius > 0)
    overlap = (apart < reach) & drawn
    np.fill_diagonal(overlap, val=False)
    return np.asarray(overlap.any(axis=1), dtype=bool)


def drawing_order(radius: NDArray[np.float64]) -> NDArray[np.int64]:
    """Order circles largest first, so that small ones stay visible; ties keep their order."""
    return np.argsort(-radius, kind="stable")
