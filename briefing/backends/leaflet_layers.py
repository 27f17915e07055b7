"""The layers of a folium page: regions, outlines, dash line, circles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import shapely

from briefing.backends.leaflet_words import Words, labels_of
from briefing.backends.lonlat import shapes_of, to_degrees
from briefing.palette import token

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from briefing.land import Geometry, Land
    from briefing.spec import Frame, MapSpec, Mark

    Look = Callable[[dict[str, Any]], dict[str, Any]]

Layer = Any  # a folium object: the library ships no types
CLOSE_UP = 1.0  # km per pixel
# A tooltip of the whole layer could stay open at one point only, so each point has its own.
LASTING = """function (feature, point) {
point.bindTooltip(feature.properties.name,
{permanent: true, direction: feature.properties.side, className: "pn-label"});
}"""
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

    digits = _digits(spec.wide.frame)
    shapes = shapes_of(spec, land, digits=digits, tidy=True)
    if spec.within:  # the neighbours, below
        yield _outlines(land, words, digits, fill=True)
    yield folium.GeoJson(
        _collection(spec, words, shapes),
        name=words.own["regions"],
        style_function=_look({mark.code: mark for mark in spec.regions}),
        highlight_function=lambda _: {"weight": 2.5, "color": token("ink").light},
        tooltip=tip(),
        smooth_factor=0.5,
        attribution=f"{words.credits}<br>{words.notes}",
    )
    if spec.level != "province" and not spec.within:
        yield _outlines(land, words, digits)
    dash = to_degrees(land.dash, digits=digits, tidy=True)
    yield _lines(words.own["dash"], [dash], {"weight": 1.6, "fill": False})
    if spec.wide.symbols:
        yield _circles(spec, words, tip())
    if words.labels:
        yield _labels(spec, words)


def _labels(spec: MapSpec, words: Words) -> Layer:
    """Write names on the map as lasting tooltips of invisible points: a marker asks for an icon."""
    import folium  # noqa: PLC0415

    features = []
    for place, (at, name) in enumerate(zip(labels_of(spec), words.labels, strict=True)):
        point = lonlat(spec.wide.frame, *(at.dot or (at.x, at.y)))
        side = "right" if at.dot else "center"
        features.append(_feature(str(place), point, {"name": name, "side": side}))
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        control=False,
        marker=folium.CircleMarker(),
        style_function=lambda _: {"radius": 0, "stroke": False, "interactive": False},
        on_each_feature=folium.JsCode(LASTING),
    )


def _outlines(land: Land, words: Words, digits: int, *, fill: bool = False) -> Layer:
    shapes = land.at("province").values()
    outlines = [to_degrees(shape, digits=digits, tidy=True) for shape in shapes]
    look = {"weight": 1.2, "fill": fill, "fillColor": token("foreign").light, "fillOpacity": 1}
    return _lines(words.own["provinces"], outlines, look)


def _lines(name: str, outlines: list[Geometry], look: dict[str, Any]) -> Layer:
    import folium  # noqa: PLC0415

    features = [_feature(str(place), outline, {}) for place, outline in enumerate(outlines)]
    return folium.GeoJson(
        {"type": "FeatureCollection", "features": features},
        name=name,
        style_function=lambda _: {"color": token("coast").light, **look},
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
    # Members of a group last, so that no neighbour covers their edge.
    marks = sorted(spec.regions, key=lambda mark: (mark.in_group, mark.level, mark.code))
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


def _digits(frame: Frame) -> int:
    """Give the decimals of a degree that a map of this scale shows: 100 m, or 10 m close up."""
    return 3 if frame.km_per_px > CLOSE_UP else 4


def _look(marks: dict[str, Mark]) -> Look:
    def look(feature: dict[str, Any]) -> dict[str, Any]:
        mark = marks[feature["properties"]["code"]]
        return {
            "fillColor": _fill(mark),
            "fillOpacity": 1,
            "color": token("ink" if mark.in_group else "province_line").light,
            "weight": 1.8 if mark.in_group else 0.8,
        }

    return look


def _fill(mark: Mark) -> str:
    """Give the ramp's colour to regions with a value, the ground of its kind to any other."""
    if mark.fill is not None:
        return mark.fill.light
    return token("dot_ground" if mark.standing == "out_of_scope" else "land").light


def lonlat(frame: Frame, x: float, y: float) -> Geometry:
    """Give the place of a pixel of a frame as a point in degrees, EPSG:4326."""
    return to_degrees(shapely.Point(frame.x0 + x * frame.km_per_px, frame.y0 - y * frame.km_per_px))
