"""Draw the model against the ledger: a line for each cost, or the steps to such a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.firm_pen import AXIS, TEXT, FirmPen
from briefing.typesetting import width_of, wrap

if TYPE_CHECKING:
    from briefing.firm.ledger import LedgerRow, LedgerSpec
    from briefing.palette import Theme

WIDE = 520.0
LEADING, PAD, GAP, INDENT = 16.0, 7.0, 14.0, 14.0


def draw(
    spec: LedgerSpec, *, theme: Theme = "light", width: float = WIDE, headed: bool = False
) -> str:
    """Draw the table; `headed` with the title and the source around it, for paper and slides."""
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        if spec.rows:
            _table(spec, pen)
        for number, step in enumerate(spec.steps, 1):
            pen.say(0, pen.y + 14, f"{number}.", size=TEXT)
            pen.y = pen.lines(18, pen.y + 14, step, width=pen.width - 18, size=TEXT) - 10
        for words in spec.says:
            pen.y = pen.lines(0, pen.y + 16, words, width=pen.width, fill="muted") - 15
        pen.y += 6
    return pen.svg(spec)


def _table(spec: LedgerSpec, pen: FirmPen) -> None:
    rows = [*spec.rows, *([spec.total] if spec.total else [])]
    rights = _rights(spec, rows, pen.width)
    for right, head in zip(rights, spec.heads[1:], strict=True):
        pen.say(right, pen.y + 14, head, bold=True, fill="muted", anchor="end")
    pen.say(0, pen.y + 14, spec.heads[0], bold=True, fill="muted")
    pen.y += 21
    pen.line(0, pen.y, pen.width, pen.y, fill="ink", width=1.2)
    room = rights[0] - _widest(spec, rows, 0) - GAP
    for row in rows:
        _row(row, pen, rights, room, bold=row is spec.total)


def _widest(spec: LedgerSpec, rows: list[LedgerRow], column: int) -> float:
    """Give the width of a column's widest words in px."""
    words = [width_of(row.texts[column], TEXT, bold=True) for row in rows]
    return max([*words, width_of(spec.heads[column + 1], AXIS, bold=True)])


def _rights(spec: LedgerSpec, rows: list[LedgerRow], width: float) -> list[float]:
    """Give the right edges of the three columns of numbers."""
    edge, found = width, []
    for column in (2, 1, 0):
        found.append(edge)
        edge -= _widest(spec, rows, column) + GAP
    return found[::-1]


def _row(row: LedgerRow, pen: FirmPen, rights: list[float], room: float, *, bold: bool) -> None:
    indent = INDENT if row.part else 0.0
    lines = wrap(row.label, room - indent, TEXT, bold=bold)
    fill = "muted" if row.part else "ink"
    for number, line in enumerate(lines):
        y = pen.y + PAD + 10 + number * LEADING
        pen.say(indent, y, line, size=TEXT, bold=bold, fill=fill)
    for place, (right, words) in enumerate(zip(rights, row.texts, strict=True)):
        strong = bold or (place == len(row.texts) - 1 and row.off)
        pen.say(right, pen.y + PAD + 10, words, size=TEXT, bold=strong,
                fill="ink" if strong else fill, anchor="end")  # fmt: skip
    pen.y += len(lines) * LEADING + PAD
    pen.line(0, pen.y, pen.width, pen.y)
