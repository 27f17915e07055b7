"""The presentation that slides are put into: ours, of a paper's size, or a user's template."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.backends.deck.markup import emu
from briefing.palette import RAMP_LIGHT, TOKENS
from briefing.typefaces import LATIN

if TYPE_CHECKING:
    from briefing.paper import Paper

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
LAYOUT = "Title Only"
FOOT = 14.0
"""Room below the source line, points."""
NUMBER = (36.0, 17.0)
"""Width and height of the slide's number, points."""


@dataclass(frozen=True, kw_only=True)
class Base:
    """A presentation without slides, and the layout that ours take.

    Parameters
    ----------
    left, width, bottom
        Where figures may stand, points; the source line ends at `bottom`.
    title
        Box and size of a template's own title, points; ours is placed anew on each slide.
    ink, muted
        Words of the theme for colours of text.
    numbered
        The layout has a place for the slide's number.
    dark
        Its ground is dark.
    """

    show: Any  # a python-pptx presentation: the library ships no types
    layout: Any
    paper: Paper
    left: float
    width: float
    bottom: float
    title: tuple[float, float, float, float, float] | None = None
    ink: str = "tx1"
    muted: str = "tx2"
    numbered: bool = True
    dark: bool = False


def blank(paper: Paper, chinese: str) -> Base:
    """Make an empty presentation of a paper's size, with one layout and our colours and faces."""
    import pptx  # noqa: PLC0415 - only who asks for slides waits for it
    from pptx.util import Emu  # noqa: PLC0415

    show = pptx.Presentation()
    show.slide_width, show.slide_height = Emu(emu(paper.width)), Emu(emu(paper.height))
    layout = next(one for one in show.slide_layouts if one.name == LAYOUT)
    for other in [one for one in show.slide_layouts if one.name != LAYOUT]:
        show.slide_layouts.remove(other)
    _dress(show.slide_master, layout, paper)
    _paint_theme(theme_part(show.slide_master), chinese)
    width = paper.width - 2 * paper.margin
    return Base(
        show=show, layout=layout, paper=paper, left=paper.margin, width=width,
        bottom=paper.height - FOOT,
    )  # fmt: skip


def theme_part(master: Any) -> Any:  # noqa: ANN401 - parts of python-pptx
    """Give the part that holds a master's theme."""
    return next(
        one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme")
    )


def _dress(master: Any, layout: Any, paper: Paper) -> None:  # noqa: ANN401
    """Put the placeholders where our slides have theirs."""
    m = paper.margin
    width = paper.width - 2 * m
    places = {
        "title": (m, m - 8, width, 40.0),
        "body": (m, 100.0, width, paper.height - 180),
        "sldNum": (paper.width - m - NUMBER[0], paper.height - FOOT - NUMBER[1], *NUMBER),
    }
    for holder in [*master.placeholders]:
        kind = holder._element.ph.get("type", "body")  # noqa: SLF001 - no public way to it
        if kind not in places:
            holder._element.getparent().remove(holder._element)  # noqa: SLF001
            continue
        holder.left, holder.top, holder.width, holder.height = map(emu, places[kind])
    for holder in [*layout.placeholders]:
        element = holder._element  # noqa: SLF001
        if element.ph.get("type") not in {"title", "sldNum"}:
            element.getparent().remove(element)
        for where in element.findall(f"{P}spPr/{A}xfrm"):
            where.getparent().remove(where)
    _set_title_style(master)


def _set_title_style(master: Any) -> None:  # noqa: ANN401
    style = master._element.find(f"{P}txStyles/{P}titleStyle/{A}lvl1pPr")  # noqa: SLF001
    style.set("algn", "l")
    letters = style.find(f"{A}defRPr")
    letters.set("sz", "2800")
    letters.set("b", "1")


def _paint_theme(part: Any, chinese: str) -> None:  # noqa: ANN401
    """Name our faces and colours in the theme."""
    token = TOKENS["light"]
    colours = {
        "dk1": token["ink"], "lt1": token["background"], "dk2": token["muted"],
        "lt2": token["soft"], "accent1": RAMP_LIGHT[5], "accent2": RAMP_LIGHT[2],
        "accent3": token["rest"], "accent4": token["muted"], "accent5": token["accent"],
        "accent6": token["land"], "hlink": token["accent"], "folHlink": token["muted"],
    }  # fmt: skip
    told = part.blob.decode()
    for name, value in colours.items():
        told = re.sub(
            rf"(<a:{name}>).*?(</a:{name}>)",
            rf'\g<1><a:srgbClr val="{value[1:].upper()}"/>\g<2>', told, flags=re.DOTALL,
        )  # fmt: skip
    for kind in ("major", "minor"):
        told = re.sub(
            rf"<a:{kind}Font>.*?</a:{kind}Font>",
            f'<a:{kind}Font><a:latin typeface="{LATIN}"/><a:ea typeface="{chinese}"/>'
            f'<a:cs typeface="{LATIN}"/></a:{kind}Font>', told, flags=re.DOTALL,
        )  # fmt: skip
    part._blob = told.encode()  # noqa: SLF001 - a theme is a part without an interface
