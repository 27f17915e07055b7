"""Name the layers and the step that makes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from data.codes import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import geopandas as gpd

    from data.boundaries.package import Provider


@dataclass(frozen=True, kw_only=True)
class Layer:
    """Describe one layer.

    Parameters
    ----------
    level
        Rank of its units; `None` for lines.
    provider
        Upstream file that it is derived from.
    tolerance
        Metres of simplification; 0 for full resolution.
    use
        ``"display"`` or ``"assignment"`` (of points to units).
    """

    level: Level | None
    provider: Provider
    tolerance: float
    use: str = "display"


LAYERS: Mapping[str, Layer] = {
    "province-3000": Layer(level=Level.PROVINCE, provider="tianditu", tolerance=3000),
    "city-3000": Layer(level=Level.CITY, provider="tianditu", tolerance=3000),
    "province-1000": Layer(level=Level.PROVINCE, provider="tianditu", tolerance=1000),
    "city-1000": Layer(level=Level.CITY, provider="tianditu", tolerance=1000),
    "province-300": Layer(level=Level.PROVINCE, provider="tianditu", tolerance=300),
    "city-300": Layer(level=Level.CITY, provider="tianditu", tolerance=300),
    "lines": Layer(level=None, provider="tianditu", tolerance=0),
    "county-300": Layer(level=Level.COUNTY, provider="tianditu", tolerance=300),
    "assignment-city": Layer(level=Level.CITY, provider="amap", tolerance=0, use="assignment"),
    "assignment-county": Layer(level=Level.COUNTY, provider="amap", tolerance=0, use="assignment"),
}


@dataclass(frozen=True)
class Step:
    """Make some layers together.

    Parameters
    ----------
    names
        Layers that it makes.
    make
        Gives those layers by name.
    """

    names: tuple[str, ...]
    make: Callable[[], dict[str, gpd.GeoDataFrame]]


def display_step() -> dict[str, gpd.GeoDataFrame]:
    """Make the province and city layers and the lines that belong to no unit."""
    from data.boundaries import package, recipe  # noqa: PLC0415 - geopandas loads slowly

    cities = package.read_units("tianditu", "city")
    cities = recipe.merge_pseudo_units(cities, recipe.CITY_OF_PSEUDO_UNIT)
    cities = recipe.remove_overlaps(cities, recipe.OVERLAPPING_CITIES)
    cities = recipe.checked(recipe.levelled(cities, Level.CITY))
    made = {"lines": recipe.lines(package.read_lines())}
    simple = {tolerance: recipe.simplify(cities, tolerance) for tolerance in (300, 1000, 3000)}
    simple[3000] = recipe.with_finer(simple[3000], simple[300])
    for tolerance, layer in simple.items():
        made[f"city-{tolerance}"] = layer
        made[f"province-{tolerance}"] = recipe.dissolve(layer, Level.PROVINCE)
    return made


def county_step() -> dict[str, gpd.GeoDataFrame]:
    """Make the county layer for display."""
    from data.boundaries import package, recipe, vintage  # noqa: PLC0415 - geopandas loads slowly

    full = vintage.display(package.read_units("tianditu", "district"))
    return {"county-300": recipe.simplify(full, 300)}


def assignment_city_step() -> dict[str, gpd.GeoDataFrame]:
    """Make the layer that decides which city a point lies in."""
    from data.boundaries import package, recipe  # noqa: PLC0415 - geopandas loads slowly

    cities = recipe.levelled(package.read_units("amap", "city"), Level.CITY)
    return {"assignment-city": recipe.checked(cities)}


def assignment_county_step() -> dict[str, gpd.GeoDataFrame]:
    """Make the layer that decides which county a point lies in."""
    from data.boundaries import package, vintage  # noqa: PLC0415 - geopandas loads slowly

    lines_of_2023 = vintage.display(package.read_units("tianditu", "district"))
    districts = package.read_units("amap", "district")
    return {"assignment-county": vintage.assignment(districts, lines_of_2023)}


STEPS: tuple[Step, ...] = (
    Step(
        (
            "province-3000",
            "city-3000",
            "province-1000",
            "city-1000",
            "province-300",
            "city-300",
            "lines",
        ),
        display_step,
    ),
    Step(("county-300",), county_step),
    Step(("assignment-city",), assignment_city_step),
    Step(("assignment-county",), assignment_county_step),
)
