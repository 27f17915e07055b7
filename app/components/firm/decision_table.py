"""Show the decision table as a real table, and tell which cell the reader picked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components.firm.mounting import component, frame_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefing.firm.decision_spec import DecisionSpec
    from briefing.palette import Theme


def show_decision(
    spec: DecisionSpec,
    *,
    theme: Theme,
    key: str,
    selected: tuple[str, str] | None = None,
    on_pick: Callable[[], None] | None = None,
) -> dict[str, str] | None:
    """Mount the table and give the cell just picked, as ``{"plan": …, "regime": …}``, or None.

    Parameters
    ----------
    spec
        What is shown.
    selected
        Plan and regime of the cell whose bridge the page shows.
    on_pick
        Called when a cell is picked; the cell is ``st.session_state[key].picked``.
    """
    data = decision_data(spec, theme=theme) | {"selected": list(selected or ("", ""))}
    result = component("decision_table")(key=key, data=data, on_picked_change=on_pick or _nothing)
    picked: dict[str, str] | None = result.picked
    return picked


def decision_data(spec: DecisionSpec, *, theme: Theme) -> dict[str, Any]:
    """Give what the component needs: every word, nothing to decide."""
    table = spec.model_dump(
        mode="json",
        include={
            "heading", "hint", "plan_head", "regret_head", "safest_word", "more", "fewer",
            "columns", "rows", "omitted_title", "omitted",
        },
    )  # fmt: skip
    return {**frame_data(spec, theme=theme), "table": table}


def _nothing() -> None:
    """Do nothing: a component tells of an event only where somebody listens."""
