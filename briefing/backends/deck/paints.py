"""Patterns and gradients of our own SVG by their id."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from briefing.backends.deck.drawn import Flat, Gradient, Pattern

if TYPE_CHECKING:
    from briefing.backends.deck.drawn import Fill

SPACE = "{http://www.w3.org/2000/svg}"


def paints(root: Any) -> dict[str, Fill]:  # noqa: ANN401 - lxml has no types
    """Collect what ``url(#…)`` may name, whatever element it is defined in.

    A pattern's kind is the last word of its id: ``dots``, ``screen``, ``hatch`` or ``less-2``.
    """
    found: dict[str, Fill] = {}
    for node in root.iter(f"{SPACE}pattern"):
        found[node.get("id")] = _pattern(node)
    for node in root.iter(f"{SPACE}linearGradient"):
        found[node.get("id")] = _gradient(node)
    return found


def _pattern(node: Any) -> Pattern:  # noqa: ANN401
    colours = [child.get("fill") for child in node]
    grounded = node[0].tag == f"{SPACE}rect" and len(colours) > 1
    dots = tuple(
        (float(one.get("cx", 0)), float(one.get("cy", 0)), float(one.get("r", 0)))
        for one in node.iter(f"{SPACE}circle")
    )
    return Pattern(
        kind=node.get("id").rsplit("_", 1)[-1],
        mark=colours[-1],
        ground=colours[0] if grounded else "",
        step=float(node.get("width", 0)),
        dots=dots,
    )


def _gradient(node: Any) -> Gradient:  # noqa: ANN401
    x1, y1 = _share(node.get("x1", "0")), _share(node.get("y1", "0"))
    x2, y2 = _share(node.get("x2", "1")), _share(node.get("y2", "0"))
    stops = tuple(
        (_share(stop.get("offset", "0")),
         Flat(stop.get("stop-color"), float(stop.get("stop-opacity", 1))))
        for stop in node.iter(f"{SPACE}stop")
    )  # fmt: skip
    return Gradient(stops, math.degrees(math.atan2(y2 - y1, x2 - x1)) % 360)


def _share(words: str) -> float:
    return float(words[:-1]) / 100 if words.endswith("%") else float(words)
