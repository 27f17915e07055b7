"""Figures of a firm's answer on a page: each drawn at the widths that pages come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.firm.drawing import show_drawing
from app.state import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.firm.frame import FirmFigure

# A phone, a third and a half of a laptop's page, a whole one of it.
WIDTHS = (330, 440, 600, 760, 860)


def panel(
    spec: FirmFigure,
    draw: Callable[..., str],
    *,
    key: str,
    selected: str = "",
    bare: bool = False,
    on_pick: Callable[[], None] | None = None,
) -> None:
    """Show a figure.

    Parameters
    ----------
    spec
        What is shown.
    draw
        Draws it as SVG: takes the spec, ``theme`` and ``width``.
    key
        Name of the component in the session.
    selected
        Id of the mark that looks pressed.
    bare
        The drawing alone, without words around it.
    on_pick
        Called when a mark is picked; the id is ``st.session_state[key].picked``.
    """
    show_drawing(
        spec,
        {width: draw(spec, theme=theme(), width=width) for width in WIDTHS},
        theme=theme(),
        key=key,
        selected=selected,
        bare=bare,
        on_pick=on_pick,
    )
