"""A figure as one SVG: title, notices, picture, sources and stamp on a ground, for any width.

For a page that cannot run a frame, and for the clipboard: what is copied keeps its sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.svg_elements import element, escaped, moved, px, rect, text
from briefing.catalogue import HTML_LANG
from briefing.palette import TOKENS
from briefing.tongue import spoken
from briefing.typesetting import broken, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from briefing.exhibit import Exhibit, Picture
    from briefing.palette import Theme

FACES = "Noto Sans, PingFang HK, Noto Sans CJK HK, Microsoft JhengHei, sans-serif"
RIM, GAP, PAD = 20.0, 10.0, 6.0
TITLE, UNDER, BOX, SOURCE = 20.0, 14.0, 12.0, 11.0
LEAD = 1.35


def whole(
    exhibit: Exhibit, pictures: Sequence[Picture], *, heading: str = "", theme: Theme = "light"
) -> str:
    """Write a figure with all its words as one SVG.

    Parameters
    ----------
    pictures
        Of the figure, one below the other.
    heading
        In place of its own title; blank for none.
    """
    wide = max(picture.width for picture in pictures)
    tokens = TOKENS[theme]
    parts: list[str] = []
    y = _lines(parts, heading or exhibit.title, RIM, wide, TITLE, tokens["ink"], bold=True)
    if exhibit.subtitle:
        y = _lines(parts, exhibit.subtitle, y, wide, UNDER, tokens["muted"])
    y = _boxes(parts, exhibit.boxed, y, wide, tokens["ink"])
    for picture in pictures:
        parts.append(moved(RIM, y + GAP, picture.svg))
        y += GAP + picture.height
    stamped = f"PlusN {exhibit.as_of} · {exhibit.digest[:12]}"
    y += GAP
    for words in (*exhibit.credits, *exhibit.notes, stamped):
        y = _lines(parts, words, y, wide, SOURCE, tokens["muted"])
    width, height = wide + 2 * RIM, y + RIM
    ground = rect(0, 0, width, height, fill=tokens["background"])
    named = element("title", escaped(exhibit.title)) + element("desc", escaped(exhibit.alt))
    return element(
        "svg", named + ground + "".join(parts), xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {px(width)} {px(height)}", width=px(width), height=px(height), role="img",
        font_family=FACES, lang=HTML_LANG[spoken(exhibit.lang)[0]],
    )  # fmt: skip


def _lines(
    parts: list[str], words: str, y: float, width: float, size: float, fill: str, *,
    bold: bool = False,
) -> float:  # fmt: skip
    """Write words line below line and give where the next begin."""
    for part in words.split("\n"):
        for line in broken(part, width, size, bold=bold):
            y += size * LEAD
            weight = "700" if bold else None
            parts.append(text(RIM, y - size * 0.3, line, size=size, fill=fill, font_weight=weight))
    return y


def _boxes(parts: list[str], boxed: Iterable[str], y: float, width: float, ink: str) -> float:
    """Write each notice in a box of its own."""
    for words in boxed:
        lines = [one for part in words.split("\n") for one in broken(part, width - 2 * PAD, BOX)]
        wide = max(width_of(line, BOX, bold=True) for line in lines) + 2 * PAD
        high = len(lines) * BOX * LEAD + PAD
        y += PAD
        parts.append(rect(RIM, y, wide, high, fill="none", stroke=ink, stroke_width="1"))
        for number, line in enumerate(lines, 1):
            low = y + number * BOX * LEAD
            parts.append(text(RIM + PAD, low, line, size=BOX, fill=ink, font_weight="700"))
        y += high
    return y
