"""What every flow figure is drawn with: paper, heading, base map, frames, words, in one theme.

A pen knows nothing of what moves on the lines; the back-ends of the study's network and of a
firm's quantities add that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.flow_lines import path_data
from briefing.backends.svg_elements import anchored, element, escaped, px, rect, text, weight
from briefing.catalogue import HTML_LANG
from briefing.flow.palette import ground_of
from briefing.pairing import LINE, said_in
from briefing.palette import TOKENS
from briefing.tongue import JOINT, spoken
from briefing.typefaces import stacks
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.spec import FirmFlowSpec
    from briefing.flow.spec import FlowSpec, Layer, Point, Words
    from briefing.palette import Theme
    from briefing.spec import Box, ScaleBar

ROW, FOOT, FOOT_SIZE, HEAD = 21.0, 14.5, 11.5, 54.0
FACES = stacks(
    {
        "en": "Noto Sans, system-ui, Segoe UI, Helvetica, Arial, sans-serif",
        "zh-Hant": "Noto Sans, PingFang HK, Noto Sans CJK HK, Microsoft JhengHei, sans-serif",
        "zh-Hans": "Noto Sans, PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif",
    }
)


class FlowPen:
    """Turn what all flow figures share into elements, in one theme."""

    def __init__(self, sheet: FlowSpec | FirmFlowSpec, theme: Theme) -> None:
        self.sheet = sheet
        self.theme = theme
        self.token = TOKENS[theme]
        self.sea = self.token["sea" if sheet.view == "map" else "background"]

    def whole(self, width: float, height: float, body: Sequence[str]) -> str:
        """Write the picture around its parts."""
        lang = HTML_LANG[self.sheet.lang]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {px(width)} {px(height)}" '
            f'width="{px(width)}" height="{px(height)}" role="group" xml:lang="{lang}" '
            f'aria-label="{escaped(self.sheet.alt)}" font-family="{FACES[self.sheet.lang]}">'
            f"<title>{escaped(self.sheet.title)}</title><desc>{escaped(self.sheet.alt)}</desc>"
            f'<rect width="{px(width)}" height="{px(height)}" fill="{self.token["background"]}"/>'
            f"{''.join(body)}</svg>\n"
        )

    # -- around the panes -------------------------------------------------------------------

    def head(self, width: float) -> tuple[str, float]:
        """Write title, subtitle and, when there is one, the boxed notice; give their height."""
        if JOINT in self.sheet.lang:
            return self.two_heads(width)
        drawn = (
            self.text(0, 19, self.sheet.title, size=19, bold=True)
            + self.text(0, 43, self.sheet.subtitle, size=13, colour="muted")
            + (self.notice(width, 44) if self.sheet.notice else "")
        )
        return drawn, HEAD

    def two_heads(self, width: float) -> tuple[str, float]:
        """Write headlines in two languages line below line, the notice on a line of its own."""
        made, y = [], -5.0
        for line in wrap(self.sheet.title, width, 19, bold=True):
            y += 24
            made.append(self.text(0, y, line, size=19, bold=True))
        y += 5
        for line in wrap(self.sheet.subtitle, width, 13):
            y += 18
            made.append(self.text(0, y, line, size=13, colour="muted"))
        if self.sheet.notice:
            y += 25
            made.append(self.notice(width, y))
        return "".join(made), y + 11

    def notice(self, width: float, y: float) -> str:
        """Box the notice at the right end of a line; two languages stand side by side."""
        notice = self.sheet.notice.replace(LINE, "  ")
        room = width_of(notice, 12, bold=True) + 14
        x = width - room - 0.5
        box = element(
            "rect", x=px(x), y=px(y - 14), width=px(room), height="19", rx="3", fill="none",
            stroke=self.token["ink"], stroke_width="1.1",
        )  # fmt: skip
        return box + self.text(x + 7, y, notice, size=12, bold=True)

    def source(self, width: float, y: float) -> tuple[str, float]:
        """Write credits and notes below `y`; give the picture's height too."""
        # Latin words are estimated too wide rather than too narrow, CJK exactly.
        told = [*self.sheet.credits, *self.sheet.notes]
        lines = [
            line
            for language in spoken(self.sheet.lang)
            for line in wrap(
                (" " if language == "en" else "").join(str(said_in(one, language)) for one in told),
                width + (20 if language == "en" else -2),
                FOOT_SIZE,
            )
        ]
        parts = [
            self.text(0, y + FOOT * row, line, size=FOOT_SIZE, colour="muted")
            for row, line in enumerate(lines, start=1)
        ]
        return "".join(parts), y + FOOT * len(lines) + 6

    # -- panes ------------------------------------------------------------------------------

    def cut(self, box: Box, inner: Sequence[str]) -> str:
        """Cut markup at a box; a nested <svg> needs no id that could meet another's."""
        x, y, wide, high = px(box.x), px(box.y), px(box.width), px(box.height)
        return element(
            "svg", "".join(inner), x=x, y=y, width=wide, height=high,
            viewBox=f"{x} {y} {wide} {high}",
        )  # fmt: skip

    def ground(self, box: Box) -> str:
        """Fill a window with the sea."""
        return rect(box.x, box.y, box.width, box.height, fill=self.token["sea"])

    def edge(self, box: Box, title: str) -> str:
        """Draw a window's frame and, for an inset, the tab with its title."""
        colour = self.token["ink" if title else "rule"]
        made = rect(
            box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, fill="none", stroke=colour
        )
        if not title:
            return made
        room = width_of(title, 12.5, bold=True) + 16
        tab = rect(box.x, box.y, room, 22, fill=self.token["ink"])
        words = self.text(box.x + 8, box.y + 15.5, title, size=12.5, bold=True, colour="background")
        return made + tab + words

    def layer(self, layer: Layer) -> str:
        """Draw base geometry."""
        if layer.role == "dash":
            colour, width, fill = self.token["coast"], 1.2, "none"
        elif layer.role in {"foreign", "region"}:
            colour, width, fill = self.token["foreign_line"], 0.7, ground_of(layer.role, self.theme)
        else:
            colour, width, fill = (
                self.token["province_line"],
                0.5,
                ground_of(layer.role, self.theme),
            )
        return element(
            "path", class_="base", d=layer.path, fill=fill, stroke=colour,
            stroke_width=f"{width:g}", stroke_linejoin="round",
        )  # fmt: skip

    def rule(self, start: Point, end: Point) -> str:
        """Draw a ruled line."""
        d = path_data([start, end])
        return element("path", d=d, stroke=self.token["muted"], stroke_width="1.2")

    def frame(self, box: Box) -> str:
        """Frame what an inset shows larger."""
        return rect(box.x, box.y, box.width, box.height, fill="none", stroke=self.token["ink"])

    def scale(self, bar: ScaleBar) -> str:
        """Draw the scale bar of a map."""
        drawn = rect(bar.x, bar.y, bar.length, 3, fill=self.token["ink"])
        return drawn + self.text(bar.x, bar.y - 5, bar.label, size=11.5, colour="muted")

    # -- words ------------------------------------------------------------------------------

    def lines(self, words: Words, *, inside: bool) -> str:
        """Write the lines of a label; inside a badge they need no halo."""
        return "".join(
            self.text(
                words.x,
                words.y + index * words.leading,
                line,
                size=words.size - (index > 0 and words.bold),
                bold=words.bold and index == 0,
                colour="muted" if words.ghost or (words.bold and index) else "ink",
                anchor=words.anchor,
                halo=not inside,
            )
            for index, line in enumerate(words.lines)
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        bold: bool = False,
        colour: str = "ink",
        anchor: str = "start",
        halo: bool = False,
    ) -> str:
        """Write one line of text as text."""
        ring = {
            "stroke": self.sea, "stroke_width": "3", "stroke_linejoin": "round",
            "paint_order": "stroke",
        } if halo else {}  # fmt: skip
        return text(
            x,
            y,
            words,
            size=size,
            font_weight=weight(bold=bold),
            text_anchor=anchored(anchor),
            **ring,
            fill=self.token[colour],
        )


def mark(kind: str, inner: str, of: Sequence[str], pick: str = "", *, between: str = " ") -> str:
    """Group what is lit together, and name the rows it stands for.

    Examples
    --------
    >>> mark("spot", "", ["A", "B"], "A")
    '<g class="mark spot" data-of="A B" data-pick="A"></g>'
    """
    rows = between.join(of)
    return element("g", inner, class_=f"mark {kind}", data_of=rows, data_pick=pick or None)
