"""Write SVG elements as text: values escaped, places to a tenth of a pixel, nothing decided."""

from __future__ import annotations

import re
from html import escape

from briefing.safe_text import seen

# What XML 1.0 may not hold at all: most control characters, halves of character pairs.
ILLEGAL = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def escaped(words: str) -> str:
    r"""Write words so that no XML reader finds markup in them; what XML may not hold goes.

    Line breaks and tabs stay as they are also in an attribute.

    Examples
    --------
    >>> escaped("<b>&\x00'\n")
    '&lt;b&gt;&amp;&#x27;&#10;'
    """
    kept = escape(ILLEGAL.sub("", words))
    return kept.replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def px(value: float) -> str:
    """Write a coordinate to a tenth of a pixel, without a trailing zero.

    Examples
    --------
    >>> px(3.04), px(12.5)
    ('3', '12.5')
    """
    tenth = f"{value:.1f}"
    return tenth.removesuffix(".0")


def element(name: str, inner: str | None = None, /, **attributes: str | None) -> str:
    """Write an element around markup that is already written; attributes keep their order.

    An attribute that is None is left out; ``_`` in its name stands for ``-``.

    Examples
    --------
    >>> element("g", "<path/>", class_="mark", data_of="a & b", id=None)
    '<g class="mark" data-of="a &amp; b"><path/></g>'
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escaped(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if inner is None:
        return f"<{name}{written}/>"
    return f"<{name}{written}>{inner}</{name}>"


def rect(x: float, y: float, width: float, height: float, *, fill: str, **more: str | None) -> str:
    """Write a rectangle.

    Examples
    --------
    >>> rect(0, 0.5, 20, 10, fill="none", stroke="#000000")
    '<rect x="0" y="0.5" width="20" height="10" fill="none" stroke="#000000"/>'
    """
    box = {"x": px(x), "y": px(y), "width": px(width), "height": px(height)}
    return element("rect", **box, fill=fill, **more)


def path(
    d: str, *, fill: str = "none", stroke: str = "", width: float = 1.0, dash: str = ""
) -> str:
    """Write path data with its paints.

    Examples
    --------
    >>> path("M0,0h9", stroke="#000000")
    '<path d="M0,0h9" fill="none" stroke="#000000" stroke-width="1" stroke-linejoin="round"/>'
    """
    return element(
        "path",
        d=d,
        fill=fill,
        stroke=stroke or None,
        stroke_width=f"{width:g}" if stroke else None,
        stroke_dasharray=dash or None,
        stroke_linejoin="round",
    )


def text(x: float, y: float, words: str, *, size: float, **more: str | None) -> str:
    """Write one line of text as it is seen; `y` is its baseline.

    Examples
    --------
    >>> text(0, 12, "<5", size=12, fill="#000000")
    '<text x="0" y="12" font-size="12" fill="#000000">&lt;5</text>'
    """
    return element("text", escaped(seen(words)), x=px(x), y=px(y), font_size=f"{size:g}", **more)


def weight(*, bold: bool) -> str | None:
    """Give the weight of bold letters, none for others."""
    return "700" if bold else None


def anchored(anchor: str) -> str | None:
    """Give the anchor of a line of text, none for the usual."""
    return None if anchor == "start" else anchor


def moved(x: float, y: float, content: str) -> str:
    """Put markup at a place.

    Examples
    --------
    >>> moved(0, 12.5, "<path/>")
    '<g transform="translate(0 12.5)"><path/></g>'
    """
    return element("g", content, transform=f"translate({px(x)} {px(y)})")


def cropped(width: float, height: float, content: str, **before: str | None) -> str:
    """Cut markup at the edges of a box, without an id that could meet another's."""
    wide, high = px(width), px(height)
    return element(
        "svg", content, **before, width=wide, height=high, viewBox=f"0 0 {wide} {high}",
        overflow="hidden",
    )  # fmt: skip
