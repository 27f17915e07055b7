"""Draw the marks of a slider's track, in line with it whatever its width.

Places are percentages of the strip, so that it stretches with the slider while its words keep
their size. Every mark has rows of its own: no two meet, however narrow the page.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from briefing.backends.chart_svg import FACES
from briefing.backends.firm_pen import AXIS, FirmPen
from briefing.backends.svg_elements import px
from briefing.catalogue import HTML_LANG
from briefing.typesetting import wrap

if TYPE_CHECKING:
    from briefing.firm.breakeven import BreakevenSpec, Mark
    from briefing.palette import Theme

INSET = 6.0
"""Px from the ends of a Streamlit slider to those of its track, measured in a browser."""
LEAST = 320.0
LEADING = 15.0
TICK = 9.0
MIDDLE = 0.5


def draw_track(
    spec: BreakevenSpec, *, theme: Theme = "light", inset: float = INSET, least: float = LEAST
) -> str:
    """Draw the turning points, and today's value, below a slider; the slider shows its own value.

    Parameters
    ----------
    inset
        Px from either end of the strip to the ends of the slider's track.
    least
        Narrowest width in px that the strip is shown at; no words run out from there on.

    Returns
    -------
    str
        An ``<svg>`` as wide as what holds it.
    """
    pen = FirmPen.of(spec, theme=theme, width=least)
    pen.y = TICK + 2
    marks = [mark for mark in spec.marks if mark.kind != "set"]
    for mark in sorted(marks, key=lambda one: one.kind != "turn"):
        _mark(pen, spec, mark, inset, least)
    height = px(pen.y + 6)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="{height}" role="group" '
        f'aria-label="{escape(spec.alt)}" lang="{HTML_LANG[spec.lang]}" '
        f'font-family="{FACES[spec.lang]}">'
        f'<rect width="100%" height="{height}" fill="{pen.colour("background")}"/>'
        f"{''.join(pen.parts)}</svg>"
    )


def _mark(pen: FirmPen, spec: BreakevenSpec, mark: Mark, inset: float, least: float) -> None:
    """Draw a tick, or a bracket over its interval, and the words below."""
    share = spec.x.share(mark.value)
    turn = mark.kind == "turn"
    # Words go to the side with more room; what there is at the least width is enough for them.
    right = share <= MIDDLE
    room = (least - 2 * inset) * (1 - share if right else share) - 4
    lines = wrap(mark.text, room, AXIS, bold=turn)
    with pen.marked(f"turn {mark.kind}", of=f"{mark.kind}-{mark.value:g}", tip=mark.text,
                    pick=False):  # fmt: skip
        if not mark.exact:
            _bracket(pen, spec, mark, inset)
        pen.add(f'<svg x="{100 * share:.4f}%" y="0" overflow="visible">')
        at = inset * (1 - 2 * share)
        end = pen.y + len(lines) * LEADING
        pen.line(at, 0, at, end - 3 if turn else TICK, fill="ink" if turn else "muted",
                 width=1.6 if turn else 1.2)  # fmt: skip
        if not turn:
            pen.line(at, TICK, at, end - 3, fill="rule")
        for number, line in enumerate(lines):
            pen.say(at + (5 if right else -5), pen.y + 11 + number * LEADING, line, bold=turn,
                    fill="ink" if turn else "muted", anchor="start" if right else "end",
                    halo=True)  # fmt: skip
        pen.add("</svg>")
    pen.y = end


def _bracket(pen: FirmPen, spec: BreakevenSpec, mark: Mark, inset: float) -> None:
    low, high = spec.x.share(mark.low), spec.x.share(mark.high)
    pen.add(f'<svg x="{100 * low:.4f}%" y="0" overflow="visible">')
    at = inset * (1 - 2 * low)
    pen.add(
        f'<rect x="{px(at)}" y="1" width="{max(0.4, 100 * (high - low)):.4f}%" height="6" '
        f'fill="{pen.colour("bar")}" stroke="{pen.colour("ink")}"/>'
    )
    pen.add("</svg>")
