"""A pen for the figures of a firm: axes, marks that can be picked, heads and feet, in SVG.

Marks carry ``data-of`` and ``data-pick`` as those of flow figures do. No ids, links, scripts or
styles are used, so that a page may show several drawings side by side.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Literal

from briefing.backends.chart_pen import Pen
from briefing.backends.chart_svg import FACES
from briefing.backends.svg_elements import anchored, element, px, text, weight
from briefing.catalogue import HTML_LANG
from briefing.firm.palette import tokens
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.firm.frame import FirmFigure
    from briefing.palette import Theme

TITLE, TEXT, AXIS, SOURCE = 14.0, 13.0, 12.0, 11.5
DASH = "3 2.5"
Anchor = Literal["start", "middle", "end"]


@dataclass
class FirmPen(Pen):
    """Collect the elements of one figure; `y` is the upper edge of what comes next, in px."""

    @classmethod
    def of(cls, figure: FirmFigure, *, theme: Theme, width: float) -> FirmPen:
        """Take a pen for a figure."""
        return cls(width=width, theme=theme, name=figure.lang)

    @classmethod
    @contextmanager
    def around(
        cls, figure: FirmFigure, *, theme: Theme, width: float, headed: bool
    ) -> Iterator[FirmPen]:
        """Take a pen for a figure; `headed` writes title and source around what is drawn."""
        pen = cls.of(figure, theme=theme, width=width)
        if headed:
            pen.head(figure)
        yield pen
        if headed:
            pen.foot(figure)

    def colour(self, name: str) -> str:
        """Give a colour of the theme by its name; a colour that is one already stays."""
        return name if name.startswith("#") else tokens(self.theme)[name]

    # -- words --------------------------------------------------------------------------------

    def say(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = AXIS,
        bold: bool = False,
        fill: str = "ink",
        anchor: Anchor = "start",
        halo: bool = False,
    ) -> None:
        """Write one line; `y` is its baseline. A halo sets it off from lines below it."""
        if not words:
            return
        ring = {
            "stroke": self.colour("background"), "stroke_width": "3",
            "stroke_linejoin": "round", "paint_order": "stroke",
        } if halo else {}  # fmt: skip
        self.add(
            text(
                x, y, words, size=size, font_weight=weight(bold=bold),
                text_anchor=anchored(anchor), **ring, fill=self.colour(fill),
            )
        )  # fmt: skip

    def lines(
        self,
        x: float,
        y: float,
        words: str,
        *,
        width: float,
        size: float = AXIS,
        bold: bool = False,
        fill: str = "ink",
        anchor: Anchor = "start",
    ) -> float:
        """Write wrapped lines from a first baseline on; give the baseline after the last."""
        leading = size + 3
        for line in wrap(words, width, size, bold=bold):
            self.say(x, y, line, size=size, bold=bold, fill=fill, anchor=anchor)
            y += leading
        return y

    # -- shapes -------------------------------------------------------------------------------

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        *,
        fill: str = "rule",
        width: float = 1.0,
        dash: str = "",
    ) -> None:
        """Draw a straight line."""
        self.add(
            element(
                "path", d=f"M{px(x1)},{px(y1)}L{px(x2)},{px(y2)}", fill="none",
                stroke=self.colour(fill), stroke_width=f"{width:g}",
                stroke_dasharray=dash or None,
            )
        )  # fmt: skip

    def bar(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "bar",
        stroke: str = "",
        dash: str = "",
    ) -> None:
        """Draw a bar; its stroke lies inside it."""
        inset = 0.6 if stroke else 0.0
        self.add(
            element(
                "rect", x=px(x + inset), y=px(y + inset), width=px(max(0.0, width - 2 * inset)),
                height=px(max(0.0, height - 2 * inset)),
                fill="none" if fill == "none" else self.colour(fill),
                stroke=self.colour(stroke) if stroke else None,
                stroke_width="1.2" if stroke else None, stroke_dasharray=dash or None,
            )
        )  # fmt: skip

    def diamond(self, x: float, y: float, *, half: float = 6.5) -> None:
        """Draw a diamond around a place."""
        d = f"M{px(x)},{px(y - half)}l{px(half * 0.8)},{px(half)}l{px(-half * 0.8)},{px(half)}l{px(-half * 0.8)},{px(-half)}z"  # noqa: E501
        self.path(d, fill=self.colour("background"), stroke=self.colour("ink"), width=1.5)

    def dot(self, x: float, y: float, *, fill: str = "background", radius: float = 5.5) -> None:
        """Draw a dot with a rim of ink."""
        self.add(
            element(
                "circle", cx=px(x), cy=px(y), r=px(radius), fill=self.colour(fill),
                stroke=self.colour("ink"), stroke_width="1.6",
            )
        )  # fmt: skip

    def torn(self, x: float, y: float, width: float) -> None:
        """Tear a bar: a zigzag in the colour of the ground across it."""
        teeth = max(2, round(width / 10))
        step = width / teeth / 2
        d = f"M{px(x)},{px(y)}" + f"l{step:.2f},-5l{step:.2f},5" * teeth
        self.path(d, stroke=self.colour("background"), width=3.5)

    @contextmanager
    def marked(self, kind: str, *, of: str, tip: str = "", pick: bool = True) -> Iterator[None]:
        """Group a mark with the row it stands for; `tip` is what hovering shows."""
        name, chosen = escape(of), f' data-pick="{escape(of)}"' if pick else ""
        self.add(f'<g class="mark {kind}" data-of="{name}"{chosen}>')
        if tip:
            self.add(element("title", escape(tip)))
        yield
        self.add("</g>")

    # -- around the drawing -------------------------------------------------------------------

    def head(self, figure: FirmFigure) -> None:
        """Write title, subtitle and boxed notices, and move below them."""
        for line in wrap(figure.title, self.width, TITLE, bold=True):
            self.y += TITLE + 4
            self.say(0, self.y - 3, line, size=TITLE, bold=True)
        for line in wrap(figure.subtitle, self.width, TEXT):
            self.y += TEXT + 4
            self.say(0, self.y - 3, line, size=TEXT, fill="muted")
        self._boxes([words for words in (figure.notice, figure.caution) if words])
        self.y += 6

    def _boxes(self, notices: list[str]) -> None:
        x, row = 0.0, 0.0
        for words in notices:
            room = width_of(words, SOURCE, bold=True) + 12
            if x and x + room > self.width:
                x, row = 0.0, row + 21
            self.bar(x, self.y + row + 3, min(room, self.width), 17, fill="none", stroke="ink")
            self.say(x + 6, self.y + row + 15.5, words, size=SOURCE, bold=True)
            x += room + 8
        self.y += row + 23 if notices else 0.0

    def foot(self, figure: FirmFigure) -> None:
        """Write notes and the source line below the drawing."""
        for words in (*figure.notes, *figure.credits):
            self.y = self.lines(
                0, self.y + SOURCE + 2, words, width=self.width, size=SOURCE, fill="muted"
            ) - (SOURCE + 3)
        self.y += 4

    def svg(self, figure: FirmFigure) -> str:
        """Give the drawing as one element of XML."""
        height = round(self.y + 4)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width:g}" height="{height}" '
            f'viewBox="0 0 {self.width:g} {height}" role="group" '
            f'aria-label="{escape(figure.alt)}" lang="{HTML_LANG[figure.lang]}" '
            f'font-family="{FACES[figure.lang]}">'
            f"<title>{escape(figure.title)}</title><desc>{escape(figure.alt)}</desc>"
            f'<rect width="{self.width:g}" height="{height}" fill="{self.colour("background")}"/>'
            f"{''.join(self.parts)}</svg>"
        )
