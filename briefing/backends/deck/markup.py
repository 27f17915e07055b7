"""Shapes of a slide as PresentationML: written directly, since one map has thousands of points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from briefing.backends.deck.cutting import bounds
from briefing.backends.deck.drawn import Flat, Gradient, Pattern
from briefing.backends.deck.lettering import colour
from briefing.backends.svg_elements import escaped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.deck.drawn import Fill, Line, Shape
    from briefing.backends.deck.tracks import Track

EMU = 12_700
"""English metric units in a point."""
GRAIN = 4
"""Steps in a point that a path's places are rounded to."""
PRESETS = {"dots": "pct10", "screen": "pct20", "hatch": "ltUpDiag"}


@dataclass
class Ids:
    """Number the shapes of one slide; the first hundred are for its tree and what is asked for."""

    last: int = field(default=100)

    def next(self) -> int:
        """Give the next number."""
        self.last += 1
        return self.last


def emu(points: float) -> int:
    """Turn points into English metric units."""
    return round(points * EMU)


def named(ids: Ids, name: str, alt: str = "", *, hidden: bool = False) -> str:
    """Write number, name and alternative text of a shape."""
    told = f' descr="{escaped(alt)}"' if alt else ""
    hidden_mark = ' hidden="1"' if hidden else ""
    return f'<p:cNvPr id="{ids.next()}" name="{escaped(name)}"{told}{hidden_mark}/>'


def placed(left: float, top: float, width: float, height: float, flip: str = "") -> str:
    """Write where a shape stands, in points."""
    return (
        f'<a:xfrm{flip}><a:off x="{emu(left)}" y="{emu(top)}"/>'
        f'<a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'
    )


def shape(one: Shape, ids: Ids, name: str) -> str:
    """Write one shape; its places are points already."""
    if one.form == "path" and one.fill is None and _is_straight(one.tracks):
        return _connector(one, ids, name)
    left, top, right, bottom = bounds(one.tracks)
    geometry = _geometry(one, (left, top, right - left, bottom - top))
    return (
        f"<p:sp><p:nvSpPr>{named(ids, name, one.sign.alt)}<p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr>"
        f"{placed(left, top, right - left, bottom - top)}{geometry}{fill(one.fill)}"
        f"{line(one.line)}</p:spPr></p:sp>"
    )


def _is_straight(found: Sequence[Track]) -> bool:
    return len(found) == 1 and not found[0].curved and len(found[0].points) == 2  # noqa: PLR2004


def _connector(one: Shape, ids: Ids, name: str) -> str:
    (x1, y1), (x2, y2) = one.tracks[0].points.tolist()
    flip = (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")
    where = placed(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1), flip)
    return (
        f"<p:cxnSp><p:nvCxnSpPr>{named(ids, name, one.sign.alt)}<p:cNvCxnSpPr/><p:nvPr/>"
        f'</p:nvCxnSpPr><p:spPr>{where}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f"{line(one.line)}</p:spPr></p:cxnSp>"
    )


def _geometry(one: Shape, box: tuple[float, float, float, float]) -> str:
    if one.form == "oval":
        return '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
    if one.form == "box" and not one.radius:
        return '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
    if one.form == "box":
        round_ = round(min(0.5, one.radius / min(box[2], box[3])) * 100_000)
        return (
            '<a:prstGeom prst="roundRect"><a:avLst>'
            f'<a:gd name="adj" fmla="val {round_}"/></a:avLst></a:prstGeom>'
        )
    paths = _path(one.tracks, box, ' stroke="0"' if one.edges is not None else "")
    if one.edges:
        paths += _path(one.edges, box, ' fill="none"')
    return (
        "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
        f'<a:rect l="0" t="0" r="r" b="b"/><a:pathLst>{paths}</a:pathLst></a:custGeom>'
    )


def _path(found: Sequence[Track], box: tuple[float, float, float, float], how: str) -> str:
    left, top, width, height = box
    wide, high = max(1, round(width * GRAIN)), max(1, round(height * GRAIN))
    drawn = "".join(_track(one, left, top) for one in found)
    return f'<a:path w="{wide}" h="{high}"{how}>{drawn}</a:path>'


