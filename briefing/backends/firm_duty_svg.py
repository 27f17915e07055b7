"""Draw stacks of duty by origin, with the table of their layers below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, DASH, FirmPen
from briefing.backends.firm_table import table
from briefing.palette import luminance
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.duty import DutyRow, DutySpec
    from briefing.palette import Theme
    from briefing.spec import Colour

THICK, PITCH = 18.0, 27.0
LABELS = 118.0
LEADING = 14.0
TOTALS = 62.0
BRIGHT = 0.18
ON_BRIGHT, ON_DARK = "#000000", "#ffffff"
NARROW = 480.0
MONO = ("#3a3a3a", "#6a6a6a", "#8a8a8a", "#b0b0b0", "#555555")


def draw(
    spec: DutySpec,
    *,
    theme: Theme = "light",
    width: float = 690,
    headed: bool = False,
    with_table: bool = True,
) -> str:
    """Draw stacks at a width in px; `headed` with title and source around them."""
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        scale = (width - LABELS - TOTALS - 8) / spec.scale
        for place, row in enumerate(spec.rows):
            _row(pen, row, scale, _paint(row.colour, theme, place))
        if with_table and spec.table:
            pen.y += 8
            # A narrow page has no room for how each row is known; hovering and exports tell it.
            cut = 4 if width < NARROW else len(spec.head)
            table(pen, spec.head[:cut], [line.cells[:cut] for line in spec.table],
                  faint=[line.faint for line in spec.table])  # fmt: skip
    return pen.svg(spec)


def _row(pen: FirmPen, row: DutyRow, scale: float, paint: str) -> None:
    labels = wrap(row.label, LABELS - 8, AXIS + 0.5)
    pitch = max(PITCH, len(labels) * LEADING + 6)
    y = pen.y + (pitch - THICK) / 2
    with pen.marked("origin", of=row.origin, tip=row.tip):
        first = pen.y + (pitch - len(labels) * LEADING) / 2 + 11
        for number, line in enumerate(labels):
            pen.say(0, first + number * LEADING, line, size=AXIS + 0.5)
        end = _stack(pen, row, y, scale, paint)
        if row.total is not None:
            pen.say(pen.width, y + 13.5, row.text, size=AXIS + 0.5, bold=True, anchor="end")
        else:
            _no_total(pen, row, y, end)
    pen.y += pitch
    if row.note and (row.total is not None or not _fits(pen, row, end)):
        under = row.note if row.total is not None else _lacking(row)
        pen.y = pen.lines(LABELS, pen.y + 10, under, width=pen.width - LABELS,
                          fill="muted") - 8  # fmt: skip


def _fits(pen: FirmPen, row: DutyRow, end: float) -> bool:
    return end + 10 + width_of(_lacking(row), AXIS, bold=True) <= pen.width


def _lacking(row: DutyRow) -> str:
    return f"{row.text} – {row.note}"


def _no_total(pen: FirmPen, row: DutyRow, y: float, end: float) -> None:
    """Say beside the bar that it is no total, where there is room; else below it."""
    if _fits(pen, row, end):
        pen.say(end + 8, y + 13.5, _lacking(row), bold=True)


def _stack(pen: FirmPen, row: DutyRow, y: float, scale: float, paint: str) -> float:
    x, beside = LABELS, ""
    for part in row.layers:
        wide = part.rate * scale
        if part.what_if:
            pen.bar(x + 1, y, max(1.0, wide - 1), THICK, fill="background", stroke=paint, dash=DASH)
            ink = "ink"
        else:
            pen.bar(x, y, max(1.0, wide - 1), THICK, fill=paint)
            ink = ON_BRIGHT if luminance(paint) > BRIGHT else ON_DARK
        if width_of(part.text, AXIS - 0.5, bold=True) + 6 < wide:
            pen.say(x + wide / 2, y + 13, part.text, size=AXIS - 0.5, bold=True, fill=ink,
                    anchor="middle")  # fmt: skip
        elif part.what_if:
            beside = part.text
        x += wide
    if beside and x + 8 + width_of(beside, AXIS - 0.5) <= pen.width - TOTALS + 10:
        pen.say(x + 6, y + 13, beside, size=AXIS - 0.5)
    if row.total is None:
        # A torn end: what is drawn is not all.
        pen.path(f"M{x:.1f},{y:.1f}l4,3l-4,3l4,3l-4,3l4,3l-4,3", stroke=pen.colour("ink"))
        x += 4
    return x


def _paint(colour: Colour, theme: Theme, place: int) -> str:
    if theme == "mono":
        return MONO[place % len(MONO)]
    return colour.dark if theme == "dark" else colour.light
