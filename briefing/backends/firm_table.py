"""Tables within drawings: wrapped cells under a ruled head, numbers at the right edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.backends.firm_pen import FirmPen

SIZE = 12.0
LEADING = 15.0
GAP = 10.0


def columns(
    head: Sequence[str], rows: Sequence[Sequence[str]], width: float, *, least: float = 96
) -> list[float]:
    """Give the width of each column: as wide as its widest cell, the first takes what is left.

    Where that leaves the first less than `least`, the others share what remains, in proportion.
    """
    wanted = [
        max(width_of(row[place], SIZE, bold=True) for row in (head, *rows)) + GAP
        for place in range(len(head))
    ]
    rest = sum(wanted[1:])
    if width - rest < min(least, wanted[0]):
        room = width - min(least, wanted[0])
        wanted[1:] = [w * room / rest for w in wanted[1:]]
    wanted[0] = width - sum(wanted[1:])
    return wanted


def table(
    pen: FirmPen,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    faint: Sequence[bool] = (),
    bold: Sequence[bool] = (),
    right: bool = False,
    width: float = 0,
) -> None:
    """Draw a table from the pen's `y` on.

    Parameters
    ----------
    faint, bold
        Rows in grey, and in bold letters; none where left out.
    right
        Every column but the first is set to its right edge.
    """
    width = width or pen.width
    widths = columns(head, rows, width)
    _row(pen, head, widths, width, bold=True, fill="muted", right=right, rule="ink")
    for number, row in enumerate(rows):
        _row(
            pen, row, widths, width, right=right, rule="rule",
            bold=bool(bold) and bold[number],
            fill="muted" if faint and faint[number] else "ink",
        )  # fmt: skip


def _row(
    pen: FirmPen,
    cells: Sequence[str],
    widths: Sequence[float],
    width: float,
    *,
    bold: bool,
    fill: str,
    right: bool,
    rule: str,
) -> None:
    x, most = 0.0, 0
    for place, (cell, room) in enumerate(zip(cells, widths, strict=True)):
        lines = wrap(cell, room - GAP if place < len(cells) - 1 or not right else room, SIZE,
                     bold=bold)  # fmt: skip
        end = right and place > 0
        for number, line in enumerate(lines):
            pen.say(x + room if end else x, pen.y + 14 + number * LEADING, line, size=SIZE,
                    bold=bold, fill=fill, anchor="end" if end else "start")  # fmt: skip
        x, most = x + room, max(most, len(lines))
    pen.y += most * LEADING + 5
    pen.line(0, pen.y - 0.5, width, pen.y - 0.5, fill=rule)
