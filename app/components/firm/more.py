"""Under "More": trade-offs, board money, how sure the answer is, where numbers are from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.state import words

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.desk import Desk


def more(
    now: Desk,
    scenario: str,
    answer: dict[str, Any],
    compared: dict[str, Any] | None,
    names: Names,
) -> None:
    """Show trade-offs, board money, the certificate and the inputs."""
    del now, scenario, answer, compared, names
    st.caption(words("firm.more"))
