"""Draw a table figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.backends.firm_pen import FirmPen
from briefing.backends.firm_table import table

if TYPE_CHECKING:
    from briefing.firm.listing import ListingSpec
    from briefing.palette import Theme


def draw(
    spec: ListingSpec, *, theme: Theme = "light", width: float = 690, headed: bool = False
) -> str:
    """Draw a table at a width in px; `headed` with title and source around it."""
    with FirmPen.around(spec, theme=theme, width=width, headed=headed) as pen:
        table(
            pen,
            spec.head,
            [line.cells for line in spec.lines],
            faint=[line.faint for line in spec.lines],
            bold=[line.strong for line in spec.lines],
            right=spec.right,
        )
    return pen.svg(spec)
