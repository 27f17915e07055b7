"""A table of geographic features: attributes by row, and where the points are."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from data.book import Book, Sheet
from data.errors import BadValue, TooLarge
from data.phrase import said
from data.uploads.crs import (
    System,
    looks_mercator,
    looks_metric,
    looks_swapped,
    named,
    to_degrees,
)
from data.uploads.grid import Grid, Tally, short, some, whole_book
from data.uploads.shape import MIXED, POINT, Shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from data.book import Scalar
    from data.phrase import Told
    from data.uploads.limits import Ask, Limits

MOSTLY = 0.5
"""Share of the points from which on what they look like is said of all."""


@dataclass
class Features:
    """Gather the features of one layer.

    Parameters
    ----------
    limits
        What they may hold.
    title
        Name of the layer; blank for a file that has only one.
    tally
        Of the whole file.
    columns
        Names of attributes, in the order in which they are met.
    """

    limits: Limits
    title: str = ""
    tally: Tally | None = None
    columns: dict[str, int] = field(default_factory=dict)
    rows: list[dict[int, Scalar]] = field(default_factory=list)
    shapes: list[Shape | None] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    vertices: int = 0

    def add(self, values: Mapping[str, Any], shape: Shape | None) -> None:
        """Add a feature; its values are written as plain cells.

        Raises
        ------
        TooLarge
            There are more features, vertices or columns than a file may hold.
        """
        row = {self._column(name): plain(value) for name, value in values.items()}
        self.rows.append(row)
        self.shapes.append(shape)
        self.vertices += shape.vertices if shape else 0
        if len(self.rows) > self.limits.features:
            raise self._too_many(said("features"), self.limits.features)
        if self.vertices > self.limits.vertices:
            raise self._too_many(said("vertices"), self.limits.vertices)

    def add_unread(self, values: Mapping[str, Any]) -> None:
        """Add a feature whose geometry cannot be read.

        Raises
        ------
        TooLarge
            There are more features than a file may hold.
        """
        self.unread.append(len(self.rows) + 2)
        self.add(values, None)

    def _column(self, name: str) -> int:
        if name not in self.columns and len(self.columns) >= self.limits.columns - 2:
            raise self._too_many(said("columns"), self.limits.columns)
        return self.columns.setdefault(name, len(self.columns))

    def _too_many(self, what: Told, most: int) -> TooLarge:
        return TooLarge(
            said("the file holds more than {most:,} {what}", most=most, what=what),
            remedy=said("Keep the features that are needed, simplify them, or split the file."),
        )

    @property
    def kind(self) -> str:
        """Give the kind of all geometries together; blank where there are none."""
        kinds = {shape.kind for shape in self.shapes if shape is not None and shape.kind}
        return MIXED if len(kinds) > 1 else next(iter(kinds), "")


@dataclass(frozen=True)
class Layer:
    """Hold a layer as a sheet, and what to tell of it."""

    sheet: Sheet
    kind: str
    crs: str
    remarks: tuple[Told, ...]


def as_layer(found: Features, system: System, ask: Ask, *, certain: bool = True,
             spatial: bool = True) -> Layer:  # fmt: skip
    """Write features as a sheet: a header, their attributes, and ``lon`` and ``lat`` of points.

    Parameters
    ----------
    found
        The features.
    system
        The reference system that the file declares.
    ask
        What the user declares; a system goes before the file's.
    certain
        The file declares its system itself, rather than by being of its format.
    spatial
        Rows are meant to have geometries.

    Raises
    ------
    BadValue
        The coordinates cannot be of the declared system.
    TooLarge
        There are more cells than a file may hold.
    """
    remarks = [*_about_shapes(found)] if spatial else []
    declared = named(ask.crs) if ask.crs else system
    if ask.crs and certain and system.name and declared.name != system.name:
        remarks.append(
            said(
                "The file declares {file}; its coordinates are read as {declared}, as asked.",
                file=system.name,
                declared=declared.name,
            )
        )
    placed = {
        row: shape.point
        for row, shape in enumerate(found.shapes)
        if shape is not None and shape.point is not None and shape.finite
    }
    names = ("lon", "lat")
    if placed:
        _check(list(placed.values()), declared)
        remarks += _about_system(list(placed.values()), declared)
        if not declared.name and any(looks_metric(*point) for point in placed.values()):
            names = ("x", "y")
        placed = _converted(placed, declared)
        if names == ("lon", "lat"):
            remarks += _about_places(placed)
    points = found.kind in {POINT, MIXED} and POINT in _kinds(found)
    return Layer(
        sheet=Sheet(name=short(found.title), rows=_rows(found, placed, names if points else ())),
        kind=found.kind,
        crs=declared.name,
        remarks=tuple(remarks),
    )


def _kinds(found: Features) -> set[str]:
    return {kind for shape in found.shapes if shape is not None for kind in shape.kinds}


def _converted(
    placed: Mapping[int, tuple[float, float]], system: System
) -> dict[int, tuple[float, float]]:
    if not system.name:
        return dict(placed)
    xs, ys = zip(*placed.values(), strict=True)
    longitudes, latitudes = to_degrees(xs, ys, system)
    return dict(zip(placed, zip(longitudes, latitudes, strict=True), strict=True))


def _check(points: Sequence[tuple[float, float]], system: System) -> None:
    """Refuse degrees that are none."""
    metric = sum(looks_metric(*point) for point in points)
    if not system.degrees or metric < MOSTLY * len(points):
        return
    if all(looks_mercator(*point) or not looks_metric(*point) for point in points):
        raise BadValue(
            said("the coordinates look like metres of Web Mercator, not degrees"),
            where="crs",
            remedy=said("Declare EPSG:3857, or save the file in EPSG:4326 (WGS 84)."),
        )
    raise BadValue(
        said("the coordinates are no degrees"),
        where="crs",
        remedy=said("Declare their reference system, or save the file in EPSG:4326 (WGS 84)."),
    )


def _about_system(points: Sequence[tuple[float, float]], system: System) -> Iterable[Told]:
    if system.name:
        if not system.degrees:
            yield said(
                "Coordinates were converted from {system} to longitude and latitude (WGS 84).",
                system=system.name,
            )
        return
    if all(looks_mercator(*point) for point in points):
        yield said(
            "The file declares no reference system and its coordinates look like metres of Web "
            "Mercator: declare EPSG:3857 if they are."
        )
    elif any(looks_metric(*point) for point in points):
        yield said(
            "The file declares no reference system and its coordinates are no degrees: declare "
            "the system."
        )
    else:
        yield said(
            "The file declares no reference system: its coordinates are taken as degrees of "
            "WGS 84 unless another is declared."
        )


def _about_shapes(found: Features) -> Iterable[Told]:
    shapes = list(enumerate(found.shapes, 2))
    unreadable = set(found.unread)
    without = [str(row) for row, one in shapes if one is None and row not in unreadable]
    without += [str(row) for row, one in shapes if one is not None and not one.kind]
    endless = [str(row) for row, one in shapes if one is not None and not one.finite]
    several = [str(row) for row, one in shapes if one and one.kinds == {POINT} and one.vertices > 1]
    if without:
        yield said("Rows without a geometry: {count:,} ({rows}).", count=len(without),
                   rows=some(without))  # fmt: skip
    if found.unread:
        unread = [str(row) for row in found.unread]
        yield said("Rows whose geometry cannot be read: {count:,} ({rows}).",
                   count=len(unread), rows=some(unread))  # fmt: skip
    if endless:
        yield said("Rows with coordinates that are no finite numbers: {count:,} ({rows}).",
                   count=len(endless), rows=some(endless))  # fmt: skip
    if several:
        yield said("Rows with several points each, which are given no place: {count:,} ({rows}).",
                   count=len(several), rows=some(several))  # fmt: skip
    if found.kind not in {"", POINT}:
        yield said("Lines and areas are not taken over, only what the table says of them.")


def _about_places(placed: Mapping[int, tuple[float, float]]) -> Iterable[Told]:
    outside = [
        str(row + 2)
        for row, (x, y) in placed.items()
        if not (abs(x) <= 180 and abs(y) <= 90)  # noqa: PLR2004 - degrees
    ]
    swapped = [str(row + 2) for row, point in placed.items() if looks_swapped(*point)]
    if outside:
        yield said("Points beyond 180° of longitude or 90° of latitude: {count:,} (rows {rows}).",
                   count=len(outside), rows=some(outside))  # fmt: skip
    if swapped:
        yield said(
            "Points that look as if longitude and latitude were swapped: {count:,} of {all:,} "
            "(rows {rows}); nothing was changed.",
            count=len(swapped),
            all=len(placed),
            rows=some(swapped),
        )


def _rows(
    found: Features, placed: Mapping[int, tuple[float, float]], names: tuple[str, ...]
) -> tuple[tuple[Scalar, ...], ...]:
    """Write header and rows, the coordinates last."""
    grid = Grid(found.title, found.tally or Tally(found.limits))
    header = [_free(name, names) for name in found.columns]
    for column, name in enumerate((*header, *names)):
        grid.put(0, column, name or said("(no name)"))
    for row, values in enumerate(found.rows):
        for column, value in values.items():
            grid.put(row + 1, column, value)
        for axis in range(len(names)):
            place = placed.get(row)
            if place is not None and math.isfinite(place[axis]):
                grid.put(row + 1, len(header) + axis, place[axis])
    rows = grid.finish()
    if grid.problems:
        raise grid.problems[0]
    width = len(header) + len(names)
    blank = (None,) * width
    return (*rows, *[blank] * (len(found.rows) + 1 - len(rows))) if width else ()


def _free(name: str, taken: Iterable[str]) -> str:
    """Rename an attribute that is called as the coordinates are."""
    return f"{name} (2)" if name.casefold() in set(taken) else name


def plain(value: Any) -> Scalar:  # noqa: ANN401 - whatever a file holds
    """Write a value as a cell: dates as ISO text, lists and objects as JSON, NaN as blank.

    Examples
    --------
    >>> plain({"a": [1, None]}), plain(float("nan")), plain(float("inf")), plain(2)
    ('{"a": [1, null]}', None, 'inf', 2)
    """
    if value is None or isinstance(value, (bool, str)):
        return value
    if isinstance(value, int):
        return value if abs(value) < 1 << 63 else str(value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None if math.isnan(value) else str(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def as_book(
    content: bytes, layers: Sequence[Layer], *, name: str, kind: str, remarks: Sequence[Told] = ()
) -> Book:
    """Put the layers of a file together.

    Raises
    ------
    UnreadableFile
        There is not one cell in them.
    """
    book = whole_book(
        content,
        name=name,
        kind=kind,
        sheets=[layer.sheet for layer in layers],
        remarks=[*remarks, *(remark for layer in layers for remark in layer.remarks)],
    )
    kinds = {layer.kind for layer in layers if layer.kind}
    systems = {layer.crs for layer in layers}
    return replace(
        book,
        geometry=MIXED if len(kinds) > 1 else next(iter(kinds), ""),
        crs=next(iter(systems)) if len(systems) == 1 else "",
    )
