"""Read our own SVG into shapes and words with absolute places.

The vocabulary is closed: an element or an attribute that is not known here is an error, so that a
slide never lacks silently what a picture shows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from lxml import etree

from briefing.backends.deck.cutting import RING, cut
from briefing.backends.deck.drawn import (
    Drawing,
    Flat,
    Line,
    Run,
    Shape,
    Sign,
    Words,
)  # fmt: skip
from briefing.backends.deck.paints import paints
from briefing.backends.deck.tracks import Track, tracks
from data.errors import RenderProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.backends.deck.drawn import Box, Fill

SPACE = "{http://www.w3.org/2000/svg}"
HANDED_DOWN = frozenset(
    {"fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "font-size",
     "font-weight", "font-style", "text-anchor", "fill-opacity", "stroke-opacity"}
)  # fmt: skip
OWN = frozenset(
    {"x", "y", "dx", "dy", "width", "height", "rx", "ry", "cx", "cy", "r", "d", "points", "x1",
     "x2", "y1", "y2", "viewBox", "transform", "opacity", "paint-order"}
)  # fmt: skip
# Without a meaning for a slide: who it is for a page or a screen reader, and what corners do.
QUIET = frozenset(
    {"id", "class", "role", "lang", "tabindex", "focusable", "overflow", "font-family",
     "stroke-linejoin", "pointer-events", "cursor", "preserveAspectRatio", "xml:lang",
     "stroke-miterlimit", "shape-rendering", "text-rendering", "vector-effect", "fill-rule",
     "font-variant-numeric", "font-feature-settings"}
)  # fmt: skip
LEFT_OUT = {"title", "desc", "defs", "metadata"}
BOLD = 600


@dataclass(frozen=True)
class _Place:
    """Where the coordinates of an element lie, what it may show, and what it inherits."""

    scale: float
    x: float
    y: float
    window: Box
    style: Mapping[str, str]
    cover: float
    sign: Sign

    def moved(self, x: float, y: float, scale: float = 1.0) -> _Place:
        """Move what is inside, then scale it."""
        return replace(
            self, x=self.x + x * self.scale, y=self.y + y * self.scale, scale=self.scale * scale
        )


@dataclass(frozen=True)
class _Reader:
    fills: Mapping[str, Fill]
    items: list[Shape | Words]
    alts: dict[tuple[str, str], str]

    def element(self, node: Any, place: _Place) -> None:  # noqa: ANN401 - lxml has no types
        name = _name(node)
        if name in LEFT_OUT:
            return
        how = READERS.get(name)
        if how is None:
            raise _unknown(f"<{name}>", node)
        inner = _inherited(node, place)
        if inner.sign.code and not inner.sign.small:
            self.alts[inner.sign.level, inner.sign.code] = inner.sign.alt
        how(self, node, inner)

    def inside(self, node: Any, place: _Place) -> None:  # noqa: ANN401
        for child in node:
            if isinstance(child.tag, str):
                self.element(child, place)


def read(svg: str) -> Drawing:
    """Read a picture of ours.

    Raises
    ------
    RenderProblem
        It holds something that is not of the vocabulary of our back-ends, or is no SVG.

    Examples
    --------
    >>> head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
    >>> read(head + '<line x1="2" y1="2" x2="7" y2="7" stroke="#000"/></svg>').items[0].form
    'path'
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(svg.encode(), parser)
    except etree.XMLSyntaxError as problem:
        raise RenderProblem("the picture is no SVG", where=str(problem)[:200]) from problem
    if _name(root) != "svg" or root.getroottree().docinfo.doctype:
        raise RenderProblem("the picture is no SVG of ours", remedy="Draw it with PlusN.")
    width, height = _size(root)
    reader = _Reader(paints(root), [], {})
    start = _Place(1.0, 0.0, 0.0, (0.0, 0.0, width, height), {}, 1.0, Sign())
    reader.element(root, start)
    return Drawing(width=width, height=height, items=tuple(reader.items), alts=reader.alts)


def _name(node: Any) -> str:  # noqa: ANN401
    return str(node.tag).removeprefix(SPACE)


def _unknown(what: str, node: Any) -> RenderProblem:  # noqa: ANN401
    return RenderProblem(
        f"a slide cannot hold {what}", where=f"line {node.sourceline} of the picture",
        remedy="Draw it with the elements that briefing.backends.deck.from_svg reads.",
    )  # fmt: skip


def _size(node: Any) -> tuple[float, float]:  # noqa: ANN401
    box = _numbers(node.get("viewBox", ""))
    if len(box) == 4:  # noqa: PLR2004 - x, y, width, height
        return box[2], box[3]
    return _number(node, "width"), _number(node, "height")


