"""From numbers and shapes to a map: describing it, drawing it, and geopandas' own map."""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING

import plusn
from benchmarks.compare import ROUNDS, Table, Target, interleaved, ratios, timed
from briefing.atlas.compose import compose_view, views
from briefing.payload import geometry_payload
from data import boundaries

if TYPE_CHECKING:
    import geopandas as gpd

    from plusn.atlases import AtlasFigure

SVG = "SVG, the whole figure"
PLAIN = "folium.Choropleth, no legend words, no tooltips"
EXPLORE = "geopandas.explore"


def tables(rounds: int = ROUNDS, level: str = "city") -> list[Table]:
    """Compare on the same boundaries, all layers in memory."""
    figure = plusn.atlas(level=level)
    start = next(view for view in views(figure.material) if view.id == figure.choices.start)
    layer = valued(figure)
    runs = {
        SVG: timed(lambda: plusn.atlas(level=level).to_bytes("svg")),
        "  numbers: bounds, measure, standing": timed(lambda: plusn.atlas(level=level)),
        "  MapSpec of the view": timed(lambda: compose_view(figure.material, start, "en")),
        "  geometry of the one-file page": timed(
            lambda: geometry_payload(figure.land, levels=(level, "province"))
        ),
        "folium page of the same map": timed(
            lambda: plusn.atlas(level=level).to_bytes("leaflet", asset_base="./")
        ),
        PLAIN: timed(lambda: choropleth(layer)),
    }
    if importlib.util.find_spec("matplotlib"):  # no dependency of ours
        runs[EXPLORE] = timed(lambda: explored(layer))
    for run in runs.values() if rounds > 1 else ():
        run()  # imports and caches, once
    medians = interleaved(runs, rounds)
    share = medians[SVG] / medians[PLAIN]
    return [
        Table(
            title=f"4. Building a map by {level} ({len(layer)} regions), boundaries in memory",
            head=("what", "median", "ratio"),
            rows=ratios(medians),
            targets=(Target(words="SVG ÷ plain folium", value=share, limit=1),),
            notes=() if EXPLORE in runs else ("geopandas.explore needs matplotlib: not here.",),
            counts={"regions": len(figure.spec.regions), "geopandas": len(layer)},
        )
    ]


def valued(figure: AtlasFigure) -> gpd.GeoDataFrame:
    """Give the boundary layer with the figure's upper ends, for geopandas to draw."""
    highs = {mark.code: mark.high for mark in figure.spec.regions}
    layer = boundaries.load(f"{figure.choices.unit}-1000")
    return layer.assign(high=layer["code"].map(highs).astype(float))


def choropleth(layer: gpd.GeoDataFrame) -> str:
    """Draw folium's own map of the layer."""
    import folium  # noqa: PLC0415 - slow

    drawn = folium.Map(tiles=None)
    folium.Choropleth(
        geo_data=layer, data=layer, columns=["code", "high"], key_on="feature.properties.code"
    ).add_to(drawn)
    text: str = drawn.get_root().render()
    return text


def explored(layer: gpd.GeoDataFrame) -> str:
    """Draw geopandas' own interactive map."""
    drawn = layer.explore("high", tooltip=["code", "high"], scheme="FisherJenks", tiles=None)
    text: str = drawn.get_root().render()
    return text
