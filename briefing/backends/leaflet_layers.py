"""The layers of a folium page: regions, outlines, dash line, circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from briefing.backends.lonlat import TEN_METRES, shapes_of, to_degrees
from briefing.palette import token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.backends.leaflet_words import Words
    from briefing.land import Geometry, Land
    from briefing.spec import Frame, MapSpec, Mark

    Look = Callable[[dict[str, Any]], dict[str, Any]]

Layer = Any  # a folium object: the library ships no types
FIELDS = ("name", "number", "known", "sources")


def layers(spec: MapSpec, land: Land, words: Words) -> Iterator[Layer]:
    """Make the layers of a map, the lowest first.

    Raises
    ------
    RenderProblem
        A region has no shape.
    """
    import folium  # noqa: PLC0415

    def tip() -> Layer:
        return folium.GeoJsonTooltip(list(FIELDS), aliases=list(words.headings), sticky=True)

    shapes = shapes_of(spec, land, digits=TEN_METRES)
    yield folium.GeoJson(
        _collection(spec, words, shapes),
        name=words.own["regions"],
        style_function=_look({mark.code: _fill(mark) for mark in spec.regions}),
        highlight_function=lambda _: {"weight": 2.5, "color": token("ink").light},
        tooltip=tip(),
        smooth_factor=0.5,
        attribution=f"{words.credits}<br>{words.notes}",
    )
    lines = [("dash", [land.dash], 1.6)]
    if spec.level != "province":
        lines.insert(0, ("provinces", list(land.at("province").values()), 1.2))
    for name, geometries, weight in lines:
        yield _lines(words.own[name], geometries, weight)
    if spec.wide.symbols:
        yield _circles(spec, words, tip())


def _lines(name: str, geometries: list[Geometry], weight: float) -> Layer:
    import folium  # noqa: PLC0415

    outlines = [to_degrees(shape, digits=TEN_METRES) for shape in geometries]
    features = [_feature(str(place), outline, {}) for place, outline in enumerate(outlines)]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        style_function=lambda _: {"color": token("coast").light, "weight": weight, "fill": False},
        interactive=False,
        smooth_factor=0.5,
    )


def _circles(spec: MapSpec, words: Words, tip: Layer) -> Layer:
    import folium  # noqa: PLC0415

    frame = spec.wide.frame
    places = {s.code: lonlat(frame, s.x, s.y) for s in spec.wide.symbols}
    looks = {s.code: {"radius": s.radius, "fillColor": s.colour.light} for s in spec.wide.symbols}
    return folium.GeoJson(
        _collection(spec, words, places),
        control=False,
        marker=folium.CircleMarker(),
        style_function=lambda feature: {
            **looks[feature["properties"]["code"]],
            "color": token("edge").light,
            "weight": 1,
            "fillOpacity": 0.85,
        },
        tooltip=tip,
    )


def _collection(spec: MapSpec, words: Words, shapes: dict[str, Geometry]) -> dict[str, Any]:
    marks = sorted(spec.regions, key=lambda mark: (mark.level, mark.code))
    features = [
        _feature(mark.code, shapes[mark.code], {"code": mark.code, **words.tips[mark.code]})
        for mark in marks
        if mark.code in shapes
    ]
    return {"type": "FeatureCollection", "features": features}


def _feature(name: str, shape: Geometry, properties: dict[str, str]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": name,
        "properties": properties,
        "geometry": shapely.geometry.mapping(shape),
    }


def _look(fills: dict[str, str]) -> Look:
    return lambda feature: {
        "fillColor": fills[feature["properties"]["code"]],
        "fillOpacity": 1,
        "color": token("province_line").light,
        "weight": 0.8,
    }


def _fill(mark: Mark) -> str:
    """Give the ramp's colour to regions with a value, the ground of its kind to any other."""
    if mark.fill is not None:
        return mark.fill.light
    return token("dot_ground" if mark.standing == "out_of_scope" else "land").light


def lonlat(frame: Frame, x: float, y: float) -> Geometry:
    """Give the place of a pixel of a frame as a point in degrees, EPSG:4326."""
    return to_degrees(shapely.Point(frame.x0 + x * frame.km_per_px, frame.y0 - y * frame.km_per_px))