def _track(one: Track, left: float, top: float) -> str:
    steps = np.rint((one.points - (left, top)) * GRAIN).astype(int)
    if not one.curved:
        moved = np.r_[True, np.any(np.diff(steps, axis=0) != 0, axis=1)]
        steps = steps[moved]
        if len(steps) < (3 if one.closed else 2):
            return ""
    points = [f'<a:pt x="{x}" y="{y}"/>' for x, y in steps.tolist()]
    if one.curved:
        rest = (f"<a:cubicBezTo>{''.join(points[k : k + 3])}</a:cubicBezTo>"
                for k in range(1, len(points), 3))  # fmt: skip
    else:
        rest = (f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return f"<a:moveTo>{points[0]}</a:moveTo>{''.join(rest)}{'<a:close/>' if one.closed else ''}"


def fill(paint: Fill | None) -> str:
    """Write what an area is filled with."""
    if paint is None:
        return "<a:noFill/>"
    if isinstance(paint, Flat):
        return f"<a:solidFill>{colour(paint.colour, paint.cover)}</a:solidFill>"
    if isinstance(paint, Gradient):
        return _gradient(paint)
    return _pattern(paint)


def _gradient(paint: Gradient) -> str:
    stops = "".join(
        f'<a:gs pos="{round(at * 100_000)}">{colour(one.colour, one.cover)}</a:gs>'
        for at, one in paint.stops
    )
    turn = round(paint.angle * 60_000)
    return (
        f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst>'
        f'<a:lin ang="{turn}" scaled="0"/></a:gradFill>'
    )


def _pattern(paint: Pattern) -> str:
    kind = PRESETS.get(paint.kind, "dkVert" if paint.kind.startswith("less") else "pct10")
    return (
        f'<a:pattFill prst="{kind}"><a:fgClr>{colour(paint.mark)}</a:fgClr>'
        f"<a:bgClr>{colour(paint.ground or '#ffffff')}</a:bgClr></a:pattFill>"
    )


def line(edge: Line | None) -> str:
    """Write how an edge is drawn; none is said, since a theme would draw one."""
    if edge is None:
        return "<a:ln><a:noFill/></a:ln>"
    paint = f"<a:solidFill>{colour(edge.paint.colour, edge.paint.cover)}</a:solidFill>"
    cap = ' cap="rnd"' if edge.round else ""
    return f'<a:ln w="{emu(edge.width)}"{cap}>{paint}{_dash(edge)}<a:round/></a:ln>'


def _dash(edge: Line) -> str:
    if not edge.dash:
        return ""
    width = max(edge.width, 0.1)
    pairs = [*edge.dash, *edge.dash] if len(edge.dash) % 2 else list(edge.dash)
    shares = [round(part / width * 100_000) for part in pairs]
    stops = "".join(
        f'<a:ds d="{on}" sp="{off}"/>' for on, off in zip(shares[::2], shares[1::2], strict=True)
    )
    return f"<a:custDash>{stops}</a:custDash>"


def group(inner: str, box: tuple[float, float, float, float], ids: Ids, name: str,
          alt: str = "") -> str:  # fmt: skip
    """Write shapes as one group; what is in it keeps the slide's places."""
    left, top, right, bottom = box
    off = f'x="{emu(left)}" y="{emu(top)}"'
    ext = f'cx="{emu(right - left)}" cy="{emu(bottom - top)}"'
    return (
        f"<p:grpSp><p:nvGrpSpPr>{named(ids, name, alt)}<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>"
        f"<p:grpSpPr><a:xfrm><a:off {off}/><a:ext {ext}/><a:chOff {off}/><a:chExt {ext}/></a:xfrm>"
        f"</p:grpSpPr>{inner}</p:grpSp>"
    )


def words_box(
    ids: Ids, name: str, box: tuple[float, float, float, float], paragraphs: str, *,
    wrap: bool = True, anchor: str = "t", inset: float = 0.0, look: str = "<a:noFill/>",
    holder: str = "",
) -> str:  # fmt: skip
    """Write a text box at (left, top, width, height); it neither grows nor shrinks."""
    sides = "".join(f' {side}Ins="{emu(inset)}"' for side in "ltrb")
    wrapped = "square" if wrap else "none"
    kind = "" if holder else ' txBox="1"'
    return (
        f"<p:sp><p:nvSpPr>{named(ids, name)}<p:cNvSpPr{kind}/><p:nvPr>{holder}</p:nvPr></p:nvSpPr>"
        f'<p:spPr>{placed(*box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{look}</p:spPr>'
        f'<p:txBody><a:bodyPr wrap="{wrapped}"{sides} anchor="{anchor}" rtlCol="0"><a:noAutofit/>'
        f"</a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )


def own_title(ids: Ids, paragraphs: str) -> str:
    """Write a title that takes its place and look from the template."""
    body = f"<a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}"
    return _held(ids, "Title", '<p:ph type="title"/>', body)


def own_number(ids: Ids, runs: str) -> str:
    """Write a slide number where the template has it."""
    holder = '<p:ph type="sldNum" sz="quarter" idx="12"/>'
    return _held(ids, "Slide number", holder, f"<a:bodyPr/><a:lstStyle/><a:p>{runs}</a:p>")


def _held(ids: Ids, name: str, holder: str, body: str) -> str:
    return (
        f'<p:sp><p:nvSpPr>{named(ids, name)}<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>'
        f"{holder}</p:nvPr></p:nvSpPr><p:spPr/><p:txBody>{body}</p:txBody></p:sp>"
    )
