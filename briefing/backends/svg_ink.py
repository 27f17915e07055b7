"""Elements of an SVG map in the colours of one theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.backends.svg_elements import anchored, path, rect, text, weight
from briefing.diverging_palette import EVEN, LESS, MORE, PLAIN
from briefing.palette import TOKENS, luminance, ramp_colour
from briefing.typefaces import stacks

if TYPE_CHECKING:
    from briefing.palette import Theme
    from briefing.spec import Colour

FACES = stacks(
    {
        "en": "Noto Sans, system-ui, Segoe UI, Helvetica, Arial, sans-serif",
        "zh-Hant": "Noto Sans, Noto Sans CJK HK, Noto Sans HK, PingFang HK, Microsoft JhengHei, "
        "sans-serif",
        "zh-Hans": "Noto Sans, Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, "
        "sans-serif",
    }
)
# Greys of the mono theme, from more to less: told apart on paper (at least 12 L* each).
MONO_STEPS = ("#353535", "#777777", "#bbbbbb")
# Darker than the ramp's middle; darker than its first fifth; the rest.
MONO_EDGES = tuple(luminance(ramp_colour(part).light) for part in (0.5, 0.2))

STRIPES = (3.6, 2.2, 1.0)  # of 5 px: less than the middle, from far to near


@dataclass(frozen=True)
class Ink:
    """Write elements with the colours of a theme; `prefix` keeps ids of one page apart."""

    theme: Theme
    prefix: str = ""

    def token(self, name: str) -> str:
        """Give a named colour."""
        return TOKENS[self.theme][name]

    def colour(self, colour: Colour) -> str:
        """Give a value's colour; on paper without colour, one of three greys, darker for more."""
        if self.theme == "mono":
            if colour in (*MORE, *LESS, EVEN, PLAIN):
                return _on_paper(colour)
            brightness = luminance(colour.light)
            return MONO_STEPS[sum(brightness > edge for edge in MONO_EDGES)]
        return colour.dark if self.theme == "dark" else colour.light

    def edge(self, colour: Colour) -> str:
        """Give the line around a region of a colour: light, unless its paint is as light."""
        pale = (EVEN, PLAIN, *LESS) if self.theme == "mono" else (EVEN,)
        return self.token("province_line" if colour in pale else "edge")

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float,
        bold: bool = False,
        fill: str = "ink",
        anchor: str = "start",
        halo: str = "",
        italic: bool = False,
    ) -> str:
        """Write one line; `y` is its baseline, `halo` a token drawn around the letters."""
        ring = {
            "paint_order": "stroke", "stroke": self.token(halo), "stroke_width": "3",
            "stroke_linejoin": "round",
        } if halo else {}  # fmt: skip
        return text(
            x,
            y,
            words,
            size=size,
            fill=self.token(fill),
            font_weight=weight(bold=bold),
            text_anchor=anchored(anchor),
            font_style="italic" if italic else None,
            **ring,
        )

    def path(
        self, d: str, *, fill: str = "none", stroke: str = "", width: float = 1.0, dash: str = ""
    ) -> str:
        """Draw path data; `fill` and `stroke` are colours or paints, not tokens."""
        return path(d, fill=fill, stroke=stroke, width=width, dash=dash)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str,
        stroke: str = "",
        radius: float = 0,
    ) -> str:
        """Draw a rectangle."""
        rounded = f"{radius:g}" if radius else None
        return rect(x, y, width, height, fill=fill, stroke=stroke or None, rx=rounded)

    def patterns(self) -> str:
        """Define the dots of "not covered", the screen of an estimate, the hatch of mono."""
        ground, dot = self.token("dot_ground"), self.token("dot")
        dots = (
            f'<pattern id="dots" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<rect width="6" height="6" fill="{ground}"/>'
            f'<circle cx="1.5" cy="1.5" r="0.8" fill="{dot}"/>'
            f'<circle cx="4.5" cy="4.5" r="0.8" fill="{dot}"/></pattern>'
        )
        screen = (
            '<pattern id="screen" width="5" height="5" patternUnits="userSpaceOnUse">'
            f'<circle cx="2.5" cy="2.5" r="0.9" fill="{self.token("background")}"/></pattern>'
        )
        hatch = (
            '<pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" '
            'patternTransform="rotate(45)"><rect width="10" height="10" fill="#ffffff"/>'
            '<rect width="0.7" height="10" fill="#9a9a9a"/></pattern>'
        )
        paper = hatch + _stripes() if self.theme == "mono" else ""
        return f"<defs>{dots}{screen}{paper}</defs>"

    @property
    def land(self) -> str:
        """Give the paint of land without a value."""
        return "url(#hatch)" if self.theme == "mono" else self.token("land")


def _on_paper(colour: Colour) -> str:
    """Give the paint of a colour on one side of a middle: greys above, stripes below."""
    if colour in MORE:
        return MONO_STEPS[len(MORE) - 1 - MORE.index(colour)]
    if colour in LESS:
        return f"url(#less-{len(LESS) - 1 - LESS.index(colour)})"
    return "#ffffff"


def _stripes() -> str:
    return "".join(
        f'<pattern id="less-{step}" width="5" height="5" patternUnits="userSpaceOnUse">'
        '<rect width="5" height="5" fill="#ffffff"/>'
        f'<rect width="5" height="{wide:g}" fill="#555555"/></pattern>'
        for step, wide in enumerate(STRIPES)
    )
