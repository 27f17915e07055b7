"""Draw a `FlowSpec` as SVG: text as text, one group for each mark, nothing decided here.

Each mark carries its rows as ``data-of`` and, when it stands for one row, that row as
``data-pick``; a page may light and dim marks by these. No ids, links, scripts or styles are used.
"""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from briefing.backends.flow_lines import arrow_head, path_data, shortened
from briefing.backends.flow_pen import HEAD, ROW, FlowPen, mark
from briefing.backends.flow_symbols import symbol
from briefing.backends.svg_elements import element, moved, path
from briefing.flow.palette import ink_of
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.spec import FlowLayout, FlowSpec, Pane, Point, Spot, Stroke, Words
    from briefing.palette import Theme

GOODS_PX, CONTROL_PX, CASED_PX = 2.6, 1.4, 5.0
DASHES = "5 4"


def draw(
    spec: FlowSpec, *, theme: Theme = "light", narrow: bool = False, only: bool = False
) -> str:
    """Draw the wide picture, or the narrow one, which leaves the title to the page around it.

    Parameters
    ----------
    only
        Whether to leave title and sources to the document around it.
    """
    pen = _Pen(spec, theme)
    layout = spec.phone if narrow else spec.wide
    body = [pen.pane(pane) for pane in layout.panes]
    foot, height = pen.foot(layout, sourced=not only)
    if only:
        top = min(pane.box.y for pane in layout.panes)
        return pen.whole(layout.width, height - top, [moved(0, -top, "".join([*body, foot]))])
    if narrow:
        return pen.whole(layout.width, height, [*body, foot])
    head, high = pen.head(layout.width)
    if high == HEAD:
        return pen.whole(layout.width, height, [head, *body, foot])
    lower = moved(0, high - HEAD, "".join([*body, foot]))
    return pen.whole(layout.width, height + high - HEAD, [head, lower])


class _Pen(FlowPen):
    """Turn the parts of the study's network into elements, in one theme."""

    def __init__(self, spec: FlowSpec, theme: Theme) -> None:
        super().__init__(spec, theme)
        self.spec = spec

    # -- around the panes -------------------------------------------------------------------

    def foot(self, layout: FlowLayout, *, sourced: bool = True) -> tuple[str, float]:
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
        if not sourced:
            return "".join(parts), y + 8
        source, height = self.source(layout.width, y + 5)
        return "".join([*parts, source]), height

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
        return self.cut(box, inner) + (self.edge(box, pane.title) if is_map else "")

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
        return mark("casing", path(d, stroke=self.sea, width=CASED_PX), stroke.of)

    def stroke(self, stroke: Stroke) -> str:
        lines = [i for i in stroke.of if ":" in i]
        ends = [i for i in stroke.of if ":" not in i and not i.startswith("M-")]
        pick = lines[0] if len(lines) == 1 else ends[0] if len(ends) == 1 else ""
        drawn = self.line(
            stroke.points, stroke.kind, stroke.group,
            arrow=stroke.arrow, radius=stroke.radius, curved=stroke.curved,
        )  # fmt: skip
        return mark(f"line {stroke.kind}", drawn, stroke.of, pick)

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
        return mark("spot", element("title", escape(spot.title)) + drawn, spot.of, spot.id)

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
        made = self.lines(words, inside=inside)
        return mark("words", made, words.of, words.of[0]) if words.of else made