def _numbers(words: str) -> list[float]:
    return [float(one) for one in words.replace(",", " ").split()]


def _number(node: Any, name: str, otherwise: float = 0.0) -> float:  # noqa: ANN401
    return float(str(node.get(name, otherwise)).removesuffix("px"))


def _inherited(node: Any, place: _Place) -> _Place:  # noqa: ANN401
    style = dict(place.style)
    for key, value in node.attrib.items():
        name = key.replace("{http://www.w3.org/XML/1998/namespace}", "xml:")
        if name in HANDED_DOWN:
            style[name] = value
        elif name not in OWN and name not in QUIET and not name.startswith(("data-", "aria-")):
            raise _unknown(f"the attribute {name!r}", node)
    cover = place.cover * _number(node, "opacity", 1.0)
    return _transformed(node, replace(place, style=style, cover=cover, sign=_sign(node, place)))


def _transformed(node: Any, place: _Place) -> _Place:  # noqa: ANN401
    for step in str(node.get("transform", "")).replace(")", " ").strip().split("  "):
        for word in filter(None, [step]):
            place = _step(word, node, place)
    return place


def _step(word: str, node: Any, place: _Place) -> _Place:  # noqa: ANN401
    for part in word.replace("translate(", "|translate ").replace("scale(", "|scale ").split("|"):
        kind, _, rest = part.strip().partition(" ")
        numbers = _numbers(rest) if kind in {"translate", "scale"} else []
        if kind == "translate":
            place = place.moved(numbers[0], numbers[1] if len(numbers) > 1 else 0.0)
        elif kind == "scale" and len(set(numbers)) == 1:
            place = place.moved(0, 0, numbers[0])
        elif kind:
            raise _unknown(f"the transform {word!r}", node)
    return place


def _sign(node: Any, place: _Place) -> Sign:  # noqa: ANN401
    """Take the name and the words of a group; what is in it is called the same."""
    title, desc = (node.find(f"{SPACE}{name}") for name in ("title", "desc"))
    named = place.sign
    if title is not None and node.getparent() is not None:
        alt = "" if desc is None else desc.text or ""
        named = Sign(name=title.text or "", alt=alt)
    if (place_code := node.get("data-place")) is not None:
        return Sign(code=place_code, level="province", small=True)
    given = {name: node.get(f"data-{name}") for name in ("code", "level", "standing")}
    return replace(named, **{key: value for key, value in given.items() if value})


