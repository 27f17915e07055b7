"""GeoJSON as a table, by a strict reading of JSON and none of GDAL's drivers.

Source: RFC 7946; the named systems of the older format of 2008 are understood too.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from data.errors import BadValue, UnreadableFile
from data.phrase import said
from data.uploads.crs import WGS84, System, named, unless_told
from data.uploads.features import Features, as_book, as_layer
from data.uploads.refusals import AS_MAP, refuse
from data.uploads.shape import LINE, POINT, POLYGON, BadShape, Shape

if TYPE_CHECKING:
    from data.book import Book
    from data.uploads.limits import Ask, Limits

DEEPEST = 8
"""Collections in collections."""
KINDS = {
    "Point": (POINT, 0),
    "MultiPoint": (POINT, 1),
    "LineString": (LINE, 1),
    "MultiLineString": (LINE, 2),
    "Polygon": (POLYGON, 2),
    "MultiPolygon": (POLYGON, 3),
}
"""Kind of a geometry → what it is, and how deep its lists of positions are."""
MARK = b"\xef\xbb\xbf"


def read_geojson(content: bytes, *, name: str, limits: Limits, ask: Ask) -> Book:
    """Read features as one sheet: their properties, and ``lon`` and ``lat`` of points.

    Raises
    ------
    UnreadableFile
        It is not JSON, or not GeoJSON.
    TooLarge
        It holds more than it may.
    BadValue
        Its reference system is not known, or its coordinates are none of it.
    """
    document = _document(content, name)
    declared = document.get("crs")
    system = named(WGS84) if declared is None else unless_told(ask, lambda: _system(declared))
    found = Features(limits)
    for feature in _features(document, name):
        _take(found, feature, name)
    layer = as_layer(found, system, ask, certain=declared is not None)
    return as_book(content, [layer], name=name, kind="geojson")


def _document(content: bytes, name: str) -> dict[str, Any]:
    try:
        text = content.removeprefix(MARK).decode("utf-8")
        document = json.loads(text, parse_constant=_no_number)
    except RecursionError as problem:
        raise _broken(name, said("it is nested too deeply")) from problem
    except UnicodeDecodeError as problem:
        raise _broken(name, said("it is not UTF-8 text")) from problem
    except json.JSONDecodeError as problem:
        place = said("not JSON at line {line}, column {column}", line=problem.lineno,
                     column=problem.colno)  # fmt: skip
        raise _broken(name, place) from problem
    except ValueError as problem:  # a number of thousands of digits
        raise _broken(name, said("a number in it is too long")) from problem
    if not isinstance(document, dict):
        raise refuse("json", name)
    return document


def _no_number(word: str) -> float:
    """Take NaN and infinities, which JSON does not have, for what they say; they are counted."""
    return float(word)


def _broken(name: str, why: str) -> UnreadableFile:
    return UnreadableFile(
        said("{name} is not whole GeoJSON: {why}", name=name, why=why), remedy=AS_MAP
    )


def _system(declared: object) -> System:
    try:
        text = declared["properties"]["name"]  # type: ignore[index]
    except (TypeError, KeyError, IndexError):
        text = None
    if not isinstance(text, str):
        raise BadValue(
            said("the reference system is given by a link or in an unknown way"),
            where="crs",
            remedy=said("Save the file in EPSG:4326 (WGS 84)."),
        )
    return named(text)


def _features(document: dict[str, Any], name: str) -> list[Any]:
    kind = document.get("type")
    if kind == "FeatureCollection":
        features = document.get("features")
        if not isinstance(features, list):
            raise _broken(name, said("it has no list of features"))
        return features
    if kind == "Feature":
        return [document]
    if kind in KINDS or kind == "GeometryCollection":
        return [{"type": "Feature", "properties": {}, "geometry": document}]
    raise refuse("topology" if kind == "Topology" else "json", name)


def _take(found: Features, feature: object, name: str) -> None:
    if not isinstance(feature, dict):
        raise _broken(name, said("feature {number:,} is no object", number=len(found.rows) + 1))
    properties = feature.get("properties")
    values = dict(properties) if isinstance(properties, dict) else {}
    if not isinstance(feature.get("id"), (dict, list, type(None))) and "id" not in values:
        values = {"id": feature["id"], **values}
    geometry = feature.get("geometry")
    if geometry is None:
        found.add(values, None)
        return
    shape = Shape()
    try:
        _walk(geometry, shape, 0)
    except BadShape:
        found.add_unread(values)
    else:
        found.add(values, shape)


def _walk(geometry: object, shape: Shape, depth: int) -> None:
    if not isinstance(geometry, dict) or depth > DEEPEST:
        raise BadShape("no geometry")
    if geometry.get("type") == "GeometryCollection":
        for one in _list(geometry.get("geometries")):
            _walk(one, shape, depth + 1)
        return
    kind, deep = KINDS.get(str(geometry.get("type")), ("", 0))
    if not kind:
        raise BadShape("unknown kind")
    _positions(geometry.get("coordinates"), deep, shape, kind)


def _positions(coordinates: object, deep: int, shape: Shape, kind: str) -> None:
    listed = _list(coordinates)
    if deep:
        for one in listed:
            _positions(one, deep - 1, shape, kind)
    elif listed or kind != POINT:
        x, y = _number(listed, 0), _number(listed, 1)
        shape.vertex(kind, x, y)


def _list(thing: object) -> list[Any]:
    if not isinstance(thing, list):
        raise BadShape("no list")
    return thing


def _number(position: list[Any], axis: int) -> float:
    """Give a coordinate; what is none counts as not finite, and is told so."""
    value = position[axis] if axis < len(position) else None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return float("nan")
    try:
        return float(value)
    except OverflowError:
        return float("inf")
