"""A pen for SVG charts: words, rules and marks in one theme, below one another."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Literal

from briefing.backends.svg_elements import anchored, element, path, px, rect, text, weight
from briefing.palette import TOKENS, ramp_colour
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.findings.chart_spec import Item
    from briefing.palette import Theme

SIZE = 13.0
SMALL = 12.0
LINE = 17.0
# Places on the plum ramp, on light and on dark ground: a published figure, and a part of one.
PLACES = {"plum": (1.0, 0.72), "plum_part": (0.42, 0.12)}


@dataclass
class Pen:
    """Collect the elements of one drawing; `y` is the upper edge of what comes next, in px."""

    width: float
    theme: Theme
    name: str
    y: float = 0.0
    parts: list[str] = field(default_factory=list)
    fades: list[str] = field(default_factory=list)

    def colour(self, name: str) -> str:
        """Give a colour of the theme: a token, or ``plum`` and ``plum_part``."""
        if name not in PLACES:
            return TOKENS[self.theme][name]
        light, dark = PLACES[name]
        return ramp_colour(dark).dark if self.theme == "dark" else ramp_colour(light).light

    def add(self, element: str) -> None:
        """Put an element on the drawing."""
        self.parts.append(element)

    @contextmanager
    def mark(self, item: Item, *, height: float, x: float = 0, width: float = 0) -> Iterator[None]:
        """Open a group that stands for facts: hovering anywhere in its box shows its words."""
        facts = escape(" ".join(item.facts))
        self.add(f'<g class="mark" data-facts="{facts}">' if facts else "<g>")
        if item.tip:
            self.add(element("title", escape(item.tip)))
        self.box(x, self.y, width or self.width, height, fill="none", hit=True)
        yield
        self.add("</g>")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        stroke: str = "",
        hit: bool = False,
    ) -> None:
        """Draw a rectangle; `hit` makes an empty one answer to the pointer."""
        self.add(
            rect(
                x,
                y,
                width,
                height,
                fill=fill,
                stroke=stroke or None,
                stroke_width="1.5" if stroke else None,
                pointer_events="all" if hit else None,
            )
        )

    def fade(self, colour: str, *, solid: float) -> str:
        """Give a paint that is solid up to a fraction of its box, then fades out."""
        name = f"fade-{self.name}-{len(self.fades)}"
        self.fades.append(
            f'<linearGradient id="{name}"><stop offset="{solid:.3f}" stop-color="{colour}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="0"/></linearGradient>'
        )
        return f"url(#{name})"

    def path(self, d: str, *, fill: str = "none", stroke: str = "", width: float = 1.0) -> None:
        """Draw a path."""
        self.add(path(d, fill=fill, stroke=stroke, width=width))

    def rule(self, x: float, y: float, width: float) -> None:
        """Draw a hairline."""
        self.path(f"M{px(x)},{px(y)}h{px(width)}", stroke=self.colour("rule"))

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = SIZE,
        bold: bool = False,
        fill: str = "",
        anchor: Literal["start", "end"] = "start",
    ) -> None:
        """Write one line; `y` is its baseline."""
        self.add(
            text(
                x,
                y,
                words,
                size=size,
                font_weight=weight(bold=bold),
                text_anchor=anchored(anchor),
                fill=fill or self.colour("ink"),
            )
        )

    def paragraph(
        self,
        words: str,
        *,
        x: float = 0,
        width: float = 0,
        size: float = SIZE,
        bold: bool = False,
        fill: str = "",
    ) -> None:
        """Write wrapped lines from `y` on, and move below them."""
        for line in wrap(words, width or self.width - x, size, bold=bold):
            self.words(x, self.y + LINE - 4, line, size=size, bold=bold, fill=fill)
            self.y += LINE

    def heading(self, words: str) -> None:
        """Write the heading of a group of marks."""
        if words:
            self.paragraph(words, size=SMALL + 0.5, bold=True)
            self.y += 3

    def triangle(self, x: float, y: float) -> None:
        """Draw the triangle of a marked item, 14 px wide, its upper left corner at x, y."""
        self.path(f"M{px(x + 7)},{px(y)}l7,13h-14z", stroke=self.colour("ink"), width=1.6)

    def key(self, words: str) -> None:
        """Explain the triangle."""
        if words:
            self.y += 6
            self.triangle(1, self.y)
            self.paragraph(words, x=24, size=SMALL + 0.5)
            self.y += 2

    def measure(self, words: str, *, size: float = SIZE, bold: bool = False) -> float:
        """Give the width of one line in px."""
        return width_of(words, size, bold=bold)
