"""Show a figure drawn as SVG at the width that fits, and tell which mark the reader picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components.firm.mounting import component, frame_data

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from briefing.firm.frame import FirmFigure
    from briefing.palette import Theme


def show_drawing(
    spec: FirmFigure,
    drawings: Mapping[int, str],
    *,
    theme: Theme,
    key: str,
    selected: str = "",
    bare: bool = False,
    on_pick: Callable[[], None] | None = None,
) -> str:
    """Mount a figure and give the id just picked, or blank.

    Title, subtitle, boxed words, notes and credits stand around the drawing as text, so a drawing
    for the page leaves them out. In it, a mark with ``data-pick`` answers to a click, Enter and
    Space; its ``<title>`` or ``aria-label`` is its name.

    Parameters
    ----------
    spec
        What is shown; its digest says when to draw anew.
    drawings
        SVG by the least width in px that it needs; the widest that fits is shown. The least of all
        is shown where even that does not fit.
    selected
        Id of the mark that looks pressed.
    bare
        The drawing alone, without words around it.
    on_pick
        Called when a mark is picked; the id is ``st.session_state[key].picked``.
    """
    result = component("drawing")(
        key=key,
        data={**drawing_data(spec, drawings, theme=theme, bare=bare), "selected": selected},
        on_picked_change=on_pick or _nothing,
    )
    return result.picked or ""


def drawing_data(
    spec: FirmFigure, drawings: Mapping[int, str], *, theme: Theme, bare: bool = False
) -> dict[str, Any]:
    """Give what the component needs: words, colours and drawings, nothing to decide."""
    frame = frame_data(spec, theme=theme)
    if bare:
        frame = {**frame, "head": None, "foot": None}
    widths = [{"least": least, "svg": drawings[least]} for least in sorted(drawings)]
    return {**frame, "label": spec.title, "drawings": widths}


def _nothing() -> None:
    """Do nothing: a component tells of an event only where somebody listens."""