def _svg(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    """Show a window: what lies outside is cut off."""
    box = _numbers(node.get("viewBox", ""))
    at = place.moved(_number(node, "x"), _number(node, "y"))
    width, height = _size(node)
    wide, high = _number(node, "width", width), _number(node, "height", height)
    left, top = (box[0], box[1]) if box else (0.0, 0.0)
    scale = min(wide / width, high / height) if node.getparent() is not None else 1.0
    inner = at.moved(-left * scale, -top * scale, scale)
    if node.getparent() is not None:
        right, bottom = at.x + wide * at.scale, at.y + high * at.scale
        a, b, c, d = place.window
        inner = replace(inner, window=(max(a, at.x), max(b, at.y), min(c, right), min(d, bottom)))
    reader.inside(node, inner)


def _group(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    reader.inside(node, place)


def _rect(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    x, y = _number(node, "x"), _number(node, "y")
    wide, high = _number(node, "width"), _number(node, "height")
    corners = np.array([(x, y), (x + wide, y), (x + wide, y + high), (x, y + high)])
    radius = _number(node, "rx") * place.scale
    if wide > 0 and high > 0:
        _paint(reader, place, "box", (Track(corners, closed=True),), radius)


def _circle(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    x, y = _number(node, "cx"), _number(node, "cy")
    rx = _number(node, "r") or _number(node, "rx")
    ry = _number(node, "r") or _number(node, "ry")
    d = f"M{x + rx},{y}A{rx},{ry} 0 1 1 {x - rx},{y}A{rx},{ry} 0 1 1 {x + rx},{y}Z"
    _paint(reader, place, "oval", tracks(d))


def _path(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    _paint(reader, place, "path", tracks(node.get("d", "")))


def _line(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    ends = np.array([[_number(node, f"{side}{n}") for side in "xy"] for n in (1, 2)])
    _paint(reader, place, "path", (Track(ends, closed=False),))


def _poly(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    points = np.array(_numbers(node.get("points", ""))).reshape(-1, 2)
    closed = _name(node) == "polygon"
    _paint(reader, place, "path", (Track(points, closed=closed),))


def _paint(
    reader: _Reader, place: _Place, form: Any, found: tuple[Track, ...], radius: float = 0.0  # noqa: ANN401
) -> None:  # fmt: skip
    fill, line = _fill(reader, place), _edge(place)
    if not any(one.curved or len(one.points) >= RING for one in found):
        fill = None  # a straight line has no inside
    if not found or (fill is None and line is None):
        return
    tracked = tuple(one.placed(place.scale, place.x, place.y) for one in found)
    shape = Shape(form=form, tracks=tracked, fill=fill, line=line, sign=place.sign, radius=radius)
    if (kept := cut(shape, place.window)) is not None:
        reader.items.append(kept)


def _fill(reader: _Reader, place: _Place) -> Fill | None:
    paint = place.style.get("fill", "#000000")
    cover = float(place.style.get("fill-opacity", 1)) * place.cover
    if paint == "none" or cover == 0:
        return None
    if paint.startswith("url(#"):
        return reader.fills[paint[5:-1]]
    return Flat(_colour(paint), cover)


def _edge(place: _Place) -> Line | None:
    paint = place.style.get("stroke", "none")
    width = float(place.style.get("stroke-width", 1)) * place.scale
    if paint == "none" or width == 0:
        return None
    dash = place.style.get("stroke-dasharray", "none")
    dashes = () if dash == "none" else tuple(n * place.scale for n in _numbers(dash))
    cover = float(place.style.get("stroke-opacity", 1)) * place.cover
    round_ = place.style.get("stroke-linecap") == "round"
    return Line(Flat(_colour(paint), cover), width, dashes, round_)


def _colour(paint: str) -> str:
    known = {"white": "#ffffff", "black": "#000000"}
    found = known.get(paint, paint).lower()
    if len(found) == 4:  # noqa: PLR2004 - "#abc"
        found = "#" + "".join(letter * 2 for letter in found[1:])
    if len(found) != 7 or not found.startswith("#"):  # noqa: PLR2004 - "#aabbcc"
        raise RenderProblem(f"{paint!r} is no colour of ours", remedy="Write it as #rrggbb.")
    return found


def _text(reader: _Reader, node: Any, place: _Place) -> None:  # noqa: ANN401
    """Read words; a <tspan> with a place of its own starts another line."""
    lines: list[tuple[float, float, list[Run], _Place]] = []
    at = [_number(node, "x"), _number(node, "y")]

    def add(words: str | None, span: Any, style: _Place, *, own: bool) -> None:  # noqa: ANN401
        starts = own and (span.get("x") is not None or span.get("y") is not None)
        if own:
            at[0] = _number(span, "x", at[0])
            at[1] = _number(span, "y", at[1]) + _number(span, "dy")
        if not lines or starts or (own and span.get("dy") and span is not node):
            lines.append((at[0], at[1], [], style))
        if words and words.strip():
            lines[-1][2].append(_run(words, style, _number(span, "dx") if own else 0.0))

    add(node.text, node, place, own=True)
    for span in node:
        if _name(span) == "title":
            continue
        if _name(span) != "tspan":
            raise _unknown(f"<{_name(span)}> in words", span)
        add(span.text, span, _inherited(span, place), own=True)
        add(span.tail, span, place, own=False)
    for x, y, runs, style in lines:
        _write(reader, (x, y), runs, style)


def _run(words: str, place: _Place, gap: float) -> Run:
    style = place.style
    weight = style.get("font-weight", "400")
    heavy = weight == "bold" or (weight.isdigit() and int(weight) >= BOLD)
    return Run(
        words=words,
        size=float(style.get("font-size", 16)) * place.scale,
        colour=_colour(style.get("fill", "#000000")),
        bold=heavy,
        italic=style.get("font-style") == "italic",
        gap=gap * place.scale,
    )


def _write(reader: _Reader, at: tuple[float, float], runs: list[Run], place: _Place) -> None:
    x, y = place.x + at[0] * place.scale, place.y + at[1] * place.scale
    left, top, right, bottom = place.window
    if not runs or not (left <= x <= right and top <= y <= bottom + runs[0].size):
        return
    ring = place.style.get("stroke", "none")
    reader.items.append(
        Words(
            x=x, y=y, runs=tuple(runs), anchor=place.style.get("text-anchor", "start"),
            halo="" if ring == "none" else _colour(ring), sign=place.sign,
        )
    )  # fmt: skip


READERS: Mapping[str, Callable[[_Reader, Any, _Place], None]] = {
    "svg": _svg, "g": _group, "rect": _rect, "circle": _circle, "ellipse": _circle, "path": _path,
    "line": _line, "polyline": _poly, "polygon": _poly, "text": _text,
}  # fmt: skip
