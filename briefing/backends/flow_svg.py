"""Draw a `FlowSpec` as SVG: text as text, one group for each mark, nothing decided here.

Each mark carries its rows as ``data-of`` and, when it stands for one row, that row as
``data-pick``; a page may light and dim marks by these. No ids, links, scripts or styles are used.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.backends.flow_lines import arrow_head, path_data, shortened
from briefing.backends.flow_symbols import symbol
from briefing.backends.svg_elements import anchored, element, path, px, rect, text, weight
from briefing.catalogue import HTML_LANG
from briefing.flow.palette import ground_of, ink_of
from briefing.palette import TOKENS
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.spec import FlowLayout, FlowSpec, Layer, Pane, Point, Spot, Stroke, Words
    from briefing.palette import Theme
    from briefing.spec import Box, ScaleBar

GOODS_PX, CONTROL_PX, CASED_PX = 2.6, 1.4, 5.0
DASHES = "5 4"
ROW, FOOT, FOOT_SIZE = 21.0, 14.5, 11.5
FACES = {
    "en": "Noto Sans, system-ui, Segoe UI, Helvetica, Arial, sans-serif",
    "zh-Hant": "Noto Sans, PingFang HK, Noto Sans CJK HK, Microsoft JhengHei, sans-serif",
    "zh-Hans": "Noto Sans, PingFang SC, Noto Sans CJK SC, Microsoft YaHei, sans-serif",
}


def draw(spec: FlowSpec, *, theme: Theme = "light", narrow: bool = False) -> str:
    """Draw the wide picture, or the narrow one, which leaves the title to the page around it."""
    pen = _Pen(spec, theme)
    layout = spec.phone if narrow else spec.wide
    body = [pen.pane(pane) for pane in layout.panes]
    foot, height = pen.foot(layout)
    head = "" if narrow else pen.head(layout)
    return pen.whole(layout.width, height, [head, *body, foot])


class _Pen:
    """Turn the parts of a spec into elements, in one theme."""

    def __init__(self, spec: FlowSpec, theme: Theme) -> None:
        self.spec = spec
        self.theme = theme
        self.token = TOKENS[theme]
        self.sea = self.token["sea" if spec.view == "map" else "background"]

    def whole(self, width: float, height: float, body: Sequence[str]) -> str:
        lang = HTML_LANG[self.spec.lang]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {px(width)} {px(height)}" '
            f'width="{px(width)}" height="{px(height)}" role="group" xml:lang="{lang}" '
            f'aria-label="{escape(self.spec.alt)}" font-family="{FACES[self.spec.lang]}">'
            f"<title>{escape(self.spec.title)}</title><desc>{escape(self.spec.alt)}</desc>"
            f'<rect width="{px(width)}" height="{px(height)}" fill="{self.token["background"]}"/>'
            f"{''.join(body)}</svg>\n"
        )

    # -- around the panes -------------------------------------------------------------------

    def head(self, layout: FlowLayout) -> str:
        """Write title, subtitle and the boxed notice."""
        notice = self.spec.notice
        room = width_of(notice, 12, bold=True) + 14
        x = layout.width - room - 0.5
        box = element(
            "rect", x=px(x), y="30", width=px(room), height="19", rx="3", fill="none",
            stroke=self.token["ink"], stroke_width="1.1",
        )  # fmt: skip
        return (
            self.text(0, 19, self.spec.title, size=19, bold=True)
            + self.text(0, 43, self.spec.subtitle, size=13, colour="muted")
            + box
            + self.text(x + 7, 44, notice, size=12, bold=True)
        )

    def foot(self, layout: FlowLayout) -> tuple[str, float]:
        """Write legend, notes and source below the panes; give the picture's height too."""
        x, y = 0.0, max(pane.box.y + pane.box.height for pane in layout.panes) + 19
        parts = []
        for entry in self.spec.legend:
            sign = 36.0 if entry.shape is None else 21.0
            room = sign + width_of(entry.label, 12.5)
            if x and x + room > layout.width:
                x, y = 0.0, y + ROW
            parts += [self.sign(entry.sign, entry.group, entry.shape, x, y)]
            parts += [self.text(x + sign, y, entry.label, size=12.5)]
            x += room + 8
        y += 5
        # Latin words are estimated too wide rather than too narrow, CJK exactly.
        spare = 20 if self.spec.lang == "en" else -2
        space = "" if self.spec.lang != "en" else " "
        words = space.join([*self.spec.credits, *self.spec.notes])
        for line in wrap(words, layout.width + spare, FOOT_SIZE):
            y += FOOT
            parts.append(self.text(0, y, line, size=FOOT_SIZE, colour="muted"))
        return "".join(parts), y + 6

    def sign(self, sign: str, group: str, shape: str | None, x: float, y: float) -> str:
        """Draw a legend sign, its words' baseline at y."""
        if shape is not None:
            group = {"hq": "hong_kong", "market": "market"}.get(shape, "neutral")
            size = (16, 13) if shape == "market" else (0, 0)
            return self.shape(shape, group, (x + 9, y - 4.5), size)
        return self.line([(x, y - 4.5), (x + 30, y - 4.5)], sign, group, arrow=sign == "goods")

    # -- panes ------------------------------------------------------------------------------

    def pane(self, pane: Pane) -> str:
        """Draw one window: base, lines, symbols, words, cut at its box."""
        box = pane.box
        is_map = bool(pane.layers)
        strokes = sorted(pane.strokes, key=lambda s: (s.kind == "goods", s.group == "mainland"))
        # A nested <svg> cuts what runs over its box, without an id that could meet another's.
        inner = [
            self.ground(box) if is_map else "",
            *(self.layer(layer) for layer in pane.layers),
            *(self.rule(a, b) for a, b in pane.rules),
            *(self.frame(frame) for frame in pane.frames),
            *self.bundles(strokes),
            *(self.spot(spot) for spot in pane.spots),
            *(self.words(words, inside=self.inside(words, pane)) for words in pane.words),
            self.scale(pane.scale_bar) if pane.scale_bar else "",
        ]
        x, y, wide, high = px(box.x), px(box.y), px(box.width), px(box.height)
        cut = element(
            "svg", "".join(inner), x=x, y=y, width=wide, height=high,
            viewBox=f"{x} {y} {wide} {high}",
        )  # fmt: skip
        return cut + (self.edge(pane) if is_map else "")

    def ground(self, box: Box) -> str:
        return rect(box.x, box.y, box.width, box.height, fill=self.token["sea"])

    def edge(self, pane: Pane) -> str:
        box, token = pane.box, self.token
        colour = token["ink" if pane.title else "rule"]
        made = rect(
            box.x + 0.5, box.y + 0.5, box.width - 1, box.height - 1, fill="none", stroke=colour
        )
        if not pane.title:
            return made
        room = width_of(pane.title, 12.5, bold=True) + 16
        tab = rect(box.x, box.y, room, 22, fill=token["ink"])
        return (
            made
            + tab
            + self.text(
                box.x + 8, box.y + 15.5, pane.title, size=12.5, bold=True, colour="background"
            )
        )

    def layer(self, layer: Layer) -> str:
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
        d = path_data([start, end])
        return element("path", d=d, stroke=self.token["muted"], stroke_width="1.2")

    def frame(self, box: Box) -> str:
        return rect(box.x, box.y, box.width, box.height, fill="none", stroke=self.token["ink"])

    def scale(self, bar: ScaleBar) -> str:
        drawn = rect(bar.x, bar.y, bar.length, 3, fill=self.token["ink"])
        return drawn + self.text(bar.x, bar.y - 5, bar.label, size=11.5, colour="muted")

    # -- marks ------------------------------------------------------------------------------

    def bundles(self, strokes: Sequence[Stroke]) -> list[str]:
        """Draw lines bundle by bundle, all casings of one below all its lines, to join them."""
        made: list[str] = []
        for _, bundle in groupby(strokes, key=lambda s: (s.kind, s.group)):
            lines = list(bundle)
            made += [self.casing(stroke) for stroke in lines if stroke.kind == "goods"]
            made += [self.stroke(stroke) for stroke in lines]
        return made

    def casing(self, stroke: Stroke) -> str:
        d = path_data(stroke.points, radius=stroke.radius, curved=stroke.curved)
        return _mark("casing", path(d, stroke=self.sea, width=CASED_PX), stroke.of)

    def stroke(self, stroke: Stroke) -> str:
        lines = [i for i in stroke.of if ":" in i]
        ends = [i for i in stroke.of if ":" not in i and not i.startswith("M-")]
        pick = lines[0] if len(lines) == 1 else ends[0] if len(ends) == 1 else ""
        drawn = self.line(
            stroke.points, stroke.kind, stroke.group,
            arrow=stroke.arrow, radius=stroke.radius, curved=stroke.curved,
        )  # fmt: skip
        return _mark(f"line {stroke.kind}", drawn, stroke.of, pick)

    def line(
        self,
        points: Sequence[Point],
        kind: str,
        group: str,
        *,
        arrow: bool = False,
        radius: float = 0,
        curved: bool = False,
    ) -> str:
        """Draw a line: equally wide for all goods; thin and dashed for control."""
        points = shortened(points) if arrow else list(points)
        d = path_data(points, radius=radius, curved=curved)
        ink = ink_of(group, self.theme) if kind == "goods" else self.token["ink"]
        width = GOODS_PX if kind == "goods" else CONTROL_PX
        made = path(d, stroke=ink, width=width, dash=DASHES if kind == "control" else "")
        if group == "south_east_asia" and kind == "goods":
            # A second sign beside the colour: a light core.
            made += path(d, stroke=self.sea, width=0.9)
        if arrow:
            made += arrow_head(points, ink)
        return made

    def spot(self, spot: Spot) -> str:
        group = spot.group if spot.shape in {"plant", "plants"} else spot.shape
        drawn = self.shape(
            spot.shape, group, (spot.x, spot.y), (spot.width, spot.height), spot.point
        )
        return _mark("spot", element("title", escape(spot.title)) + drawn, spot.of, spot.id)

    def shape(
        self,
        shape: str,
        group: str,
        at: Point,
        size: tuple[float, float] = (0, 0),
        point: str = "",
    ) -> str:
        neutral = self.token["rest"]
        fill = neutral if group == "neutral" else ink_of(group, self.theme)
        return symbol(
            shape,
            *at,
            size,
            point,
            fill=fill,
            ink=self.token["ink"],
            ground=self.token["background"],
        )

    def inside(self, words: Words, pane: Pane) -> bool:
        """Tell whether words stand on a badge, which needs no halo."""
        return any(
            s.width and abs(s.x - words.x) < s.width / 2 and abs(s.y - words.y) < s.height / 2
            for s in pane.spots
        )

    def words(self, words: Words, *, inside: bool) -> str:
        made = "".join(
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
        if not words.of:
            return made
        return _mark("words", made, words.of, words.of[0])

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


def _mark(kind: str, inner: str, of: Sequence[str], pick: str = "") -> str:
    """Group what is lit together, and name the rows it stands for."""
    rows = " ".join(of)
    return element("g", inner, class_=f"mark {kind}", data_of=rows, data_pick=pick or None)
