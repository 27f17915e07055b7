"""Pictures inside a page: their ids kept apart, their long shapes written once.

The vocabulary is closed: an element or attribute that could run, load or style is an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefing.exhibit import Picture

Node = Any  # an element of lxml, which ships no types
SPACE = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset(
    {"svg", "g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path", "text",
     "tspan", "title", "desc", "defs", "pattern", "linearGradient", "stop", "clipPath", "use"}
)  # fmt: skip
LONG = 60  # characters: a shorter path costs less than a reference to it
PAINT = re.compile(r"url\(#([\w.-]+)\)")
# A picture is one image to a screen reader: what is inside it is no control of its own.
DROPPED = frozenset(
    {"tabindex", "focusable", "role", "lang", "{http://www.w3.org/XML/1998/namespace}lang"}
)


@dataclass
class Shapes:
    """Paths that several pictures of one page draw."""

    known: dict[str, int] = field(default_factory=dict)

    def place(self, path: str) -> str:
        """Give the id of a path."""
        return f"p{self.known.setdefault(path, len(self.known))}"

    def defined(self) -> str:
        """Write every path once."""
        from briefing.backends.svg_elements import element  # noqa: PLC0415

        return "".join(element("path", id=f"p{n}", d=path) for path, n in self.known.items())


def inlined(picture: Picture, shapes: Shapes, *, prefix: str, alt: str) -> str:
    """Give the markup of a picture as it can stand in a page beside others.

    Parameters
    ----------
    shapes
        Takes its long paths, which are then only referred to.
    prefix
        Before each of its ids: another one for each picture of a page.
    alt
        What a screen reader says in its place.

    Raises
    ------
    ValueError
        The picture holds what could run, load or style: a caller's mistake.
    """
    from lxml import etree  # noqa: PLC0415 - only who writes a report waits

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
    root = etree.fromstring(picture.svg.encode(), parser)
    for node in root.iter():
        _mended(node, shapes, prefix)
    for child in [each for each in root if each.tag in {f"{SPACE}title", f"{SPACE}desc"}]:
        root.remove(child)
    for name in ("aria-labelledby", "id"):
        root.attrib.pop(name, None)
    root.set("width", f"{picture.width:g}")
    root.set("height", f"{picture.height:g}")
    root.set("viewBox", f"0 0 {picture.width:g} {picture.height:g}")
    root.set("preserveAspectRatio", "xMidYMin")
    root.set("role", "img")
    root.set("aria-label", alt)
    written: str = etree.tostring(root, encoding="unicode")
    return written.strip()


def _mended(node: Node, shapes: Shapes, prefix: str) -> None:
    tag = str(node.tag).removeprefix(SPACE)
    if tag not in DRAWN:
        raise ValueError(f"a picture in a page has no <{tag}>")
    for name, value in list(node.attrib.items()):
        if name in DROPPED:
            del node.attrib[name]
            continue
        node.set(name, _kept(name, value, prefix))
    path = node.get("d", "")
    if tag == "path" and len(path) >= LONG and "id" not in node.attrib:
        node.tag = f"{SPACE}use"
        del node.attrib["d"]
        node.set("href", f"#{shapes.place(path)}")


def _kept(name: str, value: str, prefix: str) -> str:
    if name == "style" or name.startswith("on") or (name.startswith("{") and "href" in name):
        raise ValueError(f"a picture in a page has no attribute {name}")
    if name == "href":
        if not value.startswith("#"):
            raise ValueError("a picture in a page refers to nothing outside itself")
        return f"#{prefix}{value[1:]}"
    if name == "id":
        return prefix + value
    return PAINT.sub(rf"url(#{prefix}\1)", value) if "url(#" in value else value
