"""Show the model against the ledger as a table, or how to come by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.components.firm.mounting import component, frame_data

if TYPE_CHECKING:
    from briefing.firm.ledger import LedgerSpec
    from briefing.palette import Theme


def show_ledger(spec: LedgerSpec, *, theme: Theme, key: str) -> None:
    """Mount the table.

    Parameters
    ----------
    spec
        What is shown.
    """
    component("ledger")(key=key, data=ledger_data(spec, theme=theme))


def ledger_data(spec: LedgerSpec, *, theme: Theme) -> dict[str, Any]:
    """Give what the component needs: every word, nothing to decide."""
    fields = {"heads", "rows", "total", "says", "steps"}
    return {**frame_data(spec, theme=theme), "table": spec.model_dump(mode="json", include=fields)}
