"""Draw a `FirmFlowSpec` as SVG: widths in proportion, text as text, nothing decided here.

Each mark carries its rows as ``data-of``, joined by `BETWEEN`, and, when it stands for one row,
that row as ``data-pick``; a page may light and dim marks by these. No ids, links, scripts or
styles are used, and every name of a user's is text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.flow_lines import path_data, pointed, s_curve
from briefing.backends.flow_pen import ROW, FlowPen, mark
from briefing.backends.flow_symbols import symbol
from briefing.backends.svg_elements import element, escaped, moved, path, rect, text
from briefing.flow.firm.colours import SITE
from briefing.palette import luminance
from briefing.typesetting import width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.flow.firm.spec import (
        Band,
        FirmFlowSpec,
        Layout,
        Leader,
        LegendEntry,
        Pane,
        Ribbon,
        Site,
    )
    from briefing.flow.spec import Point, Words
    from briefing.palette import Theme

BETWEEN = "="
"""What stands between the ids in ``data-of``: no id of a case may hold it."""
CONTROL_PX, CASING_PX, DASHES = 1.3, 2.6, "5 4"
BAND_OPACITY, LEAST_EDGED = "0.62", 1.5
HALF_LIGHT = 0.18  # relative luminance between black and white words
WITH_ORIGIN = frozenset({"plant", "plants", "supplier"})
# In print without colour, groups are told apart by greys and, where there are more, by labels.
GREYS = ("#3c3c3c", "#8a8a8a", "#b9b9b9", "#5f5f5f", "#d6d6d6")
SIGN_SIZE, SIGN_PX = 12.5, 30.0
BELOW = 2.0  # px between title, subtitle, notice and the picture


def draw(
    spec: FirmFlowSpec,
    *,
    theme: Theme = "light",
    narrow: bool = False,
    bare: bool = False,
    only: bool = False,
) -> str:
    """Draw the wide picture, or the narrow one.

    Parameters
    ----------
    narrow
        Whether to draw the layout for phones, which leaves the title to the page around it.
    bare
        Whether to leave the title to the page around the wide picture too.
    only
        Whether to leave title and sources to the document around it.
    """
    pen = _Pen(spec, theme, selects=not only)
    layout = spec.phone if narrow else spec.wide
    top = min(pane.box.y for pane in layout.panes)
    head, high = ("", 0.0) if narrow or bare or only else pen.head(layout.width)
    panes = [pen.pane(pane, number) for number, pane in enumerate(layout.panes)]
    foot, bottom = pen.foot(layout, sourced=not only)
    high += BELOW if head else 0.0
    body = [head, moved(0, high - top, "".join([*panes, foot]))]
    return pen.whole(layout.width, bottom - top + high, body)


class _Pen(FlowPen):
    """Turn the parts of a firm's flow figure into elements, in one theme.

    `selects` tells whether a page may show what is selected: a document shows nothing later.
    """

    def __init__(self, spec: FirmFlowSpec, theme: Theme, *, selects: bool = True) -> None:
        super().__init__(spec, theme)
        self.spec = spec
        self.selects = selects
        greys = dict(zip(spec.colours, GREYS * len(spec.colours), strict=False))
        self.inks = {
            group: greys[group] if theme == "mono" else getattr(colour, theme)
            for group, colour in spec.colours.items()
        }

    def ink(self, group: str) -> str:
        """Give the colour of a group; grey where it has none."""
        return self.inks.get(group, self.token["rest"])

    # -- around the panes -------------------------------------------------------------------

    def foot(self, layout: Layout, *, sourced: bool = True) -> tuple[str, float]:
        """Write legend, credits and notes below the panes; give the picture's height too."""
        bottom = max(pane.box.y + pane.box.height for pane in layout.panes)
        parts: list[str] = []
        for row in self.rows(layout.width):
            high = max(ROW, *(entry.width + 8 for entry, _ in row))
            parts += [self.entry(entry, x, bottom + high / 2 + 6) for entry, x in row]
            bottom += high
        if not sourced:
            return "".join(parts), bottom + 4
        source, height = self.source(layout.width, bottom + 8)
        return "".join([*parts, source]), height

    def rows(self, width: float) -> list[list[tuple[LegendEntry, float]]]:
        """Set the entries of the legend side by side, and the next row where they do not fit."""
        rows: list[list[tuple[LegendEntry, float]]] = []
        x = width + 1
        for entry in self.spec.legend:
            room = _sign_room(entry) + width_of(entry.label, SIGN_SIZE) + 10
            if x + room > width:
                rows.append([])
                x = 0
            rows[-1].append((entry, x))
            x += room
        return rows

    def entry(self, entry: LegendEntry, x: float, y: float) -> str:
        """Draw one sign of the legend and its words; `y` is the middle of both."""
        words = self.text(x + _sign_room(entry), y + 4.5, entry.label, size=SIGN_SIZE)
        return self.sign(entry, x, y) + words

    def sign(self, entry: LegendEntry, x: float, y: float) -> str:
        """Draw a sign of the legend at its true size."""
        if entry.sign == "width":
            if self.spec.view == "map":
                return self.flow([(x, y), (x + SIGN_PX, y)], entry.width, self.token["rest"])
            return rect(x, y - entry.width / 2, 22, entry.width, fill=self.token["rest"])
        if entry.sign == "control":
            return self.dashed([(x, y), (x + SIGN_PX, y)])
        if entry.sign == "origin":
            return rect(
                x, y - 5.5, 16, 11, fill=self.ink(entry.group), stroke=self.token["ink"],
                stroke_width="1",
            )  # fmt: skip
        size = (16.0, 13.0) if entry.shape == "market" else (0.0, 0.0)
        return self.symbol(entry.shape or "", entry.group, (x + 9, y), size)

    # -- panes ------------------------------------------------------------------------------

    def pane(self, pane: Pane, number: int) -> str:
        """Draw one window, numbered: base, flows, symbols, words, cut at its box."""
        is_map = bool(pane.layers) or pane.window is not None
        inner = [
            self.ground(pane.box) if is_map else "",
            *(self.layer(layer) for layer in pane.layers),
            *(self.rule(a, b) for a, b in pane.rules),
            *(self.frame(frame) for frame in pane.frames),
            *(self.band(band) for band in sorted(pane.bands, key=lambda b: -b.width)),
            *(self.ribbon(ribbon) for ribbon in _widest_first(pane.ribbons)),
            *(self.leader(leader) for leader in pane.leaders),
            *(self.site(site) for site in pane.sites),
            *(self.words(words, pane) for words in pane.words),
            self.scale(pane.scale_bar) if pane.scale_bar else "",
        ]
        drawn = self.cut(pane.box, inner)
        edge = self.edge(pane.box, pane.title) if is_map else ""
        return element("g", drawn + edge, class_="pane", data_pane=str(number))

    # -- flows ------------------------------------------------------------------------------

    def ribbon(self, ribbon: Ribbon) -> str:
        """Draw a flow of the map, or a control link: dashed, never as wide as goods."""
        if ribbon.kind == "control":
            drawn = self.dashed(ribbon.points, ribbon.radius)
        else:
            drawn = self.flow(
                ribbon.points, ribbon.width, self.ink(ribbon.group),
                arrow=ribbon.arrow, radius=ribbon.radius,
            )  # fmt: skip
        return self.mark(f"line {ribbon.kind}", ribbon.title, drawn, ribbon.of, _first(ribbon.of))

    def flow(
        self,
        points: Sequence[Point],
        width: float,
        ink: str,
        *,
        arrow: bool = True,
        radius: float = 0,
    ) -> str:
        """Draw a line of constant width on a casing, so that one sees which crosses which."""
        line, tip = pointed(points, width, ink, casing=self.sea) if arrow else (list(points), "")
        d = path_data(line, radius=radius)
        casing = path(d, stroke=self.sea, width=round(width + CASING_PX, 2))
        return casing + tip + path(d, stroke=ink, width=round(width, 2))

    def dashed(self, points: Sequence[Point], radius: float = 8) -> str:
        """Draw a control link."""
        d = path_data(points, radius=radius)
        under = element(
            "path", d=d, fill="none", stroke=self.sea, stroke_width="3.2", stroke_opacity="0.75"
        )
        return under + path(d, stroke=self.token["ink"], width=CONTROL_PX, dash=DASHES)

    def band(self, band: Band) -> str:
        """Draw a band of the diagram: level at both ends, equally high along its way."""
        d = s_curve([band.start, *band.through, band.end], band.width)
        ink = self.ink(band.group)
        # A thin band is drawn as a hairline in its own colour: its edges would cover it.
        edge = self.sea if band.width > LEAST_EDGED else ink
        drawn = element(
            "path", d=d, fill=ink, fill_opacity=BAND_OPACITY, stroke=edge, stroke_width="0.8",
        )  # fmt: skip
        return self.mark(
            "line goods band", band.title, drawn + self.amount(band), band.of, band.of[0]
        )

    def amount(self, band: Band) -> str:
        """Write a band's amount where it begins; hidden until a page shows what is selected."""
        if not band.amount or not self.selects:
            return ""
        ink = self.ink(band.group)
        dark = luminance(ink) < HALF_LIGHT
        fill = "#ffffff" if dark else "#000000"
        x, y = band.start
        return text(
            x + 6, y + 4.3, band.amount, size=12, font_weight="700", fill=fill, display="none",
            class_="amount",
        )  # fmt: skip

    def leader(self, leader: Leader) -> str:
        """Draw the thin line from a label to its place."""
        drawn = path(path_data(leader.points), stroke=self.token["leader"], width=0.9)
        return self.mark("leader", "", drawn, leader.of)

    # -- sites ------------------------------------------------------------------------------

    def site(self, site: Site) -> str:
        """Draw a symbol, a badge or a block."""
        at, size = (site.x, site.y), (site.width, site.height)
        if site.form == "block":
            drawn = self.block(site)
        else:
            drawn = self.symbol(site.shape, site.group, at, size, site.point)
        if site.faint:
            drawn = element("g", drawn, opacity="0.45")
        kind = f"spot {site.form}"
        return self.mark(kind, site.title, drawn, site.of, site.id)

    def block(self, site: Site) -> str:
        """Draw a block of the diagram, no lower than can be seen."""
        high = max(site.height, 1.5)
        return rect(
            site.x - site.width / 2, site.y - high / 2, site.width, high,
            fill=self.fill(site.shape, site.group), stroke=self.token["ink"], stroke_width="1.1",
        )  # fmt: skip

    def fill(self, shape: str, group: str) -> str:
        """Colour what has a customs origin; markets are blank, what only passes goods on grey."""
        if shape == "market":
            return self.token["background"]
        known = shape in WITH_ORIGIN and group != SITE
        return self.ink(group) if known else self.token["rest"]

    def symbol(
        self,
        shape: str,
        group: str,
        at: Point,
        size: tuple[float, float] = (0, 0),
        point: str = "",
    ) -> str:
        """Draw the symbol of a role."""
        return symbol(
            shape, *at, size, point,
            fill=self.fill(shape, group), ink=self.token["ink"], ground=self.token["background"],
        )  # fmt: skip

    # -- words ------------------------------------------------------------------------------

    def words(self, words: Words, pane: Pane) -> str:
        """Write a label."""
        inside = any(
            site.form == "badge"
            and abs(site.x - words.x) < site.width / 2
            and abs(site.y - words.y) < site.height / 2
            for site in pane.sites
        )
        made = self.lines(words, inside=inside)
        if not words.of:
            return made
        return mark("words", made, words.of, words.of[0], between=BETWEEN)

    def mark(self, kind: str, title: str, drawn: str, of: Sequence[str], pick: str = "") -> str:
        """Group what is lit together, with its words for who points at it."""
        told = element("title", escaped(title)) if title else ""
        if not of:
            return element("g", told + drawn)
        return mark(kind, told + drawn, of, pick, between=BETWEEN)


def _widest_first(ribbons: Sequence[Ribbon]) -> list[Ribbon]:
    return sorted(ribbons, key=lambda r: (r.kind == "control", -r.width))


def _first(of: Sequence[str]) -> str:
    return of[0] if of else ""


def _sign_room(entry: LegendEntry) -> float:
    if entry.sign == "width":
        return SIGN_PX + 8
    return {"control": SIGN_PX + 6, "origin": 22.0, "symbol": 22.0}[entry.sign]
