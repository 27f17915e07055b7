"""First screen: which plan under which duties, what would change the answer, is the model ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

from app.components.firm.answers import shown
from app.components.firm.decision_table import show_decision
from app.components.firm.ledger import show_ledger
from app.components.firm.panels import panel
from app.solving import ask
from app.state import theme, words
from briefing.backends import firm_bridge_svg, firm_swing_svg
from briefing.firm.bridge import describe_bridge
from briefing.firm.cell_walk import walk_of_cell
from briefing.firm.decision import describe_decision
from briefing.firm.frame import Standing
from briefing.firm.ledger import describe_ledger, describe_no_ledger
from briefing.firm.swing import describe_swing

if TYPE_CHECKING:
    from briefing.firm.names import Names
    from plusn.desk.desk import Desk

TABLE, CELL = "decision", "decision.cell"


def decide_screen(now: Desk, names: Names) -> None:
    """Show the decision table with a cell's bridge, the swing and the ledger."""
    case = now.case
    decision = ask("decide", case, urgent=True)
    ledger = ask("baseline", case) if case.actual_flows else None
    swing = ask("swing", case) if case.ranges else None
    record = shown(decision, key="decide", names=names)
    if record:
        _decision(record, names)
    left, right = st.columns([1.45, 1], gap="medium")
    with left:
        if swing is None:
            st.caption(words("firm.no_ranges"))
        elif found := shown(swing, key="swing", names=names):
            panel(describe_swing(found, names, names.lang), firm_swing_svg.draw, key="swing")
    with right:
        if ledger is None:
            _no_ledger(record, names)
        elif known := shown(ledger, key="baseline", names=names):
            show_ledger(describe_ledger(known, names, names.lang), theme=theme(), key="ledger")


def _decision(record: dict[str, Any], names: Names) -> None:
    spec = describe_decision(record, names, names.lang)
    cell: tuple[str, str] | None = st.session_state.get(CELL)
    known = {(one.plan, one.regime) for row in spec.rows for one in row.cells}
    show_decision(
        spec,
        theme=theme(),
        key=TABLE,
        selected=cell if cell in known else None,
        on_pick=_picked,
    )
    if cell in known and cell is not None:
        _bridge(record, cell, names)


def _picked() -> None:
    """Open a cell's bridge; picked again, it is closed."""
    picked = st.session_state[TABLE].picked
    cell = (picked["plan"], picked["regime"])
    st.session_state[CELL] = None if st.session_state.get(CELL) == cell else cell


def _bridge(record: dict[str, Any], cell: tuple[str, str], names: Names) -> None:
    """Lead from the cheapest plan of the column to the one picked."""
    walk = walk_of_cell(record, *cell, names)
    with st.container(border=True, key="decision-bridge"):
        if walk is None:
            st.caption(words("firm.bridge.none"))
        else:
            spec = describe_bridge(walk, names, Standing.of(record))
            panel(spec, firm_bridge_svg.draw, key="decision-walk")
        st.button(words("firm.close"), key="bridge-close", on_click=_close)


def _close() -> None:
    st.session_state[CELL] = None


def _no_ledger(any_record: dict[str, Any] | None, names: Names) -> None:
    """Say how a ledger is brought, once an answer says whether the case is made up."""
    if any_record:
        show_ledger(describe_no_ledger(any_record, names.lang), theme=theme(), key="ledger")
