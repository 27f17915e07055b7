"""Scenarios side by side as a table; a scenario's name opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.components.firm.mounting import component, frame_data
from briefing.catalogue import text

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.firm.compared import ComparedSpec
    from briefing.palette import Theme


def show_compared(
    spec: ComparedSpec, *, theme: Theme, key: str, on_pick: Callable[[], None]
) -> None:
    """Mount the table.

    Parameters
    ----------
    on_pick
        Called when a scenario is picked; its id is ``st.session_state[key].picked``.
    """
    words = {name: text(f"compared.{name}", spec.lang) for name in ("open", "what", "same")}
    component("compared")(
        key=key,
        data={
            **frame_data(spec, theme=theme),
            "heads": spec.heads,
            "least": spec.least_word,
            "rows": [row.model_dump(mode="json") for row in spec.rows],
            "words": words,
        },
        on_picked_change=on_pick,
    )
